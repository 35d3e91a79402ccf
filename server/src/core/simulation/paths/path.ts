/**
 * The vocabulary for describing paths: the steps of one request, as data. Roles name what a step needs; the network
 * determines the station for a given disk.
 */

/**
 * What a step occupies: a virtual processor, vmwp.exe or a VMBus channel, each with a processor of the host; a
 * processor of the host alone; or, without one, host operations that are serialized per file.
 */
export type ServerRole = "processor" | "worker" | "channel" | "host" | "file";
/** What a request holds during several steps: the IDE channel, the right to be outstanding, or a virtual processor. */
export type HeldRole = "controller" | "outstanding" | "processor";

export type Step =
  | {
      readonly kind: "serve";
      readonly cost: string;
      readonly at: ServerRole;
      readonly visits: number;
      readonly times: number;
    }
  | { readonly kind: "delay"; readonly cost: string }
  /** The guest is interrupted, on a processor of the host. */
  | { readonly kind: "interrupt"; readonly cost: string }
  | { readonly kind: "acquire" | "release"; readonly role: HeldRole }
  /** The request enters the "out" ring; an empty ring costs a hypercall and waking the root. */
  | { readonly kind: "ring-out" }
  /** The completion enters the "in" ring; an empty ring costs an interrupt. */
  | { readonly kind: "ring-in" }
  /** The bytes of a request or its answer travel over the link of a share. */
  | { readonly kind: "link"; readonly volume: string; readonly bytes: number; readonly isAnswer: boolean }
  /** The round trip to a share. */
  | { readonly kind: "round-trip"; readonly volume: string }
  /** Storage QoS limits the disk's requests to its maximum of IOPS. */
  | { readonly kind: "limit"; readonly bytes: number }
  | (RequestShape & { readonly kind: "media"; readonly volume: string })
  /** The steps are executed only for a write to a block that does not exist yet. */
  | { readonly kind: "allocate"; readonly steps: IoPath };

export type IoPath = readonly Step[];

export interface RequestShape {
  /** Whether it is written through: it must not stay in a cache that loses power. */
  readonly isDurable?: boolean | undefined;
  readonly bytes: number;
  readonly isRead: boolean;
  readonly isRandom: boolean;
}

/** `visits` visits that each take the cost; `share` of the cost per visit. */
export const serve = (cost: string, at: ServerRole, visits = 1, share = 1): Step => ({
  kind: "serve",
  cost,
  at,
  visits,
  times: visits * share,
});
export const delay = (cost: string): Step => ({ kind: "delay", cost });
export const interrupt = (cost: string): Step => ({ kind: "interrupt", cost });
export const acquire = (role: HeldRole): Step => ({ kind: "acquire", role });
export const release = (role: HeldRole): Step => ({ kind: "release", role });
