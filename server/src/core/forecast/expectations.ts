/** Compares a simulation with the expectations of a layout's disks. */
import { count, duration } from "../figures.ts";
import { upperFirst } from "../model/expectation.ts";
import { type Device, type Expectation, type Metric, slotName, type VirtualMachine } from "../model/layout.ts";
import { formatDuration, formatNumber, formatSize } from "../schema/format.ts";
import { type DiskReport, reportedFigure, type SimulationReport } from "../simulation/report.ts";
import { isStationPlural, stationName } from "../simulation/station-names.ts";

/** An expectation that the run does not meet, and the reason in a sentence. */
export interface MissedExpectation {
  readonly expectation: Expectation;
  readonly message: string;
}

/** Those of one VM, in the order of its devices. */
export function missedExpectations(vm: VirtualMachine, report: SimulationReport): readonly MissedExpectation[] {
  return vm.devices.flatMap((device) => {
    const { content } = device;
    if (content.kind === "dvd" || content.expectations.length === 0) return [];
    const slot = slotName(device);
    const disk = report.disks.find((each) => each.slot === slot && each.vm === (vm.name?.value ?? ""));
    return content.expectations.flatMap((expectation) => {
      const message = disk
        ? shortfall(expectation, disk)
        : `${title(device, vm)} is not simulated: it carries no requests, or nothing reaches it. Give it a load, or remove the expectation.`;
      return message === undefined ? [] : [{ expectation, message }];
    });
  });
}

/** In a sentence; `undefined` if the expectation is met. */
function shortfall({ metric, bound }: Expectation, disk: DiskReport): string | undefined {
  const value = reportedFigure(disk, metric);
  const name = `${disk.slot.toUpperCase()} of "${disk.vm}"`;
  const expected = `${metric} ${written(metric, bound.value)}`;
  if (value === null)
    return `${name}: ${expected} is expected, but the run did not observe it. Simulate more requests.`;
  const isAtLeast = isRate(metric);
  if (isAtLeast ? value >= bound.value : value <= bound.value) return undefined;
  const reached = isAtLeast
    ? `${shown(metric, value)} is reached, ${shown(metric, bound.value - value)} too little`
    : disk.saturated
      ? "it grows without limit: more requests arrive than are served"
      : `it is ${shown(metric, value)}, ${shown(metric, value - bound.value)} too long`;
  return `${name}: ${expected} is expected, but ${reached}. ${bottleneckInWords(disk)}`;
}

function title(device: Device, vm: VirtualMachine): string {
  return `${slotName(device).toUpperCase()} of "${vm.name?.value ?? ""}"`;
}

/** The bottleneck of the disk. */
function bottleneckInWords({ bottleneck, vm }: DiskReport): string {
  const station = stationName(bottleneck.station, vm);
  const name = upperFirst(station);
  return bottleneck.limit === "capacity"
    ? `${name} ${isStationPlural(bottleneck.station) ? "are" : "is"} the bottleneck.`
    : `${name} takes the most time.`;
}

/** An expectation, as the preview shows it beside the figure of the run. */
export interface ExpectedFigure {
  readonly metric: Metric;
  /** In I/Os or bytes per second, or microseconds. */
  readonly bound: number;
  /** Whether the bound is a minimum, not a maximum. */
  readonly isAtLeast: boolean;
  /** Such as `at least 5,000 IOPS`. */
  readonly text: string;
}

export function expectedFigure({ metric, bound: { value: bound } }: Expectation): ExpectedFigure {
  const isAtLeast = isRate(metric);
  return { metric, bound, isAtLeast, text: `${isAtLeast ? "at least" : "at most"} ${shown(metric, bound)}` };
}

function isRate(metric: Metric): boolean {
  return metric === "iops" || metric === "bandwidth";
}

/** As the layout writes it. */
function written(metric: Metric, value: number): string {
  if (metric === "iops") return formatNumber(value);
  return metric === "bandwidth" ? formatSize(value) : formatDuration(value);
}

/** As a figure for people. */
function shown(metric: Metric, value: number): string {
  if (metric === "iops") return `${count(value)} IOPS`;
  return metric === "bandwidth" ? `${count(value / 2 ** 20)} MB/s` : duration(value);
}
