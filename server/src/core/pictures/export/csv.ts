/** The report as one table for spreadsheets: one row per figure. */
import type { DiskReport, SimulationReport } from "../../simulation/report.ts";

/** `null`: not observed, written as an empty cell. */
type Cell = string | number | null | undefined;

const columns = ["part", "vm", "slot", "name", "figure", "value", "unit"];

/** Lines end as in RFC 4180. Figures are written with all digits and a decimal point. */
export function csvOf(report: SimulationReport): string {
  const rows: readonly (readonly Cell[])[] = [
    columns,
    ["run", "", "", "", "seed", report.seed, ""],
    ["run", "", "", "", "requests", report.requests, ""],
    ["run", "", "", "", "warm-up requests", report.warmupRequests, ""],
    ["run", "", "", "", "simulated time", report.simulatedSeconds, "s"],
    ["run", "", "", "", "phase", report.phase, ""],
    ...report.disks.flatMap(diskRows),
    ...report.stations.flatMap((station) => [
      ["station", "", "", station.id, "actor", station.actor, ""],
      ["station", "", "", station.id, "servers", station.servers, ""],
      ["station", "", "", station.id, "utilization", station.utilization, "of 1"],
      ["station", "", "", station.id, "mean queue length", station.meanQueueLength, ""],
      ["station", "", "", station.id, "throughput", station.throughputPerSecond, "1/s"],
    ]),
    ...report.whatIf.flatMap((change) => [
      ["change", change.vm, change.slot, change.change, "throughput ratio", change.throughputRatio, ""],
      ["change", change.vm, change.slot, change.change, "response time ratio", change.responseTimeRatio, ""],
      ["change", change.vm, change.slot, change.change, "engine", change.engine, ""],
    ]),
    ...report.assumptions.flatMap((cost) => [
      ["assumption", "", "", cost.id, "value", cost.value, cost.unit],
      ["assumption", "", "", cost.id, "range from", cost.range[0], cost.unit],
      ["assumption", "", "", cost.id, "range to", cost.range[1], cost.unit],
      ["assumption", "", "", cost.id, "confidence", cost.confidence, ""],
      ["assumption", "", "", cost.id, "source", cost.source, ""],
      ["assumption", "", "", cost.id, "elasticity", cost.elasticity, ""],
    ]),
    ...report.hosts.flatMap(({ host = "", ...own }) => [
      ["host", "", "", host, "processors", own.processors, ""],
      ["host", "", "", host, "processors in use", own.processorsInUse, ""],
      ["host", "", "", host, "processors per 100,000 IOPS", own.processorsPer100000Iops, ""],
      ...own.byActor.map((each) => ["host", "", each.actor, host, "processors in use", each.processorsInUse, ""]),
    ]),
    ...report.notes.map((note) => ["note", "", "", "", "limit of this run", note, ""]),
  ];
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * One cell. Text that a spreadsheet would take for a formula gets an apostrophe before it; a number, even a negative
 * one, stays a number.
 */
export function csvCell(cell: Cell): string {
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const text = /^[=+\-@\t\r]/.test(cell ?? "") ? `'${cell}` : (cell ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function diskRows(disk: DiskReport): readonly (readonly Cell[])[] {
  const { load, responseTimeUs: time, perRequest } = disk;
  const of = (part: string, name: string, figure: string, value: Cell, unit = ""): readonly Cell[] => [
    part,
    disk.vm,
    disk.slot,
    name,
    figure,
    value,
    unit,
  ];
  return [
    of("disk", "", "transport", disk.transport),
    of("disk", "", "type", disk.type),
    of("disk", "", "volume", disk.volume),
    of("disk", "", "request size", load.requestSizeBytes, "bytes"),
    of("disk", "", "read share", load.read, "of 1"),
    of("disk", "", "random share", load.random, "of 1"),
    load.rate === undefined
      ? of("disk", "", "queue depth", load.queueDepth)
      : of("disk", "", "arrivals", load.rate, "1/s"),
    of("disk", "", "throughput", disk.throughputIops, "IOPS"),
    of("disk", "", "throughput", disk.throughputBytesPerSecond, "bytes/s"),
    of("disk", "", "response time, mean", time.mean, "us"),
    of("disk", "", "response time, half width of the 95% interval", time.halfWidth95, "us"),
    of("disk", "", "response time, p50", time.p50, "us"),
    of("disk", "", "response time, p90", time.p90, "us"),
    of("disk", "", "response time, p95", time.p95, "us"),
    of("disk", "", "response time, p99", time.p99, "us"),
    of("disk", "", "response time, p99.9", time.p999, "us"),
    of("disk", "", "exits per request", perRequest?.exits),
    of("disk", "", "hypercalls per request", perRequest?.hypercalls),
    of("disk", "", "interrupts per request", perRequest?.interrupts),
    of("disk", "", "context switches per request", perRequest?.contextSwitches),
    of("disk", "", "guest CPU per request", perRequest?.guestCpuUs, "us"),
    of("disk", "", "root CPU per request", perRequest?.rootCpuUs, "us"),
    of("disk", "", "bottleneck", disk.bottleneck.station),
    of("disk", "", "bottleneck utilization", disk.bottleneck.utilization, "of 1"),
    of("disk", "", "saturated", disk.saturated ? "yes" : "no"),
    ...disk.notes.map((note) => of("note", "", "about the figures of this disk", note)),
    ...disk.stages.flatMap((stage) => [
      of("stage", stage.id, "actor", stage.actor),
      of("stage", stage.id, "visits", stage.visits),
      of("stage", stage.id, "service", stage.serviceUs, "us"),
      of("stage", stage.id, "waiting", stage.waitingUs, "us"),
    ]),
  ];
}
