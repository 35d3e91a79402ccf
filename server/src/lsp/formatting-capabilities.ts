/**
 * Which documents the server formats. An editor with a JSON formatter of its own would have to ask its user which one
 * to use, so only native layouts are registered there; other clients get both notations.
 */
import {
  BulkRegistration,
  type ClientCapabilities,
  type Connection,
  DocumentFormattingRequest,
  type DocumentOnTypeFormattingOptions,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type ServerCapabilities,
} from "vscode-languageserver";

const onType: DocumentOnTypeFormattingOptions = { firstTriggerCharacter: "}", moreTriggerCharacter: ["\n"] };
const native = [{ language: "hvvm" }];

/** The capability that is announced initially; empty if `registerNativeFormatting` will follow. */
export function formattingCapabilities(
  client: ClientCapabilities,
  hasJsonSupport: boolean,
): Pick<
  ServerCapabilities,
  "documentFormattingProvider" | "documentRangeFormattingProvider" | "documentOnTypeFormattingProvider"
> {
  if (hasJsonSupport && canRegister(client)) return {};
  return {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: onType,
  };
}

/** To be called once the client is ready. */
export async function registerNativeFormatting(
  connection: Connection,
  client: ClientCapabilities,
  hasJsonSupport: boolean,
): Promise<void> {
  if (!hasJsonSupport || !canRegister(client)) return;
  const registrations = BulkRegistration.create();
  registrations.add(DocumentFormattingRequest.type, { documentSelector: native });
  registrations.add(DocumentRangeFormattingRequest.type, { documentSelector: native });
  registrations.add(DocumentOnTypeFormattingRequest.type, { documentSelector: native, ...onType });
  await connection.client.register(registrations).catch((error: unknown) => {
    connection.console.warn(`The client refused to register formatting: ${String(error)}`);
  });
}

function canRegister({ textDocument }: ClientCapabilities): boolean {
  return [textDocument?.formatting, textDocument?.rangeFormatting, textDocument?.onTypeFormatting].every(
    (feature) => feature?.dynamicRegistration === true,
  );
}
