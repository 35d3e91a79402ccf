/**
 * The check task passes its paths as arguments of a process: no shell interprets them, and none of them is taken as an
 * option.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test, vi } from "vitest";
import { registerCheckTask } from "../../client/src/check-task.ts";
import { folderWith } from "../support/cli.ts";

interface Provider {
  resolveTask(task: object): { execution: { process: string; args: string[]; options: { cwd: string; env: object } } };
}
const provided = vi.hoisted(() => ({ provider: undefined as unknown }));

vi.mock("vscode", () => ({
  Uri: { joinPath: ({ fsPath }: { fsPath: string }, ...parts: string[]) => ({ fsPath: [fsPath, ...parts].join("/") }) },
  ProcessExecution: class {
    constructor(
      readonly process: string,
      readonly args: string[],
      readonly options: object,
    ) {}
  },
  Task: class {
    constructor(
      readonly definition: object,
      readonly scope: object,
      readonly name: string,
      readonly source: string,
      readonly execution: object,
    ) {}
  },
  TaskGroup: {},
  l10n: { t: (text: string) => text },
  tasks: {
    registerTaskProvider: (_type: string, provider: unknown) => {
      provided.provider = provider;
    },
  },
}));

const clean = 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd"\n}\n';
const hostile = ["a b.hvvm", "$(touch made).hvvm", "`touch made`.hvvm", "; touch made;.hvvm", "--help.hvvm", "-x.hvvm"];
const quoted = [
  "it's.hvvm",
  ...(process.platform === "win32" ? [] : ['"quoted".hvvm', "a\nb.hvvm", "a|touch made.hvvm"]),
];

function execution(definition: object, folder: string) {
  registerCheckTask({ extensionUri: { fsPath: resolve(import.meta.dirname, "../..") } } as never);
  const provider = provided.provider as Provider;
  return provider.resolveTask({ scope: { uri: { fsPath: folder } }, definition }).execution;
}

test("hostile paths of a task definition are checked as the files that they name", () => {
  const paths = [...hostile, ...quoted];
  const folder = folderWith(Object.fromEntries(paths.map((path) => [path, clean])));
  const { process: program, args, options } = execution({ type: "hvvm", paths }, folder);
  expect(program).toBe(process.execPath);
  expect(args.slice(-paths.length)).toEqual(paths);
  const { status, stdout, stderr } = spawnSync(program, [...args.slice(0, 2), "--format", "json", ...args.slice(2)], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(JSON.parse(stdout).files.map(({ path }: { path: string }) => path)).toEqual(paths);
  expect(existsSync(join(folder, "made"))).toBe(false);
});

test("what is neither a path nor a number in a task definition is left out", () => {
  const folder = folderWith({});
  mkdirSync(join(folder, "sites"), { recursive: true });
  const words = (definition: object) => execution({ type: "hvvm", ...definition }, folder).args.slice(1);
  expect(words({ paths: ["sites", 5, null, "", { a: 1 }, ["x"]] })).toEqual(["check", "--", "sites"]);
  expect(words({ paths: "sites; rm" })).toEqual(["check", "--", "."]);
  expect(words({ maxWarnings: "1; rm" })).toEqual(["check", "--", "."]);
  expect(words({ maxWarnings: 3, command: "rm", args: ["rm"] })).toEqual(["check", "--max-warnings", "3", "--", "."]);
  expect(dirname(execution({ type: "hvvm" }, folder).args[0]!)).toBe(resolve(import.meta.dirname, "../../dist"));
});
