/** Every feature that answers from a document, in one place: what is named here is asked at random places of random texts. */
import type { HvvmDocument, Position } from "../../server/src/core/document.ts";
import { completion } from "../../server/src/core/features/completion.ts";
import { definition } from "../../server/src/core/features/definition.ts";
import { diagnostics } from "../../server/src/core/features/diagnostics.ts";
import { documentHighlights } from "../../server/src/core/features/document-highlights.ts";
import { documentLinks } from "../../server/src/core/features/document-links.ts";
import { documentSymbols } from "../../server/src/core/features/document-symbols.ts";
import { fixAll } from "../../server/src/core/features/fix-all.ts";
import { foldingRanges } from "../../server/src/core/features/folding-ranges.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { linkedEditingRanges } from "../../server/src/core/features/linked-editing.ts";
import { quickFixes } from "../../server/src/core/features/quick-fixes.ts";
import { references } from "../../server/src/core/features/references.ts";
import { prepareRename, rename } from "../../server/src/core/features/rename.ts";
import { selectionRanges } from "../../server/src/core/features/selection-ranges.ts";
import { layoutSymbols } from "../../server/src/core/features/workspace-symbols.ts";
import type { PlacedFinding } from "../../server/src/core/rules/judge.ts";

const uri = "file:///layout";

type Findings = readonly PlacedFinding[];

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

/** Asks every feature that answers at a place. */
export function askAt(document: HvvmDocument, findings: Findings, offset: number): void {
  const position = document.positionAt(offset);
  hover(document, position);
  completion(document, position);
  quickFixes(document, findings, { start: position, end: position }, uri);
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

/** Asks every feature that answers for the whole document. */
export function askWhole(document: HvvmDocument, findings: Findings): void {
  diagnostics(document, findings, uri, undefined);
  documentSymbols(document);
  layoutOutline(document, findings);
  fixAll(document, findings, uri);
  checkRanges(document, [foldingRanges(document), layoutSymbols({ uri, document })]);
  void documentLinks(document, async () => uri);
}
