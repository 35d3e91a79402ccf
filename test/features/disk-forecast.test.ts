/**
 * Hover, hint, lens and refactoring show the same figure of a disk, computed with all disks that share its host or a
 * volume.
 */
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { type CodeLensData, codeLensCommand, codeLenses } from "../../server/src/core/features/code-lenses.ts";
import { defaultSettings } from "../../server/src/core/features/editor-settings.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { inlayHints } from "../../server/src/core/features/inlay-hints.ts";
import { predictTogether } from "../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { checkSpec } from "../../server/src/core/simulation/system-spec.ts";
import { costs, forecastOf } from "../forecast/forecasts.ts";
import { samples } from "../support/samples.ts";

const settings = { ...defaultSettings.inlayHints, transport: false, type: false };

/** What the hints of all lines say, by line. */
function hintsOf(document: HvvmDocument): ReadonlyMap<number, string> {
  const range = { start: document.positionAt(0), end: document.positionAt(document.length) };
  return new Map(
    inlayHints(document, range, settings, costs).map(({ position, label }) => [position.line, label as string]),
  );
}

function lensesOf(document: HvvmDocument): readonly string[] {
  return codeLenses(document, "file:///a.hvvm", {})
    .filter(({ data }) => (data as CodeLensData).kind === "bottleneck")
    .map(({ data }) => codeLensCommand(document, data as CodeLensData, costs)!.title);
}

function hoverOf(document: HvvmDocument, line: number, character: number): string {
  return (hover(document, { line, character }, costs)!.contents as { value: string }).value;
}

const iopsIn = (text: string): number => Number(/([\d,.]+) IOPS/.exec(text)![1]!.replace(",", ""));

const disk = (vm: string, load: string) =>
  `vm ${vm} { on h; generation 2; processors 8; scsi 0:0 disk "D:\\v\\${vm}.vhdx" fixed 9GB boot { load { ${load} } } }`;

test("ten VMs on one spinning disk get a tenth of its throughput each", () => {
  const load = "request-size 8KB; read 67%; random 100%; queue-depth 8";
  const alone = HvvmDocument.read(`host h { volume "D:" hdd-7200 }\n${disk("v0", load)}`, "hvvm");
  const ten = HvvmDocument.read(
    `host h { volume "D:" hdd-7200 }\n${Array.from({ length: 10 }, (_, n) => disk(`v${n}`, load)).join("\n")}`,
    "hvvm",
  );
  const iops = (title: string) => iopsIn(/: (.*)/.exec(title)![1]!);
  const [single] = lensesOf(alone).map(iops);
  const shares = lensesOf(ten).map(iops);
  expect(single).toBeGreaterThan(120);
  expect(shares).toHaveLength(10);
  for (const share of shares) expect((10 * share) / 187).toBeCloseTo(1, 0);
  expect(hoverOf(ten, 1, 50)).toContain("beside 9 other disks with requests on its host and volumes");
  // Another version of the text has other neighbours.
  expect(iops(lensesOf(ten.changed({ text: alone.text }))[0]!)).toBe(single);
});

test("a VM of another host of the cluster counts on a shared volume", () => {
  const layout = (others: string) => `cluster c { volume "C:\\ClusterStorage\\V1" ssd-sata }
host h { cluster c }
host i { cluster c }
load l { request-size 4KB; read 100%; random 100%; queue-depth 64 }
vm a { on h; generation 2; processors 8; scsi 0:0 disk "C:\\ClusterStorage\\V1\\a.vhdx" fixed boot { load l } }
${others}`;
  const other =
    'vm b { on i; generation 2; processors 8; scsi 0:0 disk "C:\\ClusterStorage\\V1\\b.vhdx" fixed boot { load l } }';
  const iops = (text: string) => iopsIn(hintsOf(HvvmDocument.read(text, "hvvm")).get(4)!);
  expect(iops(layout(other)) / iops(layout(""))).toBeCloseTo(0.5, 1);
});

test("a disk with more neighbours than an estimate can count has no estimate", () => {
  const many = Array.from({ length: 257 }, (_, n) => `vm v${n} { on h; generation 2; scsi 0:0 disk "D:\\${n}" boot }`);
  const text = `host h { volume "D:" ssd-nvme }\n${disk("a", "rate 5")}\n${many.join("\n")}`;
  const document = HvvmDocument.read(text, "hvvm");
  expect(hintsOf(document).size).toBe(0);
  expect(hoverOf(document, 1, 50)).toContain(
    "because more disks share its host and its volumes than an estimate can count",
  );
});

describe("where only a simulation gives figures", () => {
  const text = `host h { volume "D:" hdd-7200 }
${disk("a", "request-size 64KB; read 100%; random 0%; queue-depth 8")}
${disk("b", "request-size 8KB; read 67%; random 100%; queue-depth 8")}`;
  const document = HvvmDocument.read(text, "hvvm");

  test("a hover says so, with the reason and the command that runs one", () =>
    expect(hoverOf(document, 1, 50)).toMatch(
      /Only a simulation can tell what to expect for 64KB, .*, because the order of the requests decides how often others cut a sequential run on the spinning disk: the command \*\*HVVM: Preview I\/O Path Simulation\*\* runs one\./,
    ));

  test("a hover on the VM says so in place of its busiest disk", () => {
    const value = hoverOf(document, 1, 3);
    expect(value).toContain("\n\nOnly a simulation can tell what limits it.\n\n");
    expect(value).not.toContain("The busiest disk");
  });

  test("there is no hint, and a lens opens the preview at the disk", () => {
    expect(hintsOf(document).size).toBe(0);
    const [lens] = codeLenses(document, "file:///a.hvvm", {}).filter(
      ({ data }) => (data as CodeLensData).kind === "bottleneck",
    );
    const command = codeLensCommand(document, lens!.data as CodeLensData, costs, "preview")!;
    expect(command).toEqual({
      title: "Only a simulation can tell what limits it",
      command: "preview",
      arguments: ["file:///a.hvvm", "a", "scsi 0:0"],
    });
  });
});

test("a load that its path cannot serve has no response time", () => {
  const text = `host h { volume "D:" hdd-7200 }\n${disk("a", "rate 900")}`;
  const document = HvvmDocument.read(text, "hvvm");
  expect(hintsOf(document).get(1)).toMatch(/^overloaded: \d+ IOPS$/);
  expect(hoverOf(document, 1, 50)).toMatch(/\*\*\d+ IOPS\*\*\. .* The load exceeds what the path can serve\./);
});

/** Every figure is one of those that the engine gives for the whole layout. */
test.each(samples.map(({ name, native }) => [name, native] as const))(
  "%s has one figure of each disk",
  (_name, text) => {
    const document = HvvmDocument.read(text, "hvvm");
    const { spec } = forecastOf(text);
    const shown = [...hintsOf(document).values(), ...lensesOf(document).filter((title) => title.includes(" IOPS"))];
    const estimates = checkSpec(spec) === undefined ? predictTogether(buildNetwork(spec)) : [];
    const expected = estimates.flatMap(({ limitation, throughputIops }) => (limitation ? [] : [throughputIops]));
    for (const text of shown.map((title) => title.slice(title.indexOf(": ") + 1)))
      expect(Math.min(...expected.map((each) => Math.abs(iopsIn(text) / each - 1)))).toBeLessThan(0.01);
  },
);

test("the bottleneck of a durable load is the flush that takes most of the time, not its idle disk", () => {
  const durable = (name: string) => disk(name, "request-size 4KB; read 0%; durable 100%; queue-depth 1");
  const host = 'platform windows-server-2022\nhost h { volume "D:" ssd-nvme 9TB; volume "E:" ssd-nvme 9TB }\n';
  const alone = HvvmDocument.read(`${host}${durable("a")}`, "hvvm");
  const beside = HvvmDocument.read(`${host}${durable("a")}\n${durable("b").replace("D:", "E:")}`, "hvvm");
  for (const document of [alone, beside])
    expect(hoverOf(document, 2, 50)).toMatch(/The bottleneck is the flush of disk D: on h, 9\d% busy/);
});
