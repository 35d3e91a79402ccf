/** The report of a simulation as text: what each disk does, where its time is spent, and the basis of the figures. */

import { count, counted, duration, given, growing, percent, ratio, signed, whole } from "../../core/figures.ts";
import { crossings, limitInWords } from "../../core/pictures/answer.ts";
import { roundedCost } from "../../core/pictures/assumptions.ts";
import { outcomeMarks } from "../../core/pictures/start-strip.ts";
import { engineNames, timeInWords } from "../../core/pictures/what-if.ts";
import { transportNames } from "../../core/pictures/words.ts";
import { stageLong } from "../../core/simulation/paths/stage-names.ts";
import {
  type DiskReport,
  type HostReport,
  type SimulationReport,
  stageTimeUs,
  type WhatIf,
} from "../../core/simulation/report.ts";
import { section, table } from "./table.ts";
import { visible } from "./text.ts";

/** `hypothetical`: the VMs that do not start, in a sentence each; their figures are those if they did. */
export function writeReport(report: SimulationReport, hypothetical: readonly string[] = []): string {
  const { disks, hosts, whatIf, assumptions, notes } = report;
  const sections = [
    `${whole(report.requests)} requests, seed ${report.seed}, ${duration(report.simulatedSeconds * 1e6)} simulated, phase ${report.phase}`,
    ...section(
      "Start",
      hypothetical.map((each) => `  ${outcomeMarks.fails} ${visible(each)}`),
    ),
    `Disks\n${disksTable(disks)}`,
    ...disks.map(diskSection),
    `Processors of the hosts that the I/O uses\n${hostsTable(hosts)}`,
    ...(whatIf.length > 0 ? [`What if, the largest gain first\n${whatIfTable(report)}`] : []),
    ...(assumptions.length > 0
      ? [`Assumptions, the most influential on the throughput first\n${assumptionsTable(report)}`]
      : []),
    ...section(
      "Notes",
      notes.map((note) => `  ${visible(note)}`),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

function disksTable(disks: readonly DiskReport[]): string {
  const head = ["VM", "slot", "transport", "type", "volume", "IOPS", "MB/s", "mean", "±95%", "p50", "p95", "p99"];
  const rows = disks.map((disk) => [
    disk.vm,
    disk.slot,
    transportNames[disk.transport],
    disk.type,
    disk.volume ?? "-",
    count(disk.throughputIops),
    count(disk.throughputBytesPerSecond && disk.throughputBytesPerSecond / 2 ** 20),
    ...responseTimes(disk),
  ]);
  return table([head, ...rows], [5, 6, 7, 8, 9, 10, 11]);
}

function responseTimes({ responseTimeUs, saturated }: DiskReport): readonly string[] {
  if (saturated) return [growing, ...Array(4).fill(duration(null))];
  const { mean, halfWidth95, p50, p95, p99 } = responseTimeUs;
  return [mean, halfWidth95, p50, p95, p99].map(duration);
}

/** For a disk that was not observed, only the reason. */
function diskSection(disk: DiskReport): string {
  const { perRequest, notes } = disk;
  const found = perRequest
    ? [limitInWords(disk), `Per request: ${counted(perRequest.exits, "exit")}, ${crossings(disk)}.`]
    : [];
  const lines = [...found, ...notes].map(visible);
  const text = lines.map((line) => `  ${line}`).join("\n");
  return perRequest
    ? `Stages of ${nameOf(disk)}\n${stagesTable(disk)}\n${text}`
    : `${nameOf(disk)} was not observed\n${text}`;
}

function stagesTable({ stages, responseTimeUs }: DiskReport): string {
  const head = ["stage", "actor", "visits", "service", "waiting", "share"];
  const rows = stages.map((stage) => [
    stageLong(stage.id),
    stage.actor,
    count(stage.visits),
    duration(stage.serviceUs),
    duration(stage.waitingUs),
    percent(responseTimeUs.mean && (stageTimeUs(stage) ?? 0) / responseTimeUs.mean),
  ]);
  return table([head, ...rows], [2, 3, 4, 5]);
}

function hostsTable(hosts: readonly HostReport[]): string {
  const actors = [...new Set(hosts.flatMap(({ byActor }) => byActor.map(({ actor }) => actor)))];
  const head = ["host", "processors", "in use", ...actors, "per 100,000 IOPS"];
  const rows = hosts.map(({ host, processors, processorsInUse, byActor, processorsPer100000Iops }) => [
    host ?? "-",
    whole(processors),
    count(processorsInUse),
    ...actors.map((actor) => {
      const share = byActor.find((each) => each.actor === actor);
      return share ? count(share.processorsInUse) : "-";
    }),
    processorsPer100000Iops === null ? "-" : count(processorsPer100000Iops),
  ]);
  return table([head, ...rows], [...head.keys()].slice(1));
}

function whatIfTable({ whatIf }: SimulationReport): string {
  const head = ["VM", "slot", "change", "throughput", "response time", "basis"];
  const ranked = [...whatIf].sort((one, other) => gainOf(other) - gainOf(one));
  const rows = ranked.map(({ vm, slot, change, throughputRatio, responseTimeRatio, engine }) => [
    vm,
    slot,
    change,
    ratio(throughputRatio),
    responseTimeRatio === null ? `no longer ${growing}` : timeInWords(responseTimeRatio),
    engineNames[engine],
  ]);
  return table([head, ...rows], [3, 4]);
}

function gainOf({ throughputRatio, responseTimeRatio }: WhatIf): number {
  return Math.max(throughputRatio, 1 / (responseTimeRatio ?? 0));
}

function assumptionsTable({ assumptions }: SimulationReport): string {
  const head = ["id", "value", "range", "confidence", "elasticity", "source"];
  const rows = assumptions.map(({ id, value, unit, range: [low, high], confidence, elasticity, source }) => [
    id,
    given(roundedCost(value), unit),
    `${given(roundedCost(low))}–${given(roundedCost(high))}`,
    confidence,
    signed(elasticity),
    source,
  ]);
  return table([head, ...rows], [4]);
}

function nameOf({ vm, slot }: DiskReport): string {
  return visible(`${vm} ${slot}`);
}
