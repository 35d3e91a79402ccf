import { defineRule } from "../rule.ts";

/** A required argument that is not there. */
export const missingArgument = defineRule({
  code: "missing-argument",
  severity: "error",
  isAboutAbsence: true,
  why: "The statement cannot be understood without it, and nothing is guessed in its place.",
  bad: `
vm web01 {
  ide 0:0 disk fixed 40GB boot
  ^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 40GB boot
}`,
});
