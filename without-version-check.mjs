/** What the client does without: reading and comparing versions. */

/**
 * The client library asks whether VS Code is new enough, for which it loads and runs a library of its own. VS Code has
 * compared `engines` of our manifest by then, and a test holds that against what the client library asks for.
 */
export const withoutVersionCheck = {
  name: "without-version-check",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^semver\/functions\/(parse|satisfies)$/ }, ({ path }) => ({
      path,
      namespace: "without-version-check",
    }));
    onLoad({ filter: /./, namespace: "without-version-check" }, () => ({
      contents: "module.exports = (version) => ({ version });",
    }));
  },
};
