/** The report of a simulation for people: what each disk does, where its time goes, and what the figures rest on. */

import type { DiskReport, HostReport, SimulationReport } from "../../core/simulation/report.ts";
import { stationName } from "../../core/simulation/station-names.ts";
import { table } from "./table.ts";
import { visible } from "./text.ts";

/** Response times in microseconds. */
export function writeReport(report: SimulationReport): string {
  const { disks, hosts, whatIf, assumptions, notes } = report;
  const sections = [
    `${whole(report.requests)} requests, seed ${report.seed}, ${decimal(report.simulatedSeconds)} simulated seconds, ${report.phase}`,
    `Disks\n${disksTable(disks)}`,
    ...disks.map(
      (disk) =>
        `Stages of ${nameOf(disk)}\n${stagesTable(disk)}\n${[bottleneck(disk), ...disk.notes.map(visible)].map((line) => `  ${line}`).join("\n")}`,
    ),
    `Processors of the hosts that the I/O takes\n${hostsTable(hosts)}`,
    ...(whatIf.length > 0 ? [`What if\n${whatIfTable(report)}`] : []),
    ...(assumptions.length > 0
      ? [`Assumptions, those that carry the throughput first\n${assumptionsTable(report)}`]
      : []),
    ...(notes.length > 0 ? [`Notes\n${notes.map((note) => `  ${visible(note)}`).join("\n")}`] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function disksTable(disks: readonly DiskReport[]): string {
  const head = ["VM", "slot", "transport", "type", "volume", "IOPS", "MB/s", "mean µs", "±95 %", "p50", "p95", "p99"];
  const rows = disks.map((disk) => [
    disk.vm,
    disk.slot,
    disk.transport,
    disk.type,
    disk.volume ?? "-",
    whole(disk.throughputIops),
    decimal(disk.throughputBytesPerSecond / 2 ** 20),
    decimal(disk.responseTimeUs.mean),
    decimal(disk.responseTimeUs.halfWidth95),
    decimal(disk.responseTimeUs.p50),
    decimal(disk.responseTimeUs.p95),
    decimal(disk.responseTimeUs.p99),
  ]);
  return table([head, ...rows], [5, 6, 7, 8, 9, 10, 11]);
}

function stagesTable({ stages, responseTimeUs }: DiskReport): string {
  const head = ["stage", "actor", "visits", "service µs", "waiting µs", "share"];
  const rows = stages.map(({ id, actor, visits, serviceUs, waitingUs }) => [
    id,
    actor,
    decimal(visits),
    decimal(serviceUs),
    decimal(waitingUs),
    percent((serviceUs + waitingUs) / Math.max(1e-9, responseTimeUs.mean)),
  ]);
  return table([head, ...rows], [2, 3, 4, 5]);
}

function bottleneck(disk: DiskReport): string {
  const { station, utilization } = disk.bottleneck;
  const busiest = `The busiest station on the way is ${visible(stationName(station, disk.vm))}, ${percent(utilization)} utilized.`;
  return disk.saturated ? `${busiest} The load exceeds what the path can serve.` : busiest;
}

function hostsTable(hosts: readonly HostReport[]): string {
  const actors = [...new Set(hosts.flatMap(({ byActor }) => byActor.map(({ actor }) => actor)))];
  const head = ["host", "processors", "in use", ...actors, "per 100,000 IOPS"];
  const rows = hosts.map(({ host, processors, processorsInUse, byActor, processorsPer100000Iops }) => [
    host ?? "-",
    whole(processors),
    processorsInUse.toFixed(2),
    ...actors.map((actor) => byActor.find((each) => each.actor === actor)?.processorsInUse.toFixed(2) ?? "-"),
    processorsPer100000Iops === null ? "-" : processorsPer100000Iops.toFixed(2),
  ]);
  return table([head, ...rows], [...head.keys()].slice(1));
}

function whatIfTable({ whatIf }: SimulationReport): string {
  const head = ["VM", "slot", "change", "throughput", "response time", "engine"];
  const rows = whatIf.map(({ vm, slot, change, throughputRatio, responseTimeRatio, engine }) => [
    vm,
    slot,
    change,
    `× ${throughputRatio.toFixed(2)}`,
    `× ${responseTimeRatio.toFixed(2)}`,
    engine,
  ]);
  return table([head, ...rows], [3, 4]);
}

function assumptionsTable({ assumptions }: SimulationReport): string {
  const head = ["id", "value", "range", "confidence", "elasticity", "source"];
  const sorted = [...assumptions].sort((a, b) => Math.abs(b.elasticity) - Math.abs(a.elasticity));
  const rows = sorted.map(({ id, value, unit, range: [low, high], confidence, elasticity, source }) => [
    id,
    `${value} ${unit}`,
    `${low}–${high}`,
    confidence,
    elasticity.toFixed(3),
    source,
  ]);
  return table([head, ...rows], [4]);
}

function nameOf({ vm, slot }: DiskReport): string {
  return visible(`${vm} ${slot}`);
}

function whole(value: number): string {
  return value.toFixed(0);
}

function decimal(value: number): string {
  return value.toFixed(Math.abs(value) < 100 ? 1 : 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
