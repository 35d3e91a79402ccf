/**
 * The numbers and words of the language server protocol that answers carry, held by the compiler against the protocol's
 * own. Taken from its package at run time, they would bring all constructors and guards of it into the bundle.
 */
import type * as lsp from "vscode-languageserver-types";

export const DiagnosticSeverity = {
  Error: 1,
  Warning: 2,
  Information: 3,
  Hint: 4,
} as const satisfies typeof lsp.DiagnosticSeverity;

export const DiagnosticTag = { Unnecessary: 1 } as const satisfies Partial<typeof lsp.DiagnosticTag>;

export const CompletionItemKind = {
  Property: 10,
  Value: 12,
  Keyword: 14,
  Snippet: 15,
  File: 17,
  Reference: 18,
  Folder: 19,
  EnumMember: 20,
  Constant: 21,
} as const satisfies Partial<typeof lsp.CompletionItemKind>;

export const CompletionItemTag = { Deprecated: 1 } as const satisfies typeof lsp.CompletionItemTag;

export const InsertTextFormat = { Snippet: 2 } as const satisfies Partial<typeof lsp.InsertTextFormat>;

export const SymbolKind = {
  File: 1,
  Namespace: 3,
  Class: 5,
  Field: 8,
  Constant: 14,
  Event: 24,
} as const satisfies Partial<typeof lsp.SymbolKind>;

export const DocumentHighlightKind = { Read: 2, Write: 3 } as const satisfies Partial<typeof lsp.DocumentHighlightKind>;

export const FoldingRangeKind = { Comment: "comment" } as const satisfies Partial<typeof lsp.FoldingRangeKind>;

export const InlayHintKind = { Type: 1 } as const satisfies Partial<typeof lsp.InlayHintKind>;

export const CodeActionKind = {
  QuickFix: "quickfix",
  Refactor: "refactor",
  RefactorExtract: "refactor.extract",
  RefactorInline: "refactor.inline",
  RefactorRewrite: "refactor.rewrite",
  SourceFixAll: "source.fixAll",
} as const satisfies Partial<typeof lsp.CodeActionKind>;

export type CodeActionKind = lsp.CodeActionKind;
export type DiagnosticSeverity = lsp.DiagnosticSeverity;
export type SymbolKind = lsp.SymbolKind;
