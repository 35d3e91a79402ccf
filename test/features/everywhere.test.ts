/** Every feature answers at every place of every layout, whole or cut off: user text is never an exception. */
import { describe, expect, test } from "vitest";
import { HvvmDocument, type Position } from "../../server/src/core/document.ts";
import { codeLenses, codeLensTitle } from "../../server/src/core/features/code-lenses.ts";
import { type CompletionAbilities, completion } from "../../server/src/core/features/completion.ts";
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
import { inlayHints, inlayHintTooltip } from "../../server/src/core/features/inlay-hints.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { linkedEditingRanges } from "../../server/src/core/features/linked-editing.ts";
import { quickFixes } from "../../server/src/core/features/quick-fixes.ts";
import { refactorings } from "../../server/src/core/features/refactorings.ts";
import { references } from "../../server/src/core/features/references.ts";
import { prepareRename, rename } from "../../server/src/core/features/rename.ts";
import { selectionRanges } from "../../server/src/core/features/selection-ranges.ts";
import { semanticTokens, semanticTokensIn } from "../../server/src/core/features/semantic-tokens.ts";
import { signatureHelp } from "../../server/src/core/features/signature-help.ts";
import { layoutSymbols } from "../../server/src/core/features/workspace-symbols.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { judge } from "../support/check.ts";
import { brokenLayouts, type LayoutText, soundLayouts } from "../support/layouts.ts";

const uri = "file:///layout";

/** Every range in the answer begins before it ends, and lies in the document. */
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

function askAt(document: HvvmDocument, offset: number, findings: ReturnType<typeof judge>): void {
  const position = document.positionAt(offset);
  const here = { start: position, end: position };
  hover(document, position);
  signatureHelp(document, position, true);
  semanticTokensIn(document, here);
  for (const abilities of [{}, everything]) {
    // All items replace the same text.
    for (const { textEdit, additionalTextEdits } of completion(document, position, abilities).items.slice(0, 1)) {
      if (textEdit && "range" in textEdit) checkRanges(document, textEdit.range);
      if (textEdit && "insert" in textEdit) {
        checkRanges(document, textEdit.replace);
        expect(textEdit.insert.start).toEqual(textEdit.replace.start);
        expect(document.offsetAt(textEdit.insert.end)).toBeGreaterThanOrEqual(offset);
        expect(document.offsetAt(textEdit.replace.end)).toBeGreaterThanOrEqual(document.offsetAt(textEdit.insert.end));
        expect(textEdit.replace.start.line).toBe(textEdit.replace.end.line);
      }
      for (const { range } of additionalTextEdits ?? []) checkRanges(document, range);
    }
  }
  quickFixes(document, findings, { start: position, end: position }, uri);
  if (offset % 7 === 0) refactorings(document, { start: position, end: position }, uri, costs, true);
  checkRanges(document, [
    definition(document, position, uri),
    references(document, position, uri, true),
    documentHighlights(document, position),
    prepareRename(document, position),
    rename(document, position, "another", { findings: () => findings, findingsIn: () => findings }),
    linkedEditingRanges(document, position),
    selectionRanges(document, [position]),
  ]);
}

function askWhole(document: HvvmDocument, findings: ReturnType<typeof judge>): void {
  diagnostics(document, findings, uri, undefined);
  documentSymbols(document);
  layoutOutline(document, findings);
  fixAll(document, findings, uri);
  new Formatter().format(document);
  checkRanges(document, [foldingRanges(document), layoutSymbols({ uri, document })]);
  void documentLinks(document, async () => uri);
  semanticTokens(document);
  const whole = { start: document.positionAt(0), end: document.positionAt(document.text.length) };
  const hints = inlayHints(document, whole, defaultSettings.inlayHints, costs);
  for (const { position } of hints) checkRanges(document, { start: position, end: position });
  for (const { data } of hints.slice(0, 1)) expect(inlayHintTooltip(document, data)?.value).not.toBe("");
  for (const { range, data } of codeLenses(document, uri, "preview")) {
    checkRanges(document, range);
    if (data) expect(codeLensTitle(document, data, costs)).not.toBe("");
  }
}

const { costs } = resolveCosts();

/** As the most able client that knows the schema. */
const everything: CompletionAbilities = {
  hasSnippets: true,
  hasInsertReplace: true,
  hasDeprecatedTag: true,
  knowsSchema: true,
  suggestCommand: "suggest",
};

describe.each([...soundLayouts, ...brokenLayouts])("$name", ({ text, notation }: LayoutText) => {
  test("every third place", () => {
    const document = HvvmDocument.read(text, notation);
    const findings = judge(text, notation);
    askWhole(document, findings);
    for (let offset = 0; offset <= text.length; offset += 3) askAt(document, offset, findings);
    expect(document.text).toBe(text);
  });

  test("the end of every seventh prefix", () => {
    for (let end = 0; end <= text.length; end += 7) {
      const document = HvvmDocument.read(text.slice(0, end), notation);
      const findings = judge(document.text, notation);
      askWhole(document, findings);
      askAt(document, end, findings);
      expect(document.text).toHaveLength(end);
    }
  });
});

test("a place outside the text has the answers of its nearest end", () => {
  const document = HvvmDocument.read("vm a {\n}\n", "hvvm");
  const beyond = { line: 99, character: 99 };
  expect(completion(document, beyond)).toEqual(completion(document, { line: 2, character: 0 }));
  expect(signatureHelp(document, beyond, true)).toBeUndefined();
  expect(inlayHints(document, { start: beyond, end: beyond }, defaultSettings.inlayHints, costs)).toEqual([]);
  expect(semanticTokensIn(document, { start: beyond, end: beyond })).toHaveLength(10);
});
