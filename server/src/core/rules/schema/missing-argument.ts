import { sheetStatements } from "../../model/read-hosts.ts";
import { statementIn } from "../../schema/language.ts";
import { defineRule } from "../rule.ts";

/** A required argument that is missing. */
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
  scope: "item",
  check({ item }, report) {
    if (item.kind !== "media" || item.of || item.statement.isBroken || item.statement.hasBrokenBlock) return;
    const missing = sheetStatements.filter(([figure]) => !item.sheet[figure]).map(([, keyword]) => keyword);
    if (missing.length === 0) return;
    const properties = missing.map((keyword) => statementIn(keyword, "media")!.json.property);
    const message = (names: readonly string[]) =>
      `This media has neither "of" (what it is made of) nor a complete data sheet. Add "of", or ${names.join(", ")}.`;
    report({ at: item.statement.keyword, message: message(missing), messageInJson: message(properties) });
  },
});
