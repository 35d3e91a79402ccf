import { defineRule } from "../rule.ts";

/** A text without its closing quote. */
export const unterminatedString = defineRule({
  code: "unterminated-string",
  severity: "error",
  why: "A text ends on its line. Without the closing quote nobody can tell what still belongs to it.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx boot
               ^^^^^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
});
