/** Every feature that answers from a document, in one list: what is named here is asked at random places of random texts. */
import type { HvvmDocument } from "../../server/src/core/document.ts";
import { completion } from "../../server/src/core/features/completion.ts";
import { diagnostics } from "../../server/src/core/features/diagnostics.ts";
import { documentSymbols } from "../../server/src/core/features/document-symbols.ts";
import { fixAll } from "../../server/src/core/features/fix-all.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { quickFixes } from "../../server/src/core/features/quick-fixes.ts";
import type { PlacedFinding } from "../../server/src/core/rules/judge.ts";

const uri = "file:///layout";

type Findings = readonly PlacedFinding[];

/** Those that are asked at a place. */
export const featuresAt: Readonly<
  Record<string, (document: HvvmDocument, findings: Findings, offset: number) => unknown>
> = {
  hover: (document, _, offset) => hover(document, document.positionAt(offset)),
  completion: (document, _, offset) => completion(document, document.positionAt(offset)),
  quickFixes: (document, findings, offset) => {
    const position = document.positionAt(offset);
    return quickFixes(document, findings, { start: position, end: position }, uri);
  },
};

/** Those that are asked of the whole document. */
export const wholeFeatures: Readonly<Record<string, (document: HvvmDocument, findings: Findings) => unknown>> = {
  diagnostics: (document, findings) => diagnostics(document, findings, uri, undefined),
  documentSymbols: (document) => documentSymbols(document),
  layoutOutline: (document, findings) => layoutOutline(document, findings),
  fixAll: (document, findings) => fixAll(document, findings, uri),
};

export function askAt(document: HvvmDocument, findings: Findings, offset: number): void {
  for (const ask of Object.values(featuresAt)) ask(document, findings, offset);
}

export function askWhole(document: HvvmDocument, findings: Findings): void {
  for (const ask of Object.values(wholeFeatures)) ask(document, findings);
}
