/** Uses a file like a check on the command line, and like an editor with a keystroke in its middle. */
import { countOf } from "../../server/src/cli/checked-file.ts";
import { writeGitHub } from "../../server/src/cli/formats/github.ts";
import { writeJson } from "../../server/src/cli/formats/json.ts";
import { writeSarif } from "../../server/src/cli/formats/sarif.ts";
import { writeText } from "../../server/src/cli/formats/text.ts";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { diagnostics } from "../../server/src/core/features/diagnostics.ts";
import { RuleRunner } from "../../server/src/core/rules/rule-runner.ts";

export function useFile(text: string, notation: Notation): void {
  const runner = new RuleRunner();
  const document = HvvmDocument.read(text, notation);
  const findings = runner.run(document);
  const files = [{ path: "a.hvvm", document, findings }];
  countOf(files);
  for (const write of [writeText, writeJson, writeGitHub]) write(files, false);
  writeSarif(files, "/");
  diagnostics(document, findings, "file:///a.hvvm", undefined);
  const middle = document.positionAt(text.length >> 1);
  const changed = document.changed({ range: { start: middle, end: middle }, text: "x" });
  diagnostics(changed, runner.run(changed), "file:///a.hvvm", undefined);
}
