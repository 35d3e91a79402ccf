/**
 * The network's operations flattened into columns of typed arrays, which is what the engine's loop reads.
 */
import type { Network } from "../network.ts";
import type { Operation } from "../operations.ts";
import type { Requests } from "./requests.ts";

/** Codes up to `ringIn` end a service at a station. */
export const code = {
  serve: 0,
  arm: 1,
  ringIn: 2,
  delay: 3,
  acquire: 4,
  release: 5,
  allocate: 6,
  end: 7,
  limit: 8,
  place: 9,
  fork: 10,
  join: 11,
} as const;

export interface Program {
  readonly code: Uint8Array;
  readonly station: Int32Array;
  /** The host's processors that a service needs as well; -1 for none. */
  readonly cpu: Int32Array;
  readonly count: Int32Array;
  /** Whether the station is that of the drawn disk, among `count`. */
  readonly isMember: Uint8Array;
  readonly us: Float64Array;
  /** 0 constant, 1 exponential, k a sum of k exponential phases. */
  readonly phases: Int32Array;
  readonly weight: Float64Array;
  readonly exits: Int32Array;
  /** Of the guest. */
  readonly interrupts: Uint8Array;
  /** First stage of the operation, and for `arm` the transfer's. */
  readonly stage: Int32Array;
  readonly secondStage: Int32Array;
  /** Further parts of a joined service: a range in the part columns; empty for a single part. */
  readonly partStart: Int32Array;
  readonly partEnd: Int32Array;
  /** Costs of an empty ring before the service: after the parts in the part columns, up to here. */
  readonly setupEnd: Int32Array;
  /** Whether a `serve` takes a completion out of the "in" ring. */
  readonly drains: Uint8Array;
  /** Whether a `serve` has exits, interrupts, drains, further parts or a setup, so that most services ask once. */
  readonly hasMore: Uint8Array;
  /** Bytes of a medium access, operations to skip of an `allocate`. */
  readonly argument: Float64Array;
  readonly partStage: Int32Array;
  /** Share of the service for parts, microseconds for setups. */
  readonly partValue: Float64Array;
  /** First operation of each kind, by chain and kind. */
  readonly starts: readonly (readonly number[])[];
}

export function flatten(network: Network): Program {
  /** After the last operation of a kind comes `undefined`. */
  const rows: (Operation | undefined)[] = [];
  const starts = network.chains.map((chain) =>
    chain.kinds.map(({ operations }) => {
      const first = rows.length;
      for (const operation of operations) rows.push(operation);
      rows.push(undefined);
      return first;
    }),
  );
  const n = rows.length;
  const ints = (): Int32Array => new Int32Array(n);
  const partStage: number[] = [];
  const partValue: number[] = [];
  const program = {
    code: new Uint8Array(n),
    station: ints(),
    cpu: ints().fill(-1),
    count: ints(),
    isMember: new Uint8Array(n),
    us: new Float64Array(n),
    phases: ints(),
    weight: new Float64Array(n),
    exits: ints(),
    interrupts: new Uint8Array(n),
    stage: ints(),
    secondStage: ints(),
    partStart: ints(),
    partEnd: ints(),
    setupEnd: ints(),
    drains: new Uint8Array(n),
    hasMore: new Uint8Array(n),
    argument: new Float64Array(n),
  };
  rows.forEach((row, at) => {
    switch (row?.kind) {
      case undefined:
        program.code[at] = code.end;
        break;
      case "serve": {
        program.code[at] = code.serve;
        program.station[at] = row.station;
        program.cpu[at] = row.cpu ?? -1;
        program.count[at] = row.count;
        program.isMember[at] = row.isMember ? 1 : 0;
        program.us[at] = row.us;
        program.phases[at] = phasesOf(row.shape);
        program.weight[at] = row.weight;
        program.exits[at] = row.exits;
        program.interrupts[at] = row.interrupts ?? 0;
        program.stage[at] = row.parts[0]!.stage;
        program.drains[at] = row.drains ? 1 : 0;
        program.partStart[at] = partStage.length;
        if (row.parts.length > 1 && row.us > 0)
          for (const part of row.parts) {
            partStage.push(part.stage);
            partValue.push(part.us / row.us);
          }
        program.partEnd[at] = partStage.length;
        for (const part of row.setup ?? []) {
          partStage.push(part.stage);
          partValue.push(part.us);
        }
        program.setupEnd[at] = partStage.length;
        program.hasMore[at] =
          row.exits > 0 || row.interrupts || row.drains || partStage.length > program.partStart[at]! ? 1 : 0;
        break;
      }
      case "arm":
        program.code[at] = code.arm;
        program.station[at] = row.station;
        program.count[at] = row.count;
        program.isMember[at] = 1;
        program.weight[at] = 1;
        program.phases[at] = row.isRandom ? 1 : 0;
        program.argument[at] = row.bytes;
        program.stage[at] = row.stage;
        program.secondStage[at] = row.transferStage;
        break;
      case "delay":
        program.code[at] = code.delay;
        program.us[at] = row.part.us;
        program.stage[at] = row.part.stage;
        program.phases[at] = phasesOf(row.shape);
        break;
      case "acquire":
      case "release":
        program.code[at] = row.kind === "acquire" ? code.acquire : code.release;
        program.station[at] = row.station;
        program.count[at] = 1;
        program.weight[at] = 1;
        program.stage[at] = row.stage;
        break;
      case "place":
        program.code[at] = code.place;
        program.count[at] = row.count;
        break;
      case "fork":
        program.code[at] = code.fork;
        program.count[at] = row.branches;
        break;
      case "join":
        program.code[at] = code.join;
        program.stage[at] = row.stage;
        break;
      case "limit":
        program.code[at] = code.limit;
        program.station[at] = row.station;
        program.count[at] = 1;
        program.us[at] = row.us;
        program.stage[at] = row.stage;
        break;
      case "ring-in":
        program.code[at] = code.ringIn;
        program.station[at] = row.station;
        program.count[at] = 1;
        program.weight[at] = 1;
        program.us[at] = row.part.us;
        program.phases[at] = 1;
        program.stage[at] = row.part.stage;
        break;
      case "allocate":
        program.code[at] = code.allocate;
        program.argument[at] = row.length;
    }
  });
  return { ...program, starts, partStage: Int32Array.from(partStage), partValue: Float64Array.from(partValue) };
}

/** The station of this request, if an operation may go to several. */
export function stationOf(program: Program, requests: Requests, at: number, slot: number): number {
  const count = program.count[at]!;
  if (count === 1) return program.station[at]!;
  return program.station[at]! + ((program.isMember[at] === 1 ? requests.member : requests.channel)[slot]! % count);
}

const phasesOf = (shape: number | "constant" | "exponential"): number =>
  shape === "constant" ? 0 : shape === "exponential" ? 1 : shape;
