import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { type CodeLensData, codeLensCommand, codeLenses } from "../../server/src/core/features/code-lenses.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";

const { costs } = resolveCosts();
const uri = "file:///layout.hvvm";

/** The titles of all lenses, resolved. */
function titles(text: string): readonly string[] {
  const document = HvvmDocument.read(text, text.startsWith("{") ? "json" : "hvvm");
  return codeLenses(document, uri, {}).map(
    ({ command, data }) => command?.title ?? codeLensCommand(document, data, costs)!.title,
  );
}

const dvds = (controller: string) => Array.from({ length: 3 }, (_, n) => `${controller} 0:${n} dvd empty`).join("\n");

test.each([
  ["an empty VM", "vm a { }", "IDE 0 of 4, SCSI 0 of 256"],
  [
    "both controller types",
    `vm a { ide 0:0 dvd empty; ide 1:1 dvd empty\n${dvds("scsi")} }`,
    "IDE 2 of 4, SCSI 3 of 256",
  ],
  ["generation 2, which has no IDE", `vm a { generation 2\n${dvds("scsi")} }`, "SCSI 3 of 256"],
  [
    "a slot twice and one out of range",
    `vm a { ide 0:0 dvd empty; ide 0:0 dvd empty; ide 2:0 dvd empty }`,
    "IDE 1 of 4, SCSI 0 of 256",
  ],
  [
    "a slot whose line cannot be read, which is taken",
    `vm a { scsi 0:0 dvd empty; scsi 0:1 disk "C:\\V\\a.vhdx" fixd; ide 0:0 dsk }`,
    "IDE 1 of 4, SCSI 2 of 256",
  ],
  [
    "the pre-release with its 255 locations",
    `platform windows-server-2008-beta\nvm a { ${dvds("scsi")} }`,
    "IDE 0 of 4, SCSI 3 of 1020",
  ],
  ["JSON", '{ "vms": { "a": { "ide": { "0:0": { "dvd": null } } } } }', "IDE 1 of 4, SCSI 0 of 256"],
])("%s", (_what, text, title) => expect(titles(text)).toEqual([title]));

test("a VM with loaded disks says what limits the busiest one, as its hover does", () => {
  const text = `host h { volume "D:" hdd-7200; volume "E:" optane }
vm a { on h; generation 2
  scsi 0:0 disk "E:\\V\\a.vhdx" fixed 40GB { load { rate 5 } }
  scsi 0:1 disk "D:\\V\\b.vhdx" fixed 40GB { load oltp }
  scsi 0:2 disk "D:\\V\\c.vhdx" }`;
  const [slots, bottleneck, ...others] = titles(text);
  expect([slots, others]).toEqual(["SCSI 3 of 256", []]);
  const found = /^SCSI 0:1: ([\d,]+) IOPS, limited by disk D: on h$/.exec(bottleneck!);
  const { value } = hover(HvvmDocument.read(text, "hvvm"), { line: 3, character: 3 })!.contents as { value: string };
  expect(value).toContain(`**${found![1]} IOPS`);
});

test("a load with a rate that is served is not limited by what others keep busy", () => {
  const vm = (name: string, load: string) =>
    `vm ${name} { on h; generation 2; scsi 0:0 disk "C:\\V\\${name}.vhdx" fixed 40GB { load ${load} } }`;
  const [, closed, , open] = titles(`host h { volume "C:" ssd-sata }
${vm("a", "web")}
${vm("b", "{ rate 300 }")}`);
  expect(closed).toMatch(/ IOPS, limited by the link of disk C: on h$/);
  expect(open).toBe("SCSI 0:0: 300 IOPS, busiest part: the link of disk C: on h");
});

test("the figures of a VM that does not start are those if it started, and its hovers say why", () => {
  const text = `host h { volume "D:" hdd-7200 }
vm a { on h; generation 1
  scsi 0:0 disk "D:\\V\\a.vhdx" fixed 40GB boot { load oltp } }`;
  expect(titles(text)[1]).toMatch(/^SCSI 0:0: \d+ IOPS if it started, limited by disk D: on h$/);
  const at = (generation: string) =>
    (
      hover(HvvmDocument.read(text.replace("generation 1", generation), "hvvm"), { line: 2, character: 3 })!
        .contents as {
        value: string;
      }
    ).value;
  expect(at("generation 1")).toMatch(
    /^\*\*SCSI 0:0\*\* .*\n\n✗ \*\*a\*\* does not start: generation 1, .*\. The figures are those if it started\.\n\nExpected /,
  );
  expect(at("generation 2")).not.toContain("does not start");
});

test("where nothing is near its limit, a lens says where the time is spent", () => {
  const [, bottleneck] = titles(`host h { volume "D:" hdd-7200 }
vm a { on h; generation 2
  scsi 0:0 disk "D:\\V\\a.vhdx" fixed 40GB { load { rate 5 } } }`);
  // Five of about 75 random requests per second, which take 13 ms each.
  expect(bottleneck).toBe("SCSI 0:0: 5 IOPS, most of the time in disk D: on h");
});

test("a lens that names a disk opens the preview at that disk", () => {
  const text = `vm a {
  scsi 0:0 disk "E:\\V\\a.vhdx" fixed 40GB { load { rate 5 } }
  scsi 0:1 disk "D:\\V\\b.vhdx" fixed 40GB { load oltp }
}`;
  const data: CodeLensData = { uri, index: 0, vm: "a", kind: "bottleneck" };
  const command = codeLensCommand(HvvmDocument.read(text, "hvvm"), data, costs, "preview");
  expect(command!.title).toMatch(/^SCSI 0:1: /);
  expect([command!.command, command!.arguments]).toEqual(["preview", [uri, "a", "scsi 0:1"]]);
});

test("a lens is at the name of its VM, and is sent without a title", () => {
  const document = HvvmDocument.read("host h { }\nvm a {\n}\nvm {\n}", "hvvm");
  const [lens, ...others] = codeLenses(document, uri, {});
  expect(others).toEqual([]);
  expect(lens!.range).toEqual({ start: { line: 1, character: 3 }, end: { line: 1, character: 4 } });
  expect(lens!.command).toBeUndefined();
});

test("a client that has a preview and an export is offered them for that VM", () => {
  const document = HvvmDocument.read('vm "web 1" { }', "hvvm");
  const [, ...lenses] = codeLenses(document, uri, { Preview: "open", Export: "export" });
  expect(lenses.map(({ command }) => command)).toEqual([
    { title: "Preview", command: "open", arguments: [uri, "web 1"] },
    { title: "Export", command: "export", arguments: [uri, "web 1"] },
  ]);
});

test("a lens is resolved by its VM, even if that has moved", () => {
  const data: CodeLensData = { uri, index: 1, vm: "a", kind: "slots" };
  const title = (text: string) => codeLensCommand(HvvmDocument.read(text, "hvvm"), data, costs)?.title;
  expect(title("vm a { ide 0:0 dvd empty }\nvm b { }")).toBe("IDE 1 of 4, SCSI 0 of 256");
  expect(title("vm a { }\nvm b { }\nvm a { ide 0:0 dvd empty }")).toBe("IDE 0 of 4, SCSI 0 of 256");
  expect(title("vm b { }")).toBeUndefined();
});
