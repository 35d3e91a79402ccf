/**
 * Every feature that answers from a document, in one place: the features listed here are called at places of whole,
 * broken and random texts.
 */
import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert";
import type { CompletionList } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../../server/src/core/document.ts";
import { changeEdit } from "../../server/src/core/features/change-edit.ts";
import { codeLensCommand, codeLenses } from "../../server/src/core/features/code-lenses.ts";
import { type CompletionAbilities, completion } from "../../server/src/core/features/completion/completion.ts";
import { definition } from "../../server/src/core/features/definition.ts";
import { diagnostics } from "../../server/src/core/features/diagnostics.ts";
import { documentHighlights } from "../../server/src/core/features/document-highlights.ts";
import { documentLinks } from "../../server/src/core/features/document-links.ts";
import { documentSymbols } from "../../server/src/core/features/document-symbols.ts";
import { defaultSettings } from "../../server/src/core/features/editor-settings.ts";
import { fixAll } from "../../server/src/core/features/fix-all.ts";
import { foldingRanges } from "../../server/src/core/features/folding-ranges.ts";
import { Formatter } from "../../server/src/core/features/formatting.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { inlayHints } from "../../server/src/core/features/inlay-hints.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { layoutStatus } from "../../server/src/core/features/layout-status.ts";
import { linkedEditingRanges } from "../../server/src/core/features/linked-editing-ranges.ts";
import { quickFixes } from "../../server/src/core/features/quick-fixes.ts";
import { refactorings } from "../../server/src/core/features/refactorings.ts";
import { references } from "../../server/src/core/features/references.ts";
import { prepareRename, rename } from "../../server/src/core/features/rename.ts";
import { selectionRanges } from "../../server/src/core/features/selection-ranges.ts";
import { semanticTokens, semanticTokensIn } from "../../server/src/core/features/semantic-tokens.ts";
import { signatureHelp } from "../../server/src/core/features/signature-help.ts";
import { layoutSymbols } from "../../server/src/core/features/workspace-symbols.ts";
import { diskChanges } from "../../server/src/core/forecast/changes.ts";
import { slotName } from "../../server/src/core/model/layout.ts";
import type { PlacedFinding } from "../../server/src/core/rules/rule-runner.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";

const uri = "file:///layout";
const { costs } = resolveCosts();
/** One for all versions, because it caches its results for a statement. */
const formatter = new Formatter();

/** Like the most capable client that knows the schema. */
const everything: CompletionAbilities = {
  hasSnippets: true,
  hasInsertReplace: true,
  hasDeprecatedTag: true,
  hasLabelDetails: true,
  knowsSchema: true,
  suggestCommand: "suggest",
};

type Findings = readonly PlacedFinding[];

/** Calls every feature that answers at a place. Returns the answers. */
export function askAt(document: HvvmDocument, findings: Findings, offset: number): readonly unknown[] {
  const position = document.positionAt(offset);
  const here = { start: position, end: position };
  const ranged = [
    definition(document, position, uri),
    references(document, position, uri, true),
    documentHighlights(document, position),
    prepareRename(document, position),
    rename(document, position, "another", { findings: () => findings, findingsIn: () => findings }),
    linkedEditingRanges(document, position),
    selectionRanges(document, [position]),
    formatter.formatRange(document, here),
    formatter.formatOnType(document, position, "}"),
    formatter.formatOnType(document, position, "\n"),
  ];
  checkRanges(document, ranged);
  return [
    ...ranged,
    // The answer is the same at each word of a disk, and takes as long as all others together.
    offset % 3 === 0 ? hover(document, position) : undefined,
    signatureHelp(document, position, true),
    semanticTokensIn(document, here),
    ...[{}, everything].map((abilities) => checkedCompletion(document, position, abilities)),
    quickFixes(document, findings, here, uri),
    offset % 7 === 0 ? refactorings(document, here, uri, costs, true) : [],
  ];
}

/** Calls every feature that answers for the whole document. Returns the answers. */
export async function askWhole(document: HvvmDocument, findings: Findings): Promise<readonly unknown[]> {
  const whole = { start: document.positionAt(0), end: document.positionAt(document.text.length) };
  const ranged = [
    diagnostics(document, findings, uri, undefined),
    documentSymbols(document),
    fixAll(document, findings, uri),
    foldingRanges(document),
    layoutSymbols({ uri, document }),
    formatter.format(document),
    changeEdits(document),
    await documentLinks(document, async () => uri),
  ];
  checkRanges(document, ranged);
  const hints = inlayHints(document, whole, defaultSettings.inlayHints, costs);
  for (const { position } of hints) checkRanges(document, { start: position, end: position });
  for (const { data } of hints.slice(0, 1)) notStrictEqual(hover(document, data)?.contents.value, "");
  const lenses = codeLenses(document, uri, { Preview: "preview" });
  const titles = lenses.map(({ data }) => data && codeLensCommand(document, data, costs)?.title);
  checkRanges(document, lenses);
  ok(!titles.includes(""));
  const others = [layoutOutline(document, findings), layoutStatus(document), semanticTokens(document)];
  return [...ranged, ...others, hints, lenses, titles];
}

/** The edits of every third change of the first disk; the length of the text selects which ones. */
function changeEdits(document: HvvmDocument): unknown {
  const vm = document.items.flatMap(({ item }) => item.layout).find((part) => part.kind === "vm");
  const disk = vm?.devices[0];
  if (!disk) return [];
  const place = { vm: vm.name?.value ?? "", slot: slotName(disk) };
  const asked = diskChanges.filter((_, at) => at % 3 === document.text.length % 3);
  return asked.map((change) => changeEdit(document, { ...place, change }));
}

function checkedCompletion(document: HvvmDocument, position: Position, abilities: CompletionAbilities): CompletionList {
  const offset = document.offsetAt(position);
  const list = completion(document, position, abilities);
  // All items replace the same text.
  for (const { textEdit, additionalTextEdits } of list.items.slice(0, 1)) {
    if (textEdit && "range" in textEdit) checkRanges(document, textEdit.range);
    if (textEdit && "insert" in textEdit) {
      checkRanges(document, textEdit.replace);
      deepStrictEqual(textEdit.insert.start, textEdit.replace.start);
      ok(document.offsetAt(textEdit.insert.end) >= offset);
      ok(document.offsetAt(textEdit.replace.end) >= document.offsetAt(textEdit.insert.end));
      strictEqual(textEdit.replace.start.line, textEdit.replace.end.line);
    }
    for (const { range } of additionalTextEdits ?? []) checkRanges(document, range);
  }
  return list;
}

/** Every range in the answer begins before it ends, and is in the document. */
function checkRanges(document: HvvmDocument, answer: unknown): void {
  if (typeof answer !== "object" || answer === null) return;
  if ("start" in answer && "end" in answer) {
    const [start, end] = [answer.start, answer.end] as Position[];
    const [from, to] = [document.offsetAt(start!), document.offsetAt(end!)];
    if (from > to || !isPlace(document, start!) || !isPlace(document, end!)) {
      throw new Error(`No range of the document: ${JSON.stringify(answer)}`);
    }
  }
  if ("startLine" in answer && "endLine" in answer) {
    const [first, last] = [answer.startLine, answer.endLine] as number[];
    if (!(first! < last! && last! <= document.positionAt(document.text.length).line)) {
      throw new Error(`No lines of the document: ${JSON.stringify(answer)}`);
    }
  }
  for (const part of Object.values(answer)) checkRanges(document, part);
}

function isPlace(document: HvvmDocument, position: Position): boolean {
  const { line, character } = document.positionAt(document.offsetAt(position));
  return line === position.line && character === position.character;
}
