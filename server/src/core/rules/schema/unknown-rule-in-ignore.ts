import { changeTo, replaceInBoth } from "../../model/problem.ts";
import { didYouMean } from "../../schema/nearest.ts";
import type { Range } from "../../syntax/tree.ts";
import { defineRule, type Finding } from "../rule.ts";

/** An ignore comment that names no known rule. Checked with the comments, in `apply-suppressions.ts`. */
export const unknownRuleInIgnore = defineRule({
  code: "unknown-rule-in-ignore",
  severity: "warning",
  why: "A comment that misspells a rule suppresses nothing, and nobody notices until the diagnostic that it was meant for is missed.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" sparse boot # hvvm-ignore old-wrod
                                                                ^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" sparse boot # hvvm-ignore old-word
}`,
});

/** `code` is what is written, `undefined` if there is nothing; `near` is the rule that may have been meant. */
export function unknownRuleInIgnoreFinding(code: string | undefined, at: Range, near: string | undefined): Finding {
  if (code === undefined) {
    return {
      at,
      message: 'The comment does not name a rule. Write the codes that it suppresses, such as "hvvm-ignore old-word".',
    };
  }
  const message = `"${code}" is not a rule.${didYouMean(near, "hvvm explain CODE says what a rule means.")}`;
  return { at, message, fixes: changeTo(at, near, replaceInBoth) };
}
