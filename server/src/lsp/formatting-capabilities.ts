/**
 * Who formats what. An editor that formats JSON itself would have to ask its user which of two formatters to take, so
 * there only native layouts are registered; any other client gets both notations.
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

/** What is announced at once; nothing where `registerNativeFormatting` is to come. */
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

/** Once the client is ready. */
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
