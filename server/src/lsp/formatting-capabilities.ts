/**
 * Who formats what. An editor that formats JSON itself would have to ask its user which of two formatters to take, so
 * there only native layouts are registered; any other client gets both notations.
 */
import type {
  ClientCapabilities,
  DocumentOnTypeFormattingOptions,
  ServerCapabilities,
} from "vscode-languageserver-protocol";
import type { Connection } from "./connection.ts";

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
  const registrations = {
    "textDocument/formatting": { documentSelector: native },
    "textDocument/rangeFormatting": { documentSelector: native },
    "textDocument/onTypeFormatting": { documentSelector: native, ...onType },
  };
  await connection.register(registrations).catch((error: unknown) => {
    connection.log.warn(`The client refused to register formatting: ${String(error)}`);
  });
}

function canRegister({ textDocument }: ClientCapabilities): boolean {
  return [textDocument?.formatting, textDocument?.rangeFormatting, textDocument?.onTypeFormatting].every(
    (feature) => feature?.dynamicRegistration === true,
  );
}
