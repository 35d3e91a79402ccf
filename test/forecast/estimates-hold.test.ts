/**
 * No estimate of the analytic engine is off by more than 15 %, or it is absent: on every disk of the samples, of the
 * examples and of a random corpus of mixed layouts it is compared with the simulation of the whole layout.
 */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { predictTogether } from "../../server/src/core/simulation/analytic/predict.ts";
import { boundedArrivals } from "../../server/src/core/simulation/bounded-arrivals.ts";
import { run } from "../../server/src/core/simulation/des/run.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { checkSpec } from "../../server/src/core/simulation/system-spec.ts";
import { samples } from "../support/samples.ts";
import { forecastOf } from "./forecasts.ts";

const within = 0.15;
/** Enough measured requests for a mean within a few percent. */
const minRequests = 400;

interface Comparison {
  readonly off: number;
  readonly text: string;
}

/** The estimates of a layout against its simulation, by disk, and the number of disks that have no estimate. */
function compared(text: string, requests: number): { readonly told: readonly Comparison[]; readonly untold: number } {
  const { spec } = forecastOf(text);
  if (checkSpec(spec) !== undefined) return { told: [], untold: 0 };
  const network = buildNetwork(spec);
  const estimates = predictTogether(network);
  if (estimates.every(({ method }) => method === "simulation")) return { told: [], untold: estimates.length };
  const done = run(boundedArrivals(network), { seed: 1, requests, traced: [] })!;
  const seconds = (done.end.now - done.start.now) / 1e6;
  const told = network.chains.flatMap(({ vm, disk, population }, index): Comparison[] => {
    const { method, throughputIops, responseTimeUs, saturated } = estimates[index]!;
    const times = done.responses[index]!;
    if (method === "simulation" || times.length < minRequests) return [];
    const iops = times.length / seconds;
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    // Without a queue depth the throughput is the rate, and above saturation there is no response time.
    const offs = [
      ...(population === undefined && !saturated ? [] : [Math.abs(throughputIops / iops - 1)]),
      ...(saturated ? [] : [Math.abs(responseTimeUs / mean - 1)]),
    ];
    const figures = (throughput: number, time: number) => `${throughput.toFixed(0)} IOPS at ${time.toFixed(0)} us`;
    const what = `${vm} ${disk.slot}: estimated ${figures(throughputIops, responseTimeUs)}, simulated ${figures(iops, mean)}`;
    return [{ off: Math.max(...offs), text: what }];
  });
  return { told, untold: estimates.filter(({ method }) => method === "simulation").length };
}

const deviations: { off: number; where: string }[] = [];
const counts = { told: 0, untold: 0 };

function checkEach(where: string, text: string, requests: number): void {
  const { told, untold } = compared(text, requests);
  counts.told += told.length;
  counts.untold += untold;
  for (const { off, text: what } of told) {
    deviations.push({ off, where: `${what}\n  in ${where}` });
    expect(off, `${what} in ${where}`).toBeLessThan(within);
  }
}

afterAll(() => {
  const cases = deviations.sort((a, b) => b.off - a.off).slice(0, 3);
  console.log(
    [
      `Estimates: ${counts.told} held, ${counts.untold} left to a simulation. Worst:`,
      ...cases.map(({ off, where }) => `${(100 * off).toFixed(1)} %: ${where}`),
    ].join("\n"),
  );
});

const folder = new URL("../../examples/", import.meta.url);
const examples = readdirSync(folder)
  .filter((name) => name.endsWith(".hvvm"))
  .map((name) => [`examples/${name}`, readFileSync(new URL(name, folder), "utf8")] as const);

describe("an estimate is within 15 % of the simulation", () => {
  test.each([...samples.map(({ name, native }) => [name, native] as const), ...examples])("of %s", (name, text) => {
    checkEach(name, text, 8000);
  });

  test("where 8 KB at depth 8 meet 512 KB at depth 4", () => {
    const disk = (vm: string, load: string) =>
      `vm ${vm} { on h; generation 2; processors 8; scsi 0:0 disk "D:\\v\\${vm}.vhdx" fixed 9GB boot { load { ${load} } } }`;
    const text = `platform windows-server-2022
host h { volume "D:" ssd-sata 9TB }
${disk("a", "request-size 8KB; read 67%; random 100%; queue-depth 8")}
${disk("b", "request-size 512KB; read 100%; random 0%; queue-depth 4")}`;
    expect(compared(text, 8000).told).toHaveLength(2);
    checkEach(text, text, 8000);
  });

  const seed = 20_262;
  test(`of random layouts, seed ${seed}`, () => {
    fc.assert(
      fc.property(layouts(), (text) => checkEach(text, text, 12_000)),
      { numRuns: 40, seed },
    );
    // An engine without any estimates would pass, too.
    expect(counts.told).toBeGreaterThan(counts.untold / 2);
  });
});

/** Hosts with one or two volumes of any medium, and VMs of any kind with closed and open loads of any size. */
function layouts(): fc.Arbitrary<string> {
  const media = ["hdd-7200", "hdd-15000", "ssd-sata", "ssd-sas", "ssd-nvme", "ssd-nvme-datacenter", "optane"] as const;
  const guests = {
    "generation 2": (at: number) => `scsi 0:${at}`,
    "generation 1": (at: number) => (at < 2 ? `ide 0:${at}` : `scsi 0:${at}`),
    "generation 1; guest other": (at: number) => `ide ${at % 2}:${at >> 1}`,
    "generation 1; guest linux-without-drivers": (at: number) => `ide ${at % 2}:${at >> 1}`,
  };
  const loads = fc.record({
    sizeKb: fc.constantFrom(4, 8, 16, 64, 128, 512),
    read: fc.constantFrom(0, 50, 70, 100),
    random: fc.constantFrom(0, 50, 100, 100),
    queueDepth: fc.option(fc.constantFrom(1, 2, 4, 8, 16, 32, 64), { freq: 3 }),
    rate: fc.constantFrom(0, 1, 2, 3),
  });
  const disks = fc.record({
    volume: fc.nat(1),
    type: fc.constantFrom("fixed", "dynamic"),
    load: fc.option(loads, { freq: 6 }),
  });
  const vms = fc.record({
    guest: fc.constantFrom<keyof typeof guests>(
      "generation 2",
      "generation 2",
      ...(Object.keys(guests) as (keyof typeof guests)[]),
    ),
    processors: fc.constantFrom(1, 2, 4, 8),
    disks: fc.array(disks, { minLength: 1, maxLength: 4 }),
  });
  return fc
    .record({
      media: fc.array(fc.constantFrom(...media), { minLength: 1, maxLength: 2 }),
      processors: fc.constantFrom(16, 32, 64),
      vms: fc.array(vms, { minLength: 1, maxLength: 5 }),
    })
    .map(({ media: own, processors, vms: machines }) => {
      const volumes = own.map((medium, at) => `volume "${"DE"[at]}:" ${medium} 60TB`).join("; ");
      const lines = machines.map((vm, number) => {
        const devices = vm.disks.map(({ volume, type, load }, at) => {
          const on = volume % own.length;
          const rates = own[on]!.startsWith("hdd") ? [5, 15, 30, 60] : [50, 300, 1000, 3000];
          const demand = load && (load.queueDepth ? `queue-depth ${load.queueDepth}` : `rate ${rates[load.rate]}`);
          const block = load
            ? ` { load { request-size ${load.sizeKb}KB; read ${load.read}%; random ${load.random}%; ${demand} } }`
            : "";
          const file = `${"DE"[on]}:\\v\\${number}-${at}.vhdx`;
          return `${guests[vm.guest](at)} disk "${file}" ${type} 100GB${at === 0 ? " boot" : ""}${block}`;
        });
        return `vm v${number} { on h; ${vm.guest}; processors ${vm.processors}; ${devices.join("; ")} }`;
      });
      return `platform windows-server-2022\nhost h { processors ${processors}; ${volumes} }\n${lines.join("\n")}\n`;
    });
}
