import { expect, test } from "vitest";
import { folderWith, hvvm } from "../support/cli.ts";

/** A warning in the first VM, then one error per line. */
const vm = 'vm a {\n  generation 2\n  scsi 0:0 disk "C:\\VMs\\a.vhdx" boot\n}\n';
const text = `# hvvm-ignore no-such-rule\n${vm}${"}\n".repeat(1100)}`;

test("1,000 findings are listed, all are counted, and one line says how many are left out", () => {
  const folder = folderWith({ "a.hvvm": text });
  const { out, err, exitCode } = hvvm(["check", "--format", "json", "a.hvvm"], { cwd: folder });
  const { files, counts } = JSON.parse(out);
  expect(exitCode).toBe(1);
  expect(files[0].diagnostics).toHaveLength(1000);
  expect(counts.error).toBe(1100);
  expect(files[0].diagnostics.filter(({ severity }: { severity: string }) => severity !== "error")).toEqual([]);
  expect(err).toMatch(/^hvvm: "a\.hvvm" has 101 more findings that are not listed; errors are listed first\.\n$/);
});

test("where some are left out, errors are listed before the warnings above them", () => {
  const hints = Array.from({ length: 990 }, (_, n) => `load l${n} { }\n`).join("");
  const folder = folderWith({ "a.hvvm": `${hints}${"}\n".repeat(20)}` });
  const { out } = hvvm(["check", "--format", "json", "a.hvvm"], { cwd: folder });
  const { diagnostics } = JSON.parse(out).files[0] as {
    diagnostics: { severity: string; range: { start: { line: number } } }[];
  };
  const lines = diagnostics.map(({ range }) => range.start.line);
  expect(diagnostics.findIndex(({ severity }) => severity !== "error")).toBe(20);
  expect(lines).toEqual([
    ...Array.from({ length: 20 }, (_, n) => 990 + n),
    ...Array.from({ length: 980 }, (_, n) => n),
  ]);
});

test("the excerpt of a long line is the part around the finding", () => {
  const folder = folderWith({ "a.hvvm": `${"}".repeat(900)}§${"}".repeat(900)}` });
  const { out } = hvvm(["check", "a.hvvm"], { cwd: folder });
  const at = out.split("\n").findIndex((line) => line.startsWith("a.hvvm:1:901:"));
  const [, source = "", caret = ""] = out.split("\n").slice(at);
  expect(source[caret.indexOf("^")]).toBe("§");
  expect(source.length).toBeLessThan(500);
});

test("a finding names 20 related places and quotes 1,000 characters at most", () => {
  const disks = Array.from({ length: 30 }, (_, n) => `  scsi 0:${n} disk "C:\\VMs\\${n}.vhdx" fixed 1TB\n`).join("");
  const layout = `host h { volume "C:" ssd-sata 1TB }\nvm a {\n  on h\n  generation ${"9".repeat(5000)}\n${disks}}\n`;
  const folder = folderWith({ "a.hvvm": layout });
  const { out } = hvvm(["check", "--format", "json", "a.hvvm"], { cwd: folder });
  const { diagnostics } = JSON.parse(out).files[0] as {
    diagnostics: { message: string; related?: readonly unknown[] }[];
  };
  expect(Math.max(...diagnostics.map(({ related = [] }) => related.length))).toBe(20);
  const longest = Math.max(...diagnostics.map(({ message }) => message.length));
  expect(longest).toBeGreaterThan(500);
  expect(longest).toBeLessThanOrEqual(1001);
});
