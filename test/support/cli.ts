/** Runs the built command line as users do. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";

const root = resolve(import.meta.dirname, "../..");

export interface Outcome {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

export function hvvm(args: readonly string[], options: { cwd: string; input?: string | Buffer }): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...args], {
    ...options,
    input: options.input ?? "",
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { exitCode: status, out: stdout, err: stderr };
}

/** A new folder with these files, which is deleted when the surrounding tests are done. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "hvvm-")));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
