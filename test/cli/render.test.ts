/** `hvvm render` as a process: what it writes where, and how it ends. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, hvvm } from "../support/cli.ts";
import { readXml } from "../support/xml.ts";

const layout = `platform windows-server-2019
vm web01 {
  ide 0:0 disk "C:\\VMs\\web01\\<b>&amp;.vhdx" fixed boot { load oltp }
  scsi 0:0 disk "C:\\VMs\\web01\\data.vhdx" fixed { load oltp }
}
vm db01 {
  scsi 0:0 disk "C:\\VMs\\db01\\data.vhdx" fixed { load oltp }
}
`;
const folder = folderWith({
  "a.hvvm": layout,
  "small.hvvm": `vm web01 {
  ide 0:0 disk "C:\\VMs\\os.vhdx" boot { load oltp }
  scsi 0:0 disk "C:\\VMs\\idle.vhdx" { load idle }
}
`,
  "idle.hvvm": 'vm web01 {\n  ide 0:0 disk "C:\\a.vhdx" boot { load idle }\n}\n',
  "unwritten.hvvm": "vm web01 {\n  speed 3\n}\n",
  "costs.json": '{ "g.issue": 8 }',
  "wrong.json": '{ "g.isue": 8 }',
});
const render = (...args: string[]) => hvvm(["render", ...args], { cwd: folder });
/** Baseline for the tests that compare with it. */
const small = render("small.hvvm", "--svg").out;
const oneLine = /^hvvm: [^\n]*\n$/;

test("an SVG file", () => {
  const { exitCode, out, err } = render("a.hvvm", "--svg");
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  const { elements, text } = readXml(out);
  expect(elements.filter(({ attributes }) => attributes.class?.startsWith("chart "))).toHaveLength(4);
  expect(text).toContain("a.hvvm: VM web01, ide 0:0");
});

test("an HTML file without script, with the names of the layout as text", () => {
  const { exitCode, out } = render("a.hvvm", "--html");
  expect(exitCode).toBe(0);
  expect(out).not.toContain("costs of");
  expect(out).toMatch(/^<!DOCTYPE html>/);
  expect(out).not.toMatch(/<script|<b>&amp;\.vhdx/);
  expect(out).toContain("&lt;b&gt;&amp;amp;.vhdx");
});

test("a Mermaid flowchart of all VMs, or of one", () => {
  expect(render("small.hvvm", "--mermaid", "--out", "all.mmd")).toEqual({ exitCode: 0, out: "", err: "" });
  const all = readFileSync(join(folder, "all.mmd"), "utf8");
  expect(all).toMatch(/^flowchart LR\n/);
  expect(all).toContain("web01");
  expect(render("a.hvvm", "--mermaid", "--vm", "db01").out).not.toContain("web01");
});

test("the recorded requests of a disk as a Chrome trace", () => {
  const { traceEvents } = JSON.parse(render("small.hvvm", "--trace").out);
  expect(traceEvents[0]).toMatchObject({ ph: "M", name: "process_name", args: { name: "web01 ide 0:0" } });
});

test("VM, slot and phase are those that were requested", () => {
  expect(render("a.hvvm", "--svg", "--vm", "WEB01", "--slot", " SCSI  0:00").out).toContain("VM web01, scsi 0:0");
  expect(render("small.hvvm", "--svg", "--phase", "firmware").out).toContain("emulated IDE");
});

test("other costs give another drawing", () => {
  const { out } = render("small.hvvm", "--svg", "--costs", "costs.json");
  expect(out).toContain("costs of costs.json");
  const mean = (drawn: string) => /Response time: mean [\d.]+/.exec(drawn)?.[0];
  expect(mean(out)).toMatch(/\d$/);
  expect(mean(small)).toMatch(/\d$/);
  expect(mean(out)).not.toBe(mean(small));
});

test("with --out only the file is written, and it is complete", () => {
  mkdirSync(join(folder, "out"));
  writeFileSync(join(folder, "out/a.svg"), "before");
  expect(render("small.hvvm", "--svg", "--out", "out/a.svg")).toEqual({ exitCode: 0, out: "", err: "" });
  expect(readdirSync(join(folder, "out"))).toEqual(["a.svg"]);
  expect(readFileSync(join(folder, "out/a.svg"), "utf8")).toBe(small);
  expect(render("small.hvvm", "--svg", "--out", "-").out).toBe(small);
});

test("a run that fails leaves the file unchanged", () => {
  writeFileSync(join(folder, "kept.svg"), "before");
  expect(render("unwritten.hvvm", "--svg", "--out", "kept.svg").exitCode).toBe(1);
  expect(readFileSync(join(folder, "kept.svg"), "utf8")).toBe("before");
});

test("errors of the syntax group: diagnostics on standard error, nothing written, exit 1", () => {
  const { exitCode, out, err } = render("unwritten.hvvm", "--svg");
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
  expect(err).toContain("unknown-statement");
});

test.each([[["idle.hvvm", "--svg"]], [["small.hvvm", "--svg", "--vm", "web01", "--slot", "scsi 0:0"]]])(
  "no disk that is simulated: one line, exit 1: %j",
  (args) => {
    const { exitCode, out, err } = render(...args);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toMatch(oneLine);
  },
);

test.each([
  [["a.hvvm"]],
  [["a.hvvm", "--svg", "--html"]],
  [["missing.hvvm", "--svg"]],
  [["a.hvvm", "--svg", "--vm", "web02"]],
  [["small.hvvm", "--svg", "--slot", "ide 9:9"]],
  [["a.hvvm", "--svg", "--phase", "later"]],
  [["a.hvvm", "--svg", "--costs", "wrong.json"]],
  [["a.hvvm", "--svg", "--out", "missing/a.svg"]],
  [["a.hvvm", "--svg", "--out", "."]],
  [["a.hvvm", "--svg", "--out", "./a.hvvm"]],
])("misuse: one line, exit 2: %j", (args) => {
  const { exitCode, out, err } = render(...args);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  expect(err).toMatch(oneLine);
  expect(readFileSync(join(folder, "a.hvvm"), "utf8")).toBe(layout);
});
