import { defineRule } from "../rule.ts";

/** A string without its closing quote. */
export const unterminatedString = defineRule({
  code: "unterminated-string",
  severity: "error",
  why: "A string ends on the line where it begins. Without the closing quote, it is not clear which words still belong to it.",
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
