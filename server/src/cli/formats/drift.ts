/** The differences between a layout and its hosts: for people, as JSON, and as a SARIF log. */
import { type Difference, type Drift, differenceKinds } from "../../core/exchange/drift/difference.ts";
import { exactly } from "../../core/figures.ts";
import type { CheckedFile } from "../checked-file.ts";
import { version } from "../version.ts";
import { region, sarifLog, uriOf } from "./sarif.ts";
import { visible } from "./text.ts";

export interface DriftReport {
  readonly file: Pick<CheckedFile, "path" | "document">;
  readonly drift: Drift;
  /** Paths of the inventories, as given. */
  readonly inventories: readonly string[];
}

/** A line for each difference, and a summary. A difference without a place in the layout has no line number. */
export function writeDriftText({ file, drift }: DriftReport): string {
  const { differences, comparedCount, skipped } = drift;
  const lines = differences.map((difference) => {
    const range = rangeOf(file, difference);
    const place = range ? `:${range.start.line + 1}:${range.start.character + 1}` : "";
    return `${file.path}${place}: ${difference.kind}: ${difference.message}`;
  });
  if (skipped.length > 0) lines.push(`Not compared, because no inventory is of their hosts: ${skipped.join(", ")}.`);
  const found = differences.length === 0 ? "no difference" : exactly(differences.length, "difference");
  lines.push(`${exactly(comparedCount, "VM")} compared: ${found}.`);
  return lines.map((line) => `${visible(line)}\n`).join("");
}

/** Lines and characters are counted from 0. */
export function writeDriftJson({ file, drift, inventories }: DriftReport): string {
  const differences = drift.differences.map((difference) => ({
    kind: difference.kind,
    vm: difference.vm,
    slot: difference.slot ?? null,
    message: difference.message,
    range: rangeOf(file, difference) ?? null,
  }));
  const { comparedCount, skipped } = drift;
  return `${JSON.stringify({ layout: file.path, inventories, differences, compared: comparedCount, notCompared: skipped }, undefined, 2)}\n`;
}

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; URIs are relative to `folder`. */
export function writeDriftSarif({ file, drift }: DriftReport, folder: string): string {
  const kinds = Object.keys(differenceKinds);
  const uri = uriOf(file.path, folder);
  const rules = Object.entries(differenceKinds).map(([id, text]) => ({ id, shortDescription: { text } }));
  return sarifLog({
    tool: { driver: { name: "hvvm drift", semanticVersion: version, rules } },
    artifacts: [{ location: { uri } }],
    results: drift.differences.map(({ kind, message, place }) => {
      const at = place ? { region: region(file.document, place.at, place.start) } : {};
      return {
        ruleId: kind,
        ruleIndex: kinds.indexOf(kind),
        level: "warning",
        message: { text: message },
        locations: [{ physicalLocation: { artifactLocation: { uri, index: 0 }, ...at } }],
      };
    }),
  });
}

function rangeOf({ document }: DriftReport["file"], { place }: Difference) {
  return place && document.rangeOf(place.at, place.start);
}
