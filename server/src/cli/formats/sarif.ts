/** Findings as a SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Location, Log, Region, ReportingDescriptor, Result, Run } from "sarif";
import type { HvvmDocument } from "../../core/document.ts";
import { listedFindings } from "../../core/features/diagnostics.ts";
import { rules, ruleTitle } from "../../core/rules/registry.ts";
import type { Finding, PlacedFinding, Rule, Severity } from "../../core/rules/rule.ts";
import type { CheckedFile } from "../checked-file.ts";
import { version } from "../version.ts";

type Level = "error" | "warning" | "note";

const levels: Readonly<Record<Severity, Level>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** Paths become URIs relative to `folder`; those outside it become absolute ones. */
export function writeSarif(files: readonly CheckedFile[], folder: string): string {
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
  return sarifLog({
    tool: { driver: { name: "hvvm", semanticVersion: version, rules: rules.map(descriptor) } },
    artifacts: files.map(({ path }) => ({ location: { uri: uriOf(path, folder) } })),
    results: files.flatMap((file, artifact) =>
      listedFindings(file.findings).listed.map((placed) => result(file, artifact, placed, indexes, folder)),
    ),
  });
}

/** The text of a log with one run. */
export function sarifLog({ tool, ...run }: Run): string {
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool, columnKind: "utf16CodeUnits", ...run }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor(rule: Rule): ReportingDescriptor {
  const { code, severity, why, bad, good, link } = rule;
  return {
    id: code,
    shortDescription: { text: `${ruleTitle(code)}.` },
    fullDescription: { text: why },
    help: { text: `${why}\n\nBad:\n${bad}\n\nGood:\n${good}\n` },
    ...(link === undefined ? {} : { helpUri: link }),
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(
  { path, document }: CheckedFile,
  artifact: number,
  { code, severity, start, finding, relatedStarts }: PlacedFinding,
  indexes: ReadonlyMap<string, number>,
  folder: string,
): Result {
  const location = (at: Finding["at"], from: number): Location => ({
    physicalLocation: {
      artifactLocation: { uri: uriOf(path, folder), index: artifact },
      region: region(document, at, from),
    },
  });
  const related = (finding.related ?? []).map(({ at, message }, index) => ({
    ...location(at, relatedStarts[index] ?? start),
    id: index + 1,
    message: { text: message },
  }));
  return {
    ruleId: code,
    ruleIndex: indexes.get(code)!,
    level: levels[severity],
    message: { text: finding.message },
    locations: [location(finding.at, start)],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
  };
}

/** Lines and columns are counted from 1; the end column is the one after the last character. */
export function region(document: HvvmDocument, at: Finding["at"], from: number): Region {
  const { start, end } = document.rangeOf(at, from);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

export function uriOf(path: string, folder: string): string {
  const inside = isAbsolute(path) ? relative(folder, path).split(sep).join("/") : path;
  if (isAbsolute(path) && (isAbsolute(inside) || inside.startsWith("../"))) return pathToFileURL(path).href;
  const whole = inside.replace(/\p{Cs}/gu, "\ufffd");
  return whole.split("/").map(encodeURIComponent).join("/");
}
