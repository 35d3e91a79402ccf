/** Help while a layout is written, one line per request: completion, signatures, hints, lenses, colours. */
import {
  type CodeLens,
  CodeLensRequest,
  CompletionRequest,
  type Connection,
  type InlayHint,
  InlayHintRequest,
  type Position,
  type SemanticTokens,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from "vscode-languageserver";
import { type CodeLensData, codeLensCommand, codeLenses } from "../core/features/code-lenses.ts";
import { completion } from "../core/features/completion/completion.ts";
import type { EditorSettings } from "../core/features/editor-settings.ts";
import { hover } from "../core/features/hover.ts";
import { inlayHints } from "../core/features/inlay-hints.ts";
import { semanticTokens, semanticTokensEdits, semanticTokensIn } from "../core/features/semantic-tokens.ts";
import { signatureHelp } from "../core/features/signature-help.ts";
import type { Costs } from "../core/simulation/paths/costs.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import type { AnswerFrom, Ask } from "./language-features.ts";
import type { OpenDocument } from "./open-documents.ts";

export interface WritingContext {
  abilities(): ClientAbilities;
  settings(): EditorSettings;
  costsOf(uri: string): Costs;
}

interface HintData {
  readonly uri: string;
  readonly position: Position;
}

export function writingFeatures(connection: Connection, ask: Ask, answer: AnswerFrom, context: WritingContext): void {
  ask(CompletionRequest.type, [], ({ document }, { position }) => {
    const list = completion(document, position, context.abilities().completion);
    return list.isIncomplete ? list : list.items;
  });
  ask(SignatureHelpRequest.type, undefined, ({ document }, { position }) =>
    signatureHelp(document, position, context.abilities().hasLabelOffsets),
  );
  ask(InlayHintRequest.type, [], ({ document, uri, costs }, { range }) =>
    inlayHints(document, range, context.settings().inlayHints, costs).map((hint) => {
      const data: HintData = { uri, position: hint.data };
      return { ...hint, data };
    }),
  );
  connection.languages.inlayHint.resolve((hint) => {
    const { uri, position }: HintData = hint.data;
    return answer<InlayHint>("inlay hint", uri, hint, ({ document, costs }) => {
      const described = hover(document, position, costs);
      return described ? { ...hint, tooltip: described.contents } : hint;
    });
  });
  ask(CodeLensRequest.type, [], ({ document, uri }) =>
    context.settings().codeLens ? codeLenses(document, uri, context.abilities().lensCommands) : [],
  );
  connection.onCodeLensResolve((lens) => {
    const data: CodeLensData = lens.data;
    // The lens of a VM that no longer exists stays empty until the client requests lenses again.
    return answer<CodeLens>("code lens", data.uri, lens, ({ document }) => {
      const { Preview } = context.abilities().lensCommands;
      const command = codeLensCommand(document, data, context.costsOf(data.uri), Preview);
      return { ...lens, command: command ?? { title: "", command: "" } };
    });
  });
  colours(ask);
}

/** The last answer for each document, to which the next may be given as a difference. */
function colours(ask: Ask): void {
  const given = new WeakMap<OpenDocument, { readonly resultId: string; readonly data: Uint32Array }>();
  let count = 0;
  const give = (open: OpenDocument) => {
    const data = semanticTokens(open.document);
    const resultId = String(++count);
    given.set(open, { resultId, data });
    return { resultId, data };
  };
  const whole = (open: OpenDocument): SemanticTokens => {
    const { resultId, data } = give(open);
    return { resultId, data: Array.from(data) };
  };
  ask(SemanticTokensRequest.type, { data: [] }, whole);
  ask(SemanticTokensRangeRequest.type, { data: [] }, ({ document }, { range }) => ({
    data: Array.from(semanticTokensIn(document, range)),
  }));
  ask(SemanticTokensDeltaRequest.type, { data: [] }, (open, { previousResultId }) => {
    const before = given.get(open);
    if (before?.resultId !== previousResultId) return whole(open);
    const { resultId, data } = give(open);
    return { resultId, edits: semanticTokensEdits(before.data, data) };
  });
}
