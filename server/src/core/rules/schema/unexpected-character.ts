import { defineRule } from "../rule.ts";

/** A character that starts no token. */
export const unexpectedCharacter = defineRule({
  code: "unexpected-character",
  severity: "error",
  why: "A layout is made of words, numbers, text in double quotes, and braces. Any other character is a typing mistake, most often quotes of another kind or a comment of another language.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk 'C:\VMs\web01\os.vhdx' boot
               ^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
});
