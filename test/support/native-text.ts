/** Pieces of the native notation that many tests begin with. */

/** A VM with these statements. */
export const vm = (...lines: readonly string[]) => `vm a {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

/** A file of a VM, in quotes. */
export const file = (name: string) => `"C:\\VMs\\${name}"`;
