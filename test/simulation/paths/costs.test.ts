import { describe, expect, test } from "vitest";
import { readEnds } from "../../../server/src/core/simulation/paths/chain.ts";
import { costTable } from "../../../server/src/core/simulation/paths/cost-table.ts";
import { resolveCosts } from "../../../server/src/core/simulation/paths/costs.ts";
import { type IdeCommand, ideEmulated } from "../../../server/src/core/simulation/paths/ide-emulated.ts";
import { mediaIds } from "../../../server/src/core/simulation/paths/media.ts";
import {
  armModel,
  flashModel,
  meanPositioningUs,
  positioningVariance,
  seekPower,
} from "../../../server/src/core/simulation/paths/media-model.ts";
import { costs, disk } from "../specs.ts";

describe("the cost table", () => {
  test("has every ID once, with a default inside its range, a source and a meaning", () => {
    expect(new Set(costTable.map(({ id }) => id)).size).toBe(costTable.length);
    for (const { id, default: value, range, source, meaning } of costTable) {
      expect(range[0], id).toBeLessThanOrEqual(value);
      expect(range[1], id).toBeGreaterThanOrEqual(value);
      expect(source, id).toMatch(/[a-z]{4}/);
      expect(meaning, id).toMatch(/\.$/);
    }
  });

  test("an override is used, even outside its range", () => {
    expect(resolveCosts({ "ide.access": 40 })).toMatchObject({ costs: { "ide.access": 40, chan: 5 }, problems: [] });
  });

  test.each([
    ["ide.acess", 1],
    ["ide.access", -1],
    ["ide.access", Number.NaN],
    ["ide.access", 1e10],
    ["host.processors", 0],
    // More than any host has would take minutes.
    ["host.processors", 5000],
    // A link or a full core with a rate of zero would serve nothing.
    ["net.efficiency", 0],
    ["host.smtFactor", 0],
    ["vhd.hit", 1.5],
    ["media.ssd-sata.readRate", 0],
  ])("%s as %d is a problem, and the default stays", (id, value) => {
    const { costs: resolved, problems } = resolveCosts({ [id]: value });
    expect(problems.map((problem) => problem.id)).toEqual([id]);
    expect(resolved).toEqual(resolveCosts().costs);
  });
});

/** Register accesses of one read, with nothing after the controller. */
const accesses = (command: IdeCommand, bytes: number): number =>
  ideEmulated({ bytes, isRead: true, isRandom: true }, command, false, () => []).reduce(
    (sum, step) => sum + (step.kind === "serve" && step.cost === "ide.access" ? step.visits : 0),
    0,
  );

test("register accesses of one request of 4 KiB", () => {
  expect(accesses("dma", 4096)).toBe(26);
  expect(accesses("dma-ext", 4096)).toBe(31);
  expect(accesses("pio", 4096)).toBe(1043);
  expect(accesses("atapi", 4096)).toBe(31);
  expect(accesses("firmware", 4096)).toBe(1);
});

test("a DMA command without LBA48 carries 128 KiB", () => {
  expect(accesses("dma", 131_072)).toBe(26);
  expect(accesses("dma", 131_584)).toBe(52);
});

describe("reads of a chain", () => {
  const ends = (parentVolumes: readonly string[], topShare = 0.5) =>
    readEnds({ ...disk({ type: "differencing", volume: "D:" }), parentVolumes }, topShare);
  const lookups = (parents: number, topShare?: number) =>
    ends(Array<string>(parents).fill("D:"), topShare).reduce((sum, each) => sum + each.share * each.lookups, 0);

  test("look into more files the longer the chain is", () => {
    expect(lookups(0)).toBe(1);
    // Half end in the first file, the rest in the second.
    expect(lookups(1)).toBe(1.5);
    // Half in the first, a fortieth in each of twenty: 0.5 + (2 + ... + 21) / 40.
    expect(lookups(20)).toBeCloseTo(0.5 + 230 / 40, 9);
    expect(lookups(4, 1)).toBe(1);
  });

  test("end on the volume of the file that contains the data", () => {
    expect(ends(["P:", "D:", "P:"])).toEqual([
      { share: 0.5 + 1 / 6, volume: "D:", lookups: (0.5 + 3 / 6) / (0.5 + 1 / 6) },
      { share: 2 / 6, volume: "P:", lookups: 3 },
    ]);
  });
});

describe("media", () => {
  const own = costs();
  const cost = (id: string): number => own[id]!;

  test("the seek curve through three data-sheet numbers", () => {
    expect(seekPower((8.5 - 0.8) / (17 - 0.8))).toBeCloseTo(0.612, 2);
    expect(seekPower((12 - 1) / (20 - 1))).toBeCloseTo(0.422, 2);
  });

  test("a random request on 7200 rpm positions in 12.67 ms with a deviation of 4.447 ms", () => {
    const arm = armModel("hdd-7200", cost);
    expect(meanPositioningUs(arm)).toBeCloseTo(8500 + 60e6 / 7200 / 2, 6);
    expect(Math.sqrt(positioningVariance(arm)) / 1000).toBeCloseTo(4.447, 2);
  });

  test("the published latency of flash is that of 4 KiB, transfer included, and its units give the published rate", () => {
    for (const id of mediaIds.filter((each) => !each.startsWith("hdd")))
      for (const isRead of [true, false]) {
        const { unitUs, weight, transferUs } = flashModel({ medium: id }, isRead, 4096, cost);
        const latency = own[`media.${id}.${isRead ? "readUs" : "writeUs"}`]!;
        const units = own[`media.${id}.${isRead ? "readUnits" : "writeUnits"}`]!;
        expect(unitUs + transferUs).toBeCloseTo(latency, 9);
        expect(unitUs * weight).toBeCloseTo(latency / units, 9);
      }
  });
});
