/**
 * A language server that stops by itself is restarted, whatever could no longer be sent to it; and what VS Code lists
 * from its answers.
 */
import { describe, expect, test, vi } from "vitest";
import type { BaseLanguageClient, ErrorHandler } from "vscode-languageclient";

const shown = vi.hoisted(() => [] as string[]);
vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  window: { showWarningMessage: (text: string) => shown.push(text) },
  workspace: {
    fs: { isWritableFileSystem: (scheme: string) => ({ file: true, git: false, snapshot: false })[scheme] },
    getWorkspaceFolder: ({ scheme }: { scheme: string }) => (scheme === "snapshot" ? {} : undefined),
  },
}));
const [ErrorAction, CloseAction] = vi.hoisted(() => [
  { Continue: 1, Shutdown: 2 },
  { DoNotRestart: 1, Restart: 2 },
]);
vi.mock("vscode-languageclient", () => ({ ErrorAction, CloseAction, State: {}, TextDocumentContentRequest: {} }));
const { clientOptions, reportCrashes } = await import("../../client/src/language-client.ts");

/** The error handler of our client, wrapped around one that gives up as the framework's does. */
function handler(): ErrorHandler {
  const client = {
    clientOptions: {} as { errorHandler?: ErrorHandler },
    createDefaultErrorHandler: () => ({
      error: (_error: Error, _message: unknown, count: number | undefined) => ({
        action: count !== undefined && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      }),
      closed: () => ({ action: CloseAction.Restart }),
    }),
  };
  reportCrashes(client as unknown as BaseLanguageClient);
  return client.clientOptions.errorHandler!;
}

test("messages that a stopped server no longer accepts do not prevent its restart, however many there are", async () => {
  const { error, closed } = handler();
  for (let count = 1; count <= 20; count++)
    expect(await error(new Error("write EPIPE"), { jsonrpc: "2.0" }, count)).toEqual({
      action: ErrorAction.Continue,
      handled: true,
    });
  expect(shown).toEqual([]);
  expect(await closed()).toEqual({ action: CloseAction.Restart, handled: true });
  expect(shown).toEqual(["The HVVM language server stopped and is being started again."]);
});

test("a message that cannot be read ends the connection", async () => {
  expect(await handler().error(new Error("The worker failed."), undefined, undefined)).toEqual({
    action: ErrorAction.Shutdown,
  });
});

describe("problems and symbols", () => {
  const { provideDiagnostics, provideWorkspaceSymbols } = clientOptions({} as never).middleware!;

  test.each([
    ["a file", "file", true],
    ["a layout that has not been saved", "untitled", true],
    ["a file of a read-only folder that is open", "snapshot", true],
    ["the old side of a git diff", "git", false],
    ["an export", "hvvm-export", false],
    ["the layout as its hosts are", "hvvm-hosts", false],
  ])("of %s", async (_what, scheme, isListed) => {
    const report = { kind: "full", items: [] } as never;
    const uri = { scheme } as never;
    expect(await provideDiagnostics!({ uri } as never, undefined, {} as never, () => report)).toBe(
      isListed ? report : undefined,
    );
    const symbol = { name: "hv01", location: { uri } } as never;
    expect(await provideWorkspaceSymbols!("hv", {} as never, () => [symbol])).toEqual(isListed ? [symbol] : []);
  });
});
