/** The numbers that only the connection's side of the protocol knows; those of answers are the features'. */
import type * as lsp from "vscode-languageserver-protocol";

export const TextDocumentSyncKind = { Incremental: 2 } as const satisfies Partial<typeof lsp.TextDocumentSyncKind>;

export const MessageType = {
  Error: 1,
  Warning: 2,
  Info: 3,
  Log: 4,
} as const satisfies Partial<typeof lsp.MessageType>;

export type MessageType = lsp.MessageType;

/** The request was sound, but cannot be done. */
export const requestFailed: typeof lsp.LSPErrorCodes.RequestFailed = -32803;
