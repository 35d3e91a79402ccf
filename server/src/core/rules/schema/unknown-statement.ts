import { defineRule } from "../rule.ts";

/** A word that begins no statement. */
export const unknownStatement = defineRule({
  code: "unknown-statement",
  severity: "error",
  why: "A statement begins with a word of the language. An unknown one would be ignored by a reader who guesses, and a guess can cost a VM that does not start.",
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
