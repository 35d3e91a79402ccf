/**
 * One request over two paths: both of the same kind and size, on one clock, with counts of the events that it causes.
 */
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import type { OtherWay } from "../../server/src/core/features/simulate-layout.ts";
import { simulateLayout } from "../../server/src/core/features/simulate-layout.ts";
import type { Drawn } from "../../server/src/core/pictures/picture.ts";
import { crossingsInWords, type TwoLanes, twoLanes } from "../../server/src/core/pictures/two-lanes.ts";
import { timeAxis, twoWaysDrawing, twoWaysFindings } from "../../server/src/core/pictures/two-ways.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { runJob } from "../support/simulate.ts";
import { all, parse, textOf, withClass } from "../webview/support.ts";

const layout = (vm: string) => `platform windows-server-2022
load single { request-size 8KB; read 100%; random 100%; queue-depth 1 }
host hv01 { volume "C:" ssd-sata 1TB }
vm a {
  on hv01
  ${vm}
}
`;
const generation1 = layout(`ide 0:0 disk "C:\\VMs\\os.vhdx" fixed boot { load single }
  scsi 0:0 disk "C:\\VMs\\data.vhdx" fixed { load single }`);
const generation2 = layout('generation 2\n  scsi 0:0 disk "C:\\VMs\\os.vhdx" fixed boot { load single }');

async function drawn(text: string, slot: string, otherWay?: OtherWay | "any"): Promise<Drawn> {
  const asked = { requests: 3000, chosen: { vm: "a", slot }, otherWay };
  const document = HvvmDocument.read(text, "hvvm");
  return (await simulateLayout(document, [], resolveCosts().costs, asked, async (job) => runJob(job))) as Drawn;
}

async function runOf(text: string, slot: string, otherWay: OtherWay | "any" = "any") {
  return (await drawn(text, slot, otherWay)).twoWays!;
}

const lanesOf = async (...asked: Parameters<typeof runOf>): Promise<TwoLanes> => twoLanes(await runOf(...asked))!;

describe("the paths", () => {
  test("the layout's own path is compared with emulated IDE, with its exits", async () => {
    const { lanes } = await lanesOf(generation1, "ide 0:0");
    expect(lanes.map(({ way }) => [way.transport, way.isOwn])).toEqual([
      ["ide-enlightened", true],
      ["ide-emulated", false],
    ]);
    const [own, emulated] = lanes.map((lane) => crossingsInWords(lane, lane.request.completedUs));
    expect(own).toBe("0 exits, 1 hypercall, 1 interrupt");
    expect(emulated).toBe("26 exits, 0 hypercalls, 1 interrupt");
  });

  // A 7200 rpm disk serves at most about 190 random requests per second, or 78 one after another.
  test("no time is shown for a load that neither path serves", async () => {
    const text = generation2.replace("ssd-sata", "hdd-7200").replace("queue-depth 1", "rate 500");
    expect(twoWaysFindings(await lanesOf(text, "scsi 0:0"))).toMatch(
      /^Over synthetic SCSI on hdd-7200 and emulated IDE on hdd-7200 more requests arrive than are served, so that their response time grows\. .* IOPS\.$/,
    );
  });

  test("without the drivers the path is emulated IDE, and synthetic SCSI is shown beside it", async () => {
    const text = generation1.replace("on hv01", "on hv01\n  guest windows-nt-4");
    expect((await lanesOf(text, "ide 0:0")).lanes.map(({ way }) => way.transport)).toEqual([
      "ide-emulated",
      "scsi-synthetic",
    ]);
  });

  test.each([
    [
      "the boot disk of generation 1 on SCSI",
      generation1,
      "ide 0:0",
      "scsi-synthetic",
      "generation 1 does not start from SCSI",
    ],
    ["a data disk of generation 1 on IDE", generation1, "scsi 0:0", "ide-enlightened", undefined],
    ["a disk of generation 2 on IDE", generation2, "scsi 0:0", "ide-emulated", "generation 2 has no IDE"],
    ["a faster medium", generation2, "scsi 0:0", "faster-medium", undefined],
  ] as const)("%s", async (_what, text, slot, way, problem) => {
    const { lanes } = await runOf(text, slot, way);
    expect(lanes.map((lane) => lane.problem)).toEqual([undefined, problem]);
  });

  test("the next faster medium keeps the path", async () => {
    const { lanes } = await runOf(generation2, "scsi 0:0", "faster-medium");
    expect(lanes.map(({ transport, medium }) => `${transport} ${medium}`)).toEqual([
      "scsi-synthetic ssd-sata",
      "scsi-synthetic ssd-nvme-datacenter",
    ]);
  });

  test("a disk with very few requests next to a busy one is simulated alone, and the sentence says so", async () => {
    const rare = generation2.replace("load single }", "load { request-size 8KB; read 100%; random 100%; rate 1 } }");
    const busy = rare.replace(/\n}\n$/, '\n  scsi 0:1 disk "C:\\VMs\\data.vhdx" fixed { load oltp }\n}\n');
    const both = await lanesOf(busy, "scsi 0:0");
    expect(both.lanes.map(({ way }) => way.isAlone)).toEqual([true, true]);
    expect(twoWaysFindings(both)).toContain("With all other disks idle: ");
    expect((await runOf(busy, "scsi 0:1")).lanes.map(({ isAlone }) => isAlone)).toEqual([false, false]);
  });

  test("no run is made without a request", async () => {
    const result = await drawn(generation1, "ide 0:0");
    expect(result.twoWays).toBeUndefined();
  });
});

test("both requests have the same kind and size and begin at 0", async () => {
  const { lanes, spanUs, bytes, isRead } = await lanesOf(generation1, "ide 0:0");
  for (const { request } of lanes) {
    expect(request).toMatchObject({ bytes, isRead, issuedUs: 0 });
    expect(request.completedUs).toBeLessThanOrEqual(spanUs);
  }
});

test.each([300, 900])("at %i pixels every bar is within the time axis, and the counts are below", async (width) => {
  const both = await lanesOf(generation1, "ide 0:0");
  const root = parse(twoWaysDrawing(both, width));
  const { left, right } = timeAxis(width);
  const bars = [...withClass(root, "ways-serves"), ...withClass(root, "ways-waits")];
  expect(bars.length).toBeGreaterThan(10);
  for (const { attributes } of bars) {
    expect(Number(attributes.x)).toBeGreaterThanOrEqual(left);
    expect(Number(attributes.x) + Number(attributes.width)).toBeLessThanOrEqual(right + 1.5);
  }
  expect(withClass(root, "ways-counts").map(textOf).join()).toContain("26 exits");
  expect(withClass(root, "ways-crossing").length).toBeGreaterThanOrEqual(27);
  // A heading that does not fit on one line takes more.
  expect(withClass(root, "ways-title").map(textOf).join(" ")).toContain(
    "Enlightened IDE on ssd-sata, as in the layout",
  );
  expect(withClass(root, "ways-quiet").map(textOf).join(" ")).toContain("each an exit to vmwp.exe → host → disk");
  expect(all(root, ({ attributes }) => "data-way" in attributes)).toHaveLength(2);
});

test("the sentence says which path takes how much longer", async () =>
  expect(twoWaysFindings(await lanesOf(generation1, "ide 0:0"))).toMatch(
    /^A typical 8 KB read takes [\d.]+ µs over emulated IDE on ssd-sata and [\d.]+ µs over enlightened IDE on ssd-sata: [\d.]+ times as long\. Under its load: /,
  ));
