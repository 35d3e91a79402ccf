/**
 * Records single requests of a run, step by step, for drawings: which stage, when waiting began, when service began and
 * ended. For each disk the first consecutive ones are kept, and one request for every class of response times, so that
 * there is one near any percentile. Memory is allocated once per request in progress, never per event.
 */
import { logarithm2 } from "../kernel/arithmetic.ts";
import type { Network } from "../network.ts";

export interface TracedStep {
  /** Index into the stages of the disk's report. */
  readonly stage: number;
  readonly waitUs: number;
  readonly serviceUs: number;
  readonly endUs: number;
}

/** Times are microseconds of simulated time since the start of the run. */
export interface TracedRequest {
  readonly disk: number;
  readonly bytes: number;
  readonly isRead: boolean;
  readonly issuedUs: number;
  readonly completedUs: number;
  /** The request whose response time is nearest to the disk's median or 99th percentile; the others are consecutive. */
  readonly role?: "median" | "p99" | undefined;
  readonly steps: readonly TracedStep[];
}

/** What was recorded of one disk. */
export interface DiskTrace {
  /** In the order of their issue, without gaps. */
  readonly consecutive: readonly TracedRequest[];
  /** At most one for each 1% class of response times, shortest first. */
  readonly byResponse: readonly TracedRequest[];
}

/** Consecutive requests that are kept of each disk. */
export const maxConsecutive = 48;
/** Requests of a disk that are recorded at the same time; if more are in progress, some are skipped. */
const maxAtOnce = 64;
/** A request of more steps is not recorded. */
const maxSteps = 256;
/** Parts of a signal; there are few. */
const maxPreceding = 8;
/** Classes of response time in a doubling; one is 1 % wide. */
const classesPerDoubling = 70;

/** Buffer for one request in progress. */
interface Place {
  disk: number;
  kind: number;
  issued: number;
  steps: number;
  /** Its index among the consecutive ones; -1 if it is not one. */
  order: number;
  /** How many stages begin the service of the next step, which ones, and for how long. */
  preceding: number;
  readonly precedingStage: Int32Array;
  readonly precedingUs: Float64Array;
  readonly stage: Int32Array;
  readonly times: Float64Array;
}

interface DiskRecord {
  readonly free: Place[];
  places: number;
  issued: number;
  readonly consecutive: (TracedRequest | undefined)[];
  readonly byClass: Map<number, TracedRequest>;
}

export class TraceRecorder {
  private readonly records = new Map<number, DiskRecord>();
  /** By slot. */
  private readonly placeOf: (Place | undefined)[] = [];

  constructor(private readonly network: Network) {}

  /** Records a disk from now on. */
  begin(disk: number): void {
    if (this.records.has(disk)) return;
    this.records.set(disk, { free: [], places: 0, issued: 0, consecutive: [], byClass: new Map() });
  }

  issue(slot: number, disk: number, kind: number, now: number): void {
    const record = this.records.get(disk);
    const place = record && (record.free.pop() ?? newPlace(record));
    if (!place) return;
    place.disk = disk;
    place.kind = kind;
    place.issued = now;
    place.steps = 0;
    place.preceding = 0;
    place.order = record.issued < maxConsecutive ? record.issued++ : -1;
    this.placeOf[slot] = place;
  }

  /**
   * The service of the request's next step begins with this much time of another stage, such as the signal of a ring.
   */
  precede(slot: number, stage: number, us: number): void {
    const place = this.placeOf[slot];
    if (!place || place.preceding === maxPreceding) return;
    place.precedingStage[place.preceding] = stage;
    place.precedingUs[place.preceding++] = us;
  }

  /** Called for each step of every request, so it is small if nothing is recorded. */
  step(slot: number, stage: number, wait: number, service: number, end: number): void {
    const place = this.placeOf[slot];
    if (place) this.recordParts(place, stage, wait, service, end);
  }

  private recordParts(place: Place, stage: number, wait: number, service: number, end: number): void {
    let came = wait;
    let from = service;
    for (let n = 0; n < place.preceding; n++) {
      const until = Math.min(end, from + place.precedingUs[n]!);
      this.record(place, place.precedingStage[n]!, came, from, until);
      from = until;
      came = until;
    }
    place.preceding = 0;
    this.record(place, stage, came, from, end);
  }

  private record(place: Place, stage: number, wait: number, service: number, end: number): void {
    const at = place.steps++;
    if (at >= maxSteps) return;
    place.stage[at] = stage;
    place.times[3 * at] = wait;
    place.times[3 * at + 1] = service;
    place.times[3 * at + 2] = end;
  }

  complete(slot: number, now: number): void {
    const place = this.placeOf[slot];
    if (!place) return;
    this.placeOf[slot] = undefined;
    const record = this.records.get(place.disk)!;
    record.free.push(place);
    if (place.steps > maxSteps || now <= place.issued) return;
    const among = Math.floor(classesPerDoubling * logarithm2(now - place.issued));
    const isNew = !record.byClass.has(among);
    if (place.order < 0 && !isNew) return;
    const request = this.requestOf(place, now);
    if (isNew) record.byClass.set(among, request);
    if (place.order >= 0) record.consecutive[place.order] = request;
  }

  /** What was recorded of a disk; requests that are still in progress are not included. */
  of(disk: number): DiskTrace {
    const record = this.records.get(disk);
    if (!record) return { consecutive: [], byResponse: [] };
    // A request that is still in progress, or too long to be recorded, ends the sequence.
    const gap = Array.from(record.consecutive).indexOf(undefined);
    const row = gap < 0 ? record.consecutive : record.consecutive.slice(0, gap);
    return {
      consecutive: row as readonly TracedRequest[],
      byResponse: [...record.byClass].sort(([a], [b]) => a - b).map(([, request]) => request),
    };
  }

  private requestOf({ disk, kind, issued, steps, stage, times }: Place, completedUs: number): TracedRequest {
    const { bytes, isRead } = this.network.chains[disk]!.kinds[kind]!;
    return {
      disk,
      bytes,
      isRead,
      issuedUs: issued,
      completedUs,
      steps: Array.from({ length: steps }, (_, at) => ({
        stage: stage[at]!,
        waitUs: times[3 * at]!,
        serviceUs: times[3 * at + 1]!,
        endUs: times[3 * at + 2]!,
      })),
    };
  }
}

function newPlace(record: DiskRecord): Place | undefined {
  if (record.places >= maxAtOnce) return undefined;
  record.places++;
  return {
    disk: 0,
    kind: 0,
    issued: 0,
    steps: 0,
    order: -1,
    preceding: 0,
    precedingStage: new Int32Array(maxPreceding),
    precedingUs: new Float64Array(maxPreceding),
    stage: new Int32Array(maxSteps),
    times: new Float64Array(3 * maxSteps),
  };
}
