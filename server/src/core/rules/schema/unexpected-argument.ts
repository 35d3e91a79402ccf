import { defineRule } from "../rule.ts";

/** An argument that the statement does not accept, or accepts only once. */
export const unexpectedArgument = defineRule({
  code: "unexpected-argument",
  severity: "error",
  why: "An argument that the statement does not take is a typing mistake or belongs to another statement. It is never ignored.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 1:0 dvd empty fixed
                    ^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 1:0 dvd empty
}`,
});
