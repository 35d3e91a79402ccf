/** What the client reads for a server in a worker, and what it does not. */
import { beforeEach, expect, test, vi } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { FileText } from "../../server/src/protocol.ts";

const fake = vi.hoisted(() => ({
  files: new Map<string, Uint8Array | "folder" | "forbidden">(),
  read: [] as string[],
}));

vi.mock("vscode", () => {
  class FileSystemError extends Error {
    constructor(readonly code: string) {
      super(code);
    }
  }
  const at = (uri: string) => {
    const found = fake.files.get(uri);
    if (found === undefined) throw new FileSystemError("FileNotFound");
    if (found === "forbidden") throw new FileSystemError("NoPermissions");
    return found;
  };
  return {
    FileSystemError,
    FileType: { File: 1, Directory: 2, SymbolicLink: 64 },
    Uri: { parse: (text: string) => text },
    workspace: {
      getWorkspaceFolder: (uri: string) => (uri.startsWith("vfs://host/work/") ? {} : undefined),
      fs: {
        stat: async (uri: string) => {
          const found = at(uri);
          return found === "folder" ? { type: 2, size: 0 } : { type: 65, size: found.length };
        },
        readFile: async (uri: string) => {
          fake.read.push(uri);
          return at(uri);
        },
      },
    },
  };
});

const { serveFiles } = await import("../../client/src/workspace-files.ts");

const bytes = (text: string) => new TextEncoder().encode(text);

async function ask(uri: string): Promise<FileText | null> {
  let answer: ((params: { uri: string }) => Promise<FileText | null>) | undefined;
  const onRequest = (_method: string, handler: typeof answer) => {
    answer = handler;
  };
  serveFiles({ onRequest } as unknown as BaseLanguageClient);
  return answer!({ uri });
}

beforeEach(() => {
  fake.files.clear();
  fake.read.length = 0;
});

test("a file of the workspace is read as text, without its byte order mark", async () => {
  fake.files.set("vfs://host/work/hvvm.config.json", bytes("\ufeff{} // µ"));
  expect(await ask("vfs://host/work/hvvm.config.json")).toEqual({ text: "{} // µ" });
});

test("nothing outside the folders of the workspace is read", async () => {
  fake.files.set("vfs://host/secret.json", bytes("{}"));
  expect(await ask("vfs://host/secret.json")).toBeNull();
  expect(fake.read).toEqual([]);
});

test("a missing file is distinguished from one that cannot be read", async () => {
  fake.files.set("vfs://host/work/folder", "folder");
  fake.files.set("vfs://host/work/forbidden", "forbidden");
  fake.files.set("vfs://host/work/latin", Uint8Array.of(0xe9, 0x20));
  expect(await ask("vfs://host/work/none")).toBeNull();
  for (const name of ["folder", "forbidden", "latin"])
    expect(await ask(`vfs://host/work/${name}`), name).toEqual({ text: null });
});

test("what is larger than 32 MB is not read", async () => {
  fake.files.set("vfs://host/work/large", new Uint8Array(32 * 2 ** 20 + 1));
  expect(await ask("vfs://host/work/large")).toEqual({ text: null });
  expect(fake.read).toEqual([]);
});
