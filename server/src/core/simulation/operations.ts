/**
 * The operations that a request's program consists of: paths with their roles resolved to stations and their costs to
 * microseconds. Both engines read them.
 */

import type { Actor } from "./report.ts";

/** Distribution of a service time: constant, exponential, or the sum of `phases` exponential ones. */
export type Shape = "constant" | "exponential" | number;

/** A stage of a disk's path, as named in the report. */
export interface ChainStage {
  readonly id: string;
  readonly actor: Actor;
  /** Id of the station that serves it, without the number of a channel. */
  readonly station?: string | undefined;
}

export interface Part {
  readonly stage: number;
  readonly us: number;
  readonly visits: number;
}

export type Operation =
  | {
      readonly kind: "serve";
      readonly station: number;
      /**
       * Processors of the host that the request needs in addition to its place at the station, during the whole
       * service.
       */
      readonly cpu?: number | undefined;
      /** The number of stations from `station` on: the channels of a controller, which requests use in turn, or the disks of an array. */
      readonly count: number;
      /** Whether the request goes to the disk of the array that was drawn for it. */
      readonly isMember?: boolean | undefined;
      readonly parts: readonly Part[];
      readonly us: number;
      readonly shape: Shape;
      readonly exits: number;
      /** Interrupts of the guest. */
      readonly interrupts?: number | undefined;
      /** Share of a weighted station that the request occupies. */
      readonly weight: number;
      /** Costs if the "out" ring is empty, incurred before the service. */
      readonly setup?: readonly Part[] | undefined;
      /** Whether the service removes a completion from the "in" ring. */
      readonly drains: boolean;
    }
  | {
      readonly kind: "arm";
      readonly station: number;
      /** The number of disks in the array, of which the request goes to the one that was drawn for it. */
      readonly count: number;
      readonly isRandom: boolean;
      readonly bytes: number;
      readonly stage: number;
      readonly transferStage: number;
    }
  | { readonly kind: "delay"; readonly part: Part; readonly shape: Shape }
  | { readonly kind: "acquire" | "release"; readonly station: number; readonly stage: number }
  /** A token bucket for one request: the request continues at once, and the next one at the earliest `us` later. */
  | { readonly kind: "limit"; readonly station: number; readonly stage: number; readonly us: number }
  /** A completion enters the "in" ring. If the ring is empty, it interrupts the guest, on a processor of the host. */
  | { readonly kind: "ring-in"; readonly station: number; readonly part: Part }
  /** Draws the disk of an array that holds the requested data. */
  | { readonly kind: "place"; readonly count: number }
  /**
   * The next `length` operations, up to their `join`, are executed on that many disks at once, beginning with the drawn
   * one.
   */
  | { readonly kind: "fork"; readonly branches: number; readonly length: number }
  /** Waits for the slowest of them. */
  | { readonly kind: "join"; readonly stage: number }
  /** Skips the next `length` operations unless the write is to a block that does not exist yet. */
  | { readonly kind: "allocate"; readonly length: number };
