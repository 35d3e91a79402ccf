/** The command line as a process: exit codes, streams, and what it reads. Expectations come from section 5 of the language. */
import { spawn, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { reportOf, simulationJob } from "../../server/src/core/forecast/simulation-job.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { folderWith, hvvm } from "../support/cli.ts";
import { runJob } from "../support/simulate.ts";

const clean = 'platform windows-server-2019\nvm web01 {\n  ide 0:0 disk "C:\\VMs\\web01\\os.vhdx" fixed boot\n}\n';
const hinted = clean.replace("fixed", "dynamic").replace("dynamic", "sparse");
/** One error, `slot-taken`, at 0:0 of the fourth line. */
const broken = clean.replace("}\n", '  ide 0:0 dvd "C:\\ISO\\a.iso"\n}\n');
const warned = `${clean}# hvvm-ignore slot-takn\n`;
const unwritten = "vm web01 {\n  speed 3\n}\n";

const oneLine = /^hvvm: [^\n]*\n$/;

describe("exit codes of check", () => {
  const folder = folderWith({
    "clean.hvvm": clean,
    "hinted.hvvm": hinted,
    "broken.hvvm": broken,
    "warned.hvvm": warned,
    "again.hvvm": warned,
  });
  test.each<[number, string[], string?]>([
    [0, ["clean.hvvm"]],
    [0, ["hinted.hvvm"]],
    [1, ["broken.hvvm"]],
    [0, ["warned.hvvm"]],
    [0, ["warned.hvvm", "./warned.hvvm", "--max-warnings", "1"]],
    [1, ["warned.hvvm", "--max-warnings", "0"], "hvvm: 1 warning, more than the 0 allowed.\n"],
    [
      1,
      ["warned.hvvm", "again.hvvm", "--max-warnings", "1", "--format", "json"],
      "hvvm: 2 warnings, more than the 1 allowed.\n",
    ],
    [1, ["clean.hvvm", "broken.hvvm"]],
  ])("exit code %i for %s", (exitCode, args, err = "") => {
    const outcome = hvvm(["check", ...args], { cwd: folder });
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.err).toBe(err);
  });
});

describe("misuse is exit 2, one line on standard error and nothing on standard output", () => {
  const folder = folderWith({ "clean.hvvm": clean });
  test.each<[string[]]>([
    [[]],
    [["chekc", "clean.hvvm"]],
    [["chekc", "--help"]],
    [["help", "chekc"]],
    [["check"]],
    [["check", "clean.hvvm", "--fromat", "json"]],
    [["check", "clean.hvvm", "--format", "xml"]],
    [["check", "clean.hvvm", "--max-warnings", "-1"]],
    [["check", "clean.hvvm", "--max-warnings", "many"]],
    [["check", "missing.hvvm"]],
    [["explain"]],
    [["explain", "slot-takn"]],
    [["simulate"]],
    [["simulate", "missing.hvvm"]],
    [["simulate", "."]],
    [["simulate", "clean.hvvm", "--vm", "db01"]],
    [["simulate", "clean.hvvm", "--requests", "0"]],
    [["simulate", "clean.hvvm", "--phase", "later"]],
    [["simulate", "clean.hvvm", "--costs", "missing.json"]],
    [["export", "clean.hvvm", "--to", "word"]],
  ])("%j", (args) => {
    const { exitCode, err, out } = hvvm(args, { cwd: folder });
    expect(exitCode).toBe(2);
    expect(err).toMatch(oneLine);
    expect(out).toBe("");
  });

  test.runIf(process.platform !== "win32")("a current folder that no longer exists is reported", () => {
    const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$@"';
    const program = [process.execPath, resolve("dist/cli.js"), "check", "-"];
    const { status, stdout, stderr } = spawnSync("sh", ["-c", script, ...program], {
      cwd: folder,
      input: clean,
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: "hvvm: The current folder no longer exists.\n",
    });
  });

  test("an unknown code is answered with the nearest one", () => {
    expect(hvvm(["explain", "slot-takn"], { cwd: folder }).err).toContain('"slot-taken"');
  });

  test("control characters in a name are shown, not interpreted", () => {
    const { err } = hvvm(["check", "a\u001b[31m\u202eb.hvvm"], { cwd: folder });
    expect(err).toContain("\\u{1b}[31m\\u{202e}b.hvvm");
  });
});

describe("what is read", () => {
  const bytesOf = (text: string, mark: number[], encoding: BufferEncoding) =>
    Buffer.concat([Buffer.from(mark), Buffer.from(text, encoding)]);
  const folder = folderWith({
    "b.hvvm": clean,
    "a/c.hvvm": broken,
    "a/b.hvvm.json": '{ "vms": {} }',
    "a/notes.json": "{",
    "a/node_modules/x.hvvm": broken,
    "a/.hidden/x.hvvm": broken,
    "empty/readme.txt": "",
    "utf16le.hvvm": bytesOf(broken, [0xff, 0xfe], "utf16le"),
    "utf16be.hvvm": bytesOf(broken, [0xff, 0xfe], "utf16le").swap16(),
    "bom.hvvm": `\ufeff${broken}`,
    "cr.hvvm": broken.replaceAll("\n", "\r"),
    "binary.hvvm": Buffer.from([0x4d, 0x5a, 0x90, 0x00, 0x03, 0xff, 0xfe]),
    "layout.json": '{ "vms": { "web01": { "speed": 1 } } }',
    "layout.txt": "vm web01 { speed 1 }",
  });
  const check = (...args: string[]) => {
    const { exitCode, out, err } = hvvm(["check", "--format", "json", ...args], { cwd: folder });
    return { exitCode, err, ...JSON.parse(out) };
  };
  const paths = (...args: string[]) => check(...args).files.map((file: { path: string }) => file.path);

  test("files are read in the order given, folders in sorted order, without node_modules and dot names", () =>
    expect(paths("b.hvvm", "a")).toEqual(["b.hvvm", "a/b.hvvm.json", "a/c.hvvm"]));
  test("a file that several paths name is checked once, under the first of them", () =>
    expect(paths("./b.hvvm", "a", "b.hvvm", "a/c.hvvm")).toEqual(["./b.hvvm", "a/b.hvvm.json", "a/c.hvvm"]));
  test("a file without diagnostics is listed", () =>
    expect(check("b.hvvm").files).toEqual([{ path: "b.hvvm", diagnostics: [] }]));
  test("a folder without layouts is reported as misuse", () => {
    const { exitCode, err } = hvvm(["check", "empty"], { cwd: folder });
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: 'hvvm: "empty" does not contain a layout (.hvvm, .hvvm.json).\n',
    });
  });
  test("a path is shown as given", () => expect(paths("./a/../b.hvvm")).toEqual(["./a/../b.hvvm"]));
  test("an unreadable path is named, and the others are checked", () => {
    const { exitCode, err, files } = check("binary.hvvm", "missing.hvvm", "bom.hvvm");
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^hvvm: "binary.hvvm" [^\n]*\nhvvm: "missing.hvvm" [^\n]*\n$/);
    expect(files).toHaveLength(1);
    expect(files[0].diagnostics).toContainEqual(expect.objectContaining({ code: "slot-taken" }));
  });

  test.each([["utf16le.hvvm"], ["utf16be.hvvm"], ["bom.hvvm"], ["cr.hvvm"]])("%s is read", (path) => {
    const [{ diagnostics }] = check(path).files;
    const found = diagnostics.filter(({ code }: { code: string }) => code === "slot-taken");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      code: "slot-taken",
      severity: "error",
      range: { start: { line: 3, character: 6 }, end: { line: 3, character: 9 } },
      related: [{ path, range: { start: { line: 2, character: 6 }, end: { line: 2, character: 9 } } }],
    });
  });

  test("a byte order mark does not shift the columns of the first line", () => {
    const input = "\ufeffvm web01 { speed 1 }";
    const { out } = hvvm(["check", "--format", "json", "-"], { cwd: folder, input });
    expect(JSON.parse(out).files[0].diagnostics[0].range.start).toEqual({ line: 0, character: 11 });
  });

  test("only .json files are read as the JSON notation", () => {
    const [json, native] = check("layout.json", "layout.txt").files;
    expect(json.diagnostics[0]).toMatchObject({ code: "unknown-statement", range: { start: { character: 22 } } });
    expect(native.diagnostics[0]).toMatchObject({ code: "unknown-statement", range: { start: { character: 11 } } });
  });

  test.each([
    ['{ "vms": { "web01": { "speed": 1 } } }', 22],
    ["vm web01 { speed 1 }", 11],
  ])("standard input %s is JSON if it begins with a brace", (input, character) => {
    const { out, exitCode } = hvvm(["check", "-", "--format", "json"], { cwd: folder, input });
    expect(exitCode).toBe(1);
    const [file] = JSON.parse(out).files;
    expect(file.path).toBe("-");
    expect(file.diagnostics[0].range.start.character).toBe(character);
  });

  test("empty standard input is an empty layout", () =>
    expect(hvvm(["check", "-"], { cwd: folder, input: "" })).toMatchObject({ exitCode: 0, err: "" }));
});

describe("configuration", () => {
  const folder = folderWith({
    "off/hvvm.config.json": '{ "rules": { "slot-taken": "off" } }',
    "off/deep/a.hvvm": broken,
    "warning/hvvm.config.json": '// What we accept.\n{ "rules": { "slot-taken": "warning", }, }',
    "warning/a.hvvm": broken,
    "near/hvvm.config.json": '{ "rules": { "slot-taken": "off" } }',
    "near/own/hvvm.config.json": "{}",
    "near/own/a.hvvm": broken,
    "typo/hvvm.config.json": '{ "rules": { "slot-takn": "off" } }',
    "typo/a.hvvm": broken,
    "value/hvvm.config.json": '{ "rules": { "slot-taken": "loud" } }',
    "value/a.hvvm": broken,
    "torn/hvvm.config.json": '{ "rules": { ',
    "torn/a.hvvm": broken,
    "folder/hvvm.config.json/x": "",
    "folder/a.hvvm": broken,
    "syntax/hvvm.config.json": '{ "rules": { "unknown-statement": "off" } }',
    "syntax/a.hvvm": unwritten,
  });
  const check = (path: string, ...args: string[]) => hvvm(["check", path, ...args], { cwd: folder });

  test("a rule is off below the folder of the configuration", () => expect(check("off/deep/a.hvvm").exitCode).toBe(0));
  test("a rule has another severity", () => {
    expect(check("warning/a.hvvm").exitCode).toBe(0);
    expect(check("warning/a.hvvm", "--max-warnings", "0").exitCode).toBe(1);
  });
  test("the nearest configuration applies", () => expect(check("near/own/a.hvvm").exitCode).toBe(1));
  test("standard input has the configuration of the current folder", () =>
    expect(hvvm(["check", "-"], { cwd: `${folder}/off/deep`, input: broken }).exitCode).toBe(0));

  test.each([["typo"], ["value"], ["torn"], ["folder"]])("%s: misuse", (name) => {
    const { exitCode, out, err } = check(`${name}/a.hvvm`);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(oneLine);
    expect(err).toContain("hvvm.config.json");
  });
  test("an unknown code is answered with the nearest one", () =>
    expect(check("typo/a.hvvm").err).toContain('"slot-taken"'));
  test("an error of the syntax group stays an error", () => expect(check("syntax/a.hvvm").exitCode).toBe(1));

  test("what counts as overloaded depends on the costs that the configuration names", () => {
    const slow =
      'platform windows-server-2022\nhost h { volume "C:" optane }\nvm a {\n  on h\n  integration-services off\n  ide 0:0 disk "C:\\\\a.vhdx" boot { load { rate 2500 } }\n}\n';
    const measured = folderWith({
      "plain/a.hvvm": slow,
      "measured/a.hvvm": slow,
      "measured/hvvm.config.json": '{ "costs": "costs.json" }',
      "measured/costs.json": '{ "ide.access": 20 }',
      "wrong/a.hvvm": slow,
      "wrong/hvvm.config.json": '{ "costs": "costs.json" }',
      "wrong/costs.json": '{ "ide.acess": 20 }',
    });
    const checkIn = (path: string) => hvvm(["check", path, "--format", "json"], { cwd: measured });
    expect(checkIn("plain/a.hvvm").out).not.toContain('"overloaded"');
    expect(checkIn("measured/a.hvvm").out).toContain('"overloaded"');
    expect(checkIn("wrong/a.hvvm")).toMatchObject({ exitCode: 2, out: "" });
  });
});

describe("simulate", () => {
  const hosts = `platform windows-server-2022
host h1 { volume "D:" ssd-nvme; processors 32 }
host h2 { volume "D:" ssd-nvme; processors 32 }
vm a { on h1; generation 2; processors 4; scsi 0:0 disk "D:\\a.vhdx" fixed 60GB { load oltp } }
vm b { on h2; generation 2; processors 4; scsi 0:0 disk "D:\\b.vhdx" fixed 60GB { load oltp } }
`;
  const loaded = clean.replace("boot\n", "boot { load oltp }\n");
  const folder = folderWith({
    "a.hvvm": loaded,
    "hosts.hvvm": hosts,
    "does-not-start.hvvm": loaded.replace("ide  0:0", "scsi 0:0").replace("ide 0:0", "scsi 0:0"),
    "two-errors.hvvm": 'vm a {\n  unheard of\n  ide 0:9 disk "C:\\VMs\\a.vhdx" boot\n}\n',
    "idle.hvvm": clean.replace("boot\n", "boot { load idle }\n"),
    "unwritten.hvvm": unwritten,
    "costs.json": '{ "g.issue": 8 } // measured',
    "wrong.json": '{ "g.isue": 8 }',
  });
  const simulate = (...args: string[]) => hvvm(["simulate", ...args, "--requests", "2000"], { cwd: folder });

  test("the report is JSON, and the same for the same seed", () => {
    const first = simulate("a.hvvm", "--format", "json", "--seed", "7");
    expect(first).toMatchObject({ exitCode: 0, err: "" });
    const report = JSON.parse(first.out);
    expect(report).toMatchObject({ seed: 7, phase: "with-drivers" });
    expect(report.disks).toHaveLength(1);
    expect(report.disks[0]).toMatchObject({ vm: "web01", slot: "ide 0:0", transport: "ide-enlightened" });
    expect(simulate("a.hvvm", "--format", "json", "--seed", "7").out).toBe(first.out);
    expect(simulate("a.hvvm", "--format", "json", "--seed", "8").out).not.toBe(first.out);
  });

  test("hosts that share nothing are simulated on several threads, with the same report as on one", () => {
    const { out } = hvvm(["simulate", "hosts.hvvm", "--format", "json", "--requests", "110000"], { cwd: folder });
    const { items, definitions } = HvvmDocument.read(hosts, "hvvm");
    const layout = items.flatMap(({ item }) => item.layout);
    const job = simulationJob(layout, definitions, { costs: resolveCosts().costs, seed: 1, requests: 110_000 })!;
    expect(out).toBe(`${JSON.stringify(reportOf(runJob(job), job), undefined, 2)}\n`);
  });

  test("the phase and the costs are those that were requested", () => {
    const run = (...args: string[]) => JSON.parse(simulate("a.hvvm", "--format", "json", ...args).out);
    expect(run("--phase", "firmware")).toMatchObject({ phase: "firmware", disks: [{ transport: "ide-emulated" }] });
    const issue = run("--costs", "costs.json").assumptions.find(({ id }: { id: string }) => id === "g.issue");
    expect(issue.value).toBe(8);
    expect(simulate("a.hvvm", "--costs", "wrong.json")).toMatchObject({ exitCode: 2, out: "" });
  });

  test("a VM that does not start is named with the reason, above its figures and in the JSON", () => {
    const reason =
      "web01 does not start: generation 1, boot device on SCSI 0:0, and its BIOS sees IDE only. Its figures are those if it started.";
    const { out } = simulate("does-not-start.hvvm");
    expect(out).toContain(`Start\n  ✗ ${reason}`);
    expect(out.indexOf(reason)).toBeLessThan(out.indexOf("\nDisks\n"));
    expect(JSON.parse(simulate("does-not-start.hvvm", "--format", "json").out).notes[0]).toBe(reason);
    expect(simulate("a.hvvm").out).not.toContain("\nStart\n");
  });

  test("the text report names disk, bottleneck, changes and assumptions", () => {
    const { out } = simulate("a.hvvm");
    for (const part of ["web01  ide 0:0", " a request waits ", "Per request: ", "fixed disk", "elasticity"])
      expect(out).toContain(part);
  });

  test("errors of the syntax group: diagnostics on standard error, nothing written, exit 1", () => {
    const { exitCode, out, err } = simulate("unwritten.hvvm");
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toContain("unknown-statement");
  });

  test("a broken file has all its errors listed", () => {
    const { exitCode, err } = simulate("two-errors.hvvm");
    expect(exitCode).toBe(1);
    for (const code of ["unknown-statement", "ide-location-out-of-range"]) expect(err).toContain(code);
  });

  test("no disk to simulate: one line, exit 1", () => {
    const { exitCode, out, err } = simulate("idle.hvvm");
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toMatch(oneLine);
  });
});

describe("the rest", () => {
  const folder = folderWith({ "broken.hvvm": broken, "big.hvvm": "x".repeat(50 * 2 ** 20) });

  test.each([["--help"], ["--version"], ["check --help"], ["explain slot-taken"]])("%s ends with 0", (args) => {
    const { exitCode, out, err } = hvvm(args.split(" "), { cwd: folder });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
    expect(out).not.toBe("");
  });

  test("explain gives the reason, a bad and a good example", () => {
    const { out } = hvvm(["explain", "slot-taken"], { cwd: folder });
    for (const part of ["a slot holds one device", "Bad:", "Good:", "^^^", "error"]) expect(out).toContain(part);
  });

  test("a file of 50 MB is refused in one line", () => {
    const { exitCode, out, err } = hvvm(["check", "big.hvvm", "--format", "json"], { cwd: folder });
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: 'hvvm: "big.hvvm" is larger than 32 MB, the limit for a layout.\n',
    });
    expect(JSON.parse(out).files).toEqual([]);
  });

  test("output that is closed at the other end stops quietly", async () => {
    const process_ = spawn(
      process.execPath,
      [resolve(import.meta.dirname, "../../dist/cli.js"), "check", "broken.hvvm"],
      {
        cwd: folder,
      },
    );
    process_.stdout.destroy();
    let err = "";
    process_.stderr.on("data", (chunk) => {
      err += chunk;
    });
    await new Promise((done) => process_.on("close", done));
    expect(err).toBe("");
  });

  test("colours are for terminals only", () => {
    expect(hvvm(["check", "broken.hvvm"], { cwd: folder }).out).not.toContain("\u001b");
  });
});
