import { defineRule } from "../rule.ts";

/** A word that is not a keyword. */
export const unknownStatement = defineRule({
  code: "unknown-statement",
  severity: "error",
  why: "Each statement begins with a keyword of the language. A misspelt keyword is never ignored or guessed: the VM could be left without a disk, or with the wrong generation.",
  bad: String.raw`
vm web01 {
  genration 1
  ^^^^^^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  generation 1
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
});
