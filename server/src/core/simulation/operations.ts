/**
 * The operations that a request's program consists of: paths with their roles resolved to stations and their costs to
 * microseconds. Both engines read them.
 */

import type { Actor } from "./report.ts";

/** Shape of the time of a service: constant, exponential, or the sum of `phases` exponential ones. */
export type Shape = "constant" | "exponential" | number;

/** A stage of a disk's path, as its report names it. */
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
      /** Processors of the host that the request needs beside its place at the station, for the whole service. */
      readonly cpu?: number | undefined;
      /** Stations from `station` on: the channels of a controller, among which requests take turns, or the disks of an array. */
      readonly count: number;
      /** The request goes to the disk of the array that was drawn for it. */
      readonly isMember?: boolean | undefined;
      readonly parts: readonly Part[];
      readonly us: number;
      readonly shape: Shape;
      readonly exits: number;
      /** Interrupts of the guest. */
      readonly interrupts?: number | undefined;
      /** Share of a weighted station that the request occupies. */
      readonly weight: number;
      /** Costs of an empty "out" ring, spent before the service. */
      readonly setup?: readonly Part[] | undefined;
      /** The service takes a completion out of the "in" ring. */
      readonly drains: boolean;
    }
  | {
      readonly kind: "arm";
      readonly station: number;
      /** Disks of the array, of which the request goes to the one that was drawn for it. */
      readonly count: number;
      readonly isRandom: boolean;
      readonly bytes: number;
      readonly stage: number;
      readonly transferStage: number;
    }
  | { readonly kind: "delay"; readonly part: Part; readonly shape: Shape }
  | { readonly kind: "acquire" | "release"; readonly station: number; readonly stage: number }
  /** A token bucket that holds one request's tokens: the request goes on at once, and the next one `us` later at the earliest. */
  | { readonly kind: "limit"; readonly station: number; readonly stage: number; readonly us: number }
  /** A completion enters the "in" ring. Into an empty one it interrupts the guest, on a processor of the host. */
  | { readonly kind: "ring-in"; readonly station: number; readonly part: Part }
  /** Draws the disk of an array that holds what the request asks for. */
  | { readonly kind: "place"; readonly count: number }
  /** The next `length` operations, up to their `join`, run on so many disks at once, from the drawn one on. */
  | { readonly kind: "fork"; readonly branches: number; readonly length: number }
  /** Waits for the slowest of them. */
  | { readonly kind: "join"; readonly stage: number }
  /** Skips the next `length` operations unless the write hits a block that does not exist. */
  | { readonly kind: "allocate"; readonly length: number };
