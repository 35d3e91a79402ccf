/** The version of the package; the bundler fills it in. */
declare const hvvmVersion: string | undefined;

export const version = typeof hvvmVersion === "string" ? hvvmVersion : "0.0.0";
