/**
 * What the client can show, and which of its commands the server may use, according to its capabilities and options.
 */
import type { InitializeParams } from "vscode-languageserver";
import type { LensCommands } from "../core/features/code-lenses.ts";
import type { CompletionAbilities } from "../core/features/completion/completion.ts";

export interface ClientAbilities {
  readonly completion: CompletionAbilities;
  /** A parameter of a signature may be given by its place in the label. */
  readonly hasLabelOffsets: boolean;
  readonly lensCommands: LensCommands;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  /** It requests another simulation when it is notified that costs may have changed. */
  readonly refreshesSimulation: boolean;
}

/** The options beyond the protocol that our own client sends. */
interface Options {
  readonly knowsJsonSchema?: unknown;
  readonly exportCommand?: unknown;
  readonly previewCommand?: unknown;
  readonly refreshesSimulation?: unknown;
  readonly suggestCommand?: unknown;
}

export const noAbilities: ClientAbilities = clientAbilities({ capabilities: {} });

export function clientAbilities({
  capabilities: { textDocument, workspace },
  initializationOptions,
}: Pick<InitializeParams, "capabilities" | "initializationOptions">): ClientAbilities {
  const options: Options = typeof initializationOptions === "object" ? (initializationOptions ?? {}) : {};
  const item = textDocument?.completion?.completionItem;
  return {
    completion: {
      hasSnippets: item?.snippetSupport === true,
      hasInsertReplace: item?.insertReplaceSupport === true,
      hasDeprecatedTag: item?.tagSupport?.valueSet.includes(1) === true,
      hasLabelDetails: item?.labelDetailsSupport === true,
      knowsSchema: options.knowsJsonSchema === true,
      suggestCommand: textOf(options.suggestCommand),
    },
    hasLabelOffsets:
      textDocument?.signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport === true,
    lensCommands: { Preview: textOf(options.previewCommand), Export: textOf(options.exportCommand) },
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesSimulation: options.refreshesSimulation === true,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
