import { defineRule } from "../rule.ts";

/** A `}` that closes nothing. */
export const unmatchedBrace = defineRule({
  code: "unmatched-brace",
  severity: "error",
  why: "A brace that closes nothing is left over from an edit, or the one that opens its block is missing.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}
}
^`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
});
