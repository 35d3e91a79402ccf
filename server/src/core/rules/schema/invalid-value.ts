import { defineRule } from "../rule.ts";

/** A value of the wrong kind, an unknown word, or a number out of range. */
export const invalidValue = defineRule({
  code: "invalid-value",
  severity: "error",
  why: "The value cannot be what the statement wants: another kind, a misspelt word, or a number that no release allows.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 40GiB boot
                                            ^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 40GB boot
}`,
});
