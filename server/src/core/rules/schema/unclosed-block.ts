import { defineRule } from "../rule.ts";

/** A `{` without its `}`. */
export const unclosedBlock = defineRule({
  code: "unclosed-block",
  severity: "error",
  why: "Every block ends with its own brace. Where one is missing, the statements that follow may be read as part of the wrong block.",
  bad: String.raw`
vm web01 {
         ^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
});
