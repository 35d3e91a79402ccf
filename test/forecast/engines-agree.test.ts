/**
 * Both engines use the same network. On every disk of the samples and examples with a closed load, alone on its host
 * and without state that the analytic engine leaves out, its throughput must be within the interval of the simulated
 * one.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { forecast } from "../../server/src/core/forecast/forecast.ts";
import { predict } from "../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import type { Phase } from "../../server/src/core/simulation/report.ts";
import type { SystemSpec } from "../../server/src/core/simulation/system-spec.ts";
import { meanAndError, quantile, sidak } from "../simulation/student.ts";
import { samples } from "../support/samples.ts";
import { simulate } from "../support/simulate.ts";

const folder = new URL("../../examples/", import.meta.url);
const layouts = [
  ...samples.map(({ name, native }) => ({ name, text: native })),
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".hvvm"))
    .map((name) => ({ name: `examples/${name}`, text: readFileSync(new URL(name, folder), "utf8") })),
];

/** Whether a signal is sent depends on the state of a ring; if signals cost nothing, the state does not matter. */
const withoutSignals = resolveCosts({ "sig.out": 0, "root.wake": 0, "irq.inject": 0 }).costs;

/** Each disk with a closed load, alone on its host; of disks with identical networks, only one is included. */
const closedDisks = new Map<string, SystemSpec>();
const networks = new Set<string>();
for (const { name, text } of layouts) {
  const { items, definitions } = HvvmDocument.read(text, "hvvm");
  const layout = items.flatMap(({ item }) => item.layout);
  for (const phase of ["with-drivers", "without-drivers", "firmware"] satisfies Phase[]) {
    const { spec } = forecast(layout, definitions, { costs: withoutSignals, phase });
    for (const vm of spec.vms)
      for (const disk of vm.disks) {
        if (disk.load.queueDepth === undefined) continue;
        const volume = spec.volumes.find(({ key }) => key === disk.volume)!;
        const { medium } = volume;
        const alone = {
          ...vm,
          name: "",
          host: vm.host && { ...vm.host, name: "" },
          disks: [
            {
              ...disk,
              slot: "",
              controller: "",
              volume: "V",
              volumeLabel: undefined,
              parentVolumes: disk.parentVolumes.map(() => "V"),
            },
          ],
        };
        const one: SystemSpec = { ...spec, vms: [alone], volumes: [{ ...volume, key: "V" }] };
        const { transport, type, load } = disk;
        const title = `${name}, ${phase}: ${transport}, ${type} on ${medium}, queue depth ${load.queueDepth}`;
        const key = networkKey(one);
        if (networks.has(key)) continue;
        networks.add(key);
        closedDisks.set(title, one);
      }
  }
}

/**
 * The network of a single disk, as both engines use it. A single request never waits, however few servers there are.
 */
function networkKey(spec: SystemSpec): string {
  const { phase, stations, chains } = buildNetwork(spec);
  const isSingle = chains[0]!.population === 1;
  return JSON.stringify([
    phase,
    stations.map((station) => (isSingle ? { ...station, servers: 1 } : station)),
    chains.map((chain) => ({ ...chain, disk: undefined })),
  ]);
}

const isEmulated = ([, spec]: readonly [string, SystemSpec]): boolean =>
  spec.vms[0]!.disks[0]!.transport === "ide-emulated";
const isSpinning = ([, spec]: readonly [string, SystemSpec]): boolean => spec.volumes[0]!.medium.startsWith("hdd");

const isFirmware = ([, spec]: readonly [string, SystemSpec]): boolean => spec.phase === "firmware";

const seeds = 10;
const requests = 4000;

/** The predicted throughput differs from the simulated mean by less than `t` standard errors plus 0.1 %. */
function expectAgreement(spec: SystemSpec, t: number): void {
  const predicted = predict(buildNetwork(spec), 0).throughputIops;
  const observed = Array.from({ length: seeds }, (_, seed) => {
    const outcome = simulate(spec, { seed: seed + 1, requests, withoutAssumptions: true });
    if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
    return outcome.report.disks[0]!.throughputIops!;
  });
  const { mean, error } = meanAndError(observed);
  const halfWidth = t * error;
  expect(Math.abs(mean - predicted)).toBeLessThan(halfWidth + 1e-3 * predicted);
  // A wide interval would agree with anything.
  expect(halfWidth).toBeLessThan(0.04 * predicted);
}

const cases = [...closedDisks].map(([title, spec]) => ({
  title,
  spec,
  method: predict(buildNetwork(spec), 0).method,
}));
const exact = cases.filter(({ method }) => method === "product-form");

test("the results for emulated controllers, spinning disks and single requests are not estimates", () => {
  const isEstimate = new Set(cases.filter(({ method }) => method === "estimate").map(({ spec }) => spec));
  const entries = [...closedDisks];
  for (const kind of [isEmulated, isSpinning, isFirmware]) {
    const own = entries.filter(kind).map(([, spec]) => spec);
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((spec) => isEstimate.has(spec))).toEqual([]);
  }
});

describe("the analytic throughput is within the interval of the simulated one", () => {
  // All of them lie in these intervals together with a probability of 95 %.
  const t = quantile(sidak(exact.length), seeds - 1);
  test.each(exact)("$title", ({ spec }) => expectAgreement(spec, t));
});

/** Flash answers in constant time, so several requests at once are no product form. */
describe("an estimate is within 15 % of the simulated one", () => {
  test.each(cases.filter(({ method }) => method === "estimate"))("$title", ({ spec }) => {
    const outcome = simulate(spec, { seed: 1, requests, withoutAssumptions: true });
    if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
    const ratio = predict(buildNetwork(spec), 0).throughputIops / outcome.report.disks[0]!.throughputIops!;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
  });
});
