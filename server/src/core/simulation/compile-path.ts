/**
 * Compiles the paths of one disk into operations: which station each role is for this disk, what each cost is in
 * microseconds, and which services can be joined because nothing comes between them.
 */
import type { ChainStage, Operation, Part, Shape } from "./operations.ts";
import { backend } from "./paths/backend.ts";
import { costDefinition } from "./paths/costs.ts";
import { type IdeCommand, ideEmulated, lba28Bytes } from "./paths/ide-emulated.ts";
import { media } from "./paths/media.ts";
import { armModel, flashModel } from "./paths/media-model.ts";
import type { HeldRole, IoPath, RequestShape, ServerRole } from "./paths/path.ts";
import { vmbus } from "./paths/vmbus.ts";
import type { Actor } from "./report.ts";
import type { DiskSpec, SystemSpec, VmSpec } from "./spec.ts";
import type { StationRegistry } from "./stations.ts";

/** Turns the paths of one disk into operations on stations. */
export class PathCompiler {
  readonly stages: ChainStage[] = [];
  readonly #registry: StationRegistry;
  readonly #spec: SystemSpec;
  readonly #vm: VmSpec;
  readonly #vmKey: string;
  readonly #disk: DiskSpec;
  readonly #chan: "chan" | "chan.before2012";

  constructor(registry: StationRegistry, spec: SystemSpec, vm: VmSpec, vmKey: string, disk: DiskSpec) {
    this.#registry = registry;
    this.#spec = spec;
    this.#vm = vm;
    this.#vmKey = vmKey;
    this.#disk = disk;
    this.#chan = vm.channelRules === "before-2012" ? "chan.before2012" : "chan";
  }

  /** The paths of one shape of request; an IDE disk beyond 128 GiB needs the longer command for a share of them. */
  variants(request: RequestShape): readonly { readonly share: number; readonly path: IoPath }[] {
    const disk = this.#disk;
    const root = (piece: RequestShape): IoPath => backend(disk, piece, (id) => this.#registry.cost(id));
    if (disk.transport !== "ide-emulated") {
      const own = this.#registry.cost(this.#chan);
      const rest = Math.max(0, own - this.#registry.cost("vsp.exec") - this.#registry.cost("vsp.cmpl"));
      return [{ share: 1, path: vmbus(request, this.#chan, own > 0 ? rest / own : 0, root(request)) }];
    }
    const path = (command: IdeCommand): IoPath => ideEmulated(request, command, this.#vm.guest === "linux", root);
    if (this.#spec.phase === "firmware") return [{ share: 1, path: path("firmware") }];
    const command = disk.ideCommand ?? "dma";
    if (command !== "dma") return [{ share: 1, path: path(command) }];
    const beyond = Math.max(0, 1 - lba28Bytes / disk.sizeBytes);
    if (beyond === 0) return [{ share: 1, path: path("dma") }];
    // A disk with LBA48 takes a large request as one command instead of several.
    if (request.bytes > 128 * 1024) return [{ share: 1, path: path("dma-ext") }];
    return [
      { share: 1 - beyond, path: path("dma") },
      { share: beyond, path: path("dma-ext") },
    ];
  }

  /** The operations of a path, in order. */
  operations(path: IoPath): readonly Operation[] {
    const result: Operation[] = [];
    let setup: readonly Part[] | undefined;
    let drains = false;
    for (const step of path) {
      switch (step.kind) {
        case "serve": {
          const us = this.#registry.cost(step.cost) * step.times;
          const { station, count, id } = this.#server(step.at);
          const part = { stage: this.#stage(step.cost, id), us, visits: step.visits };
          this.#serve(
            result,
            station,
            count,
            step.cost === "ide.access" ? this.#slices(part) : [part],
            step.cost,
            setup,
            drains,
          );
          setup = undefined;
          drains = false;
          break;
        }
        case "delay": {
          const part = { stage: this.#stage(step.cost), us: this.#registry.cost(step.cost), visits: 1 };
          // Busy waits are loops over a fixed time; the rest is software of which only the mean is known.
          result.push({
            kind: "delay",
            part,
            shape: step.cost === "ide.guestDelay" ? "constant" : "exponential",
            interrupts: step.interrupts,
          });
          break;
        }
        case "acquire":
        case "release":
          result.push(this.#holding(step.kind, step.role));
          break;
        case "ring-out":
          setup = ["sig.out", "root.wake"].map((id) => ({
            stage: this.#stage(id),
            us: this.#registry.cost(id),
            visits: 1,
          }));
          break;
        case "ring-in":
          result.push({
            kind: "ring-in",
            part: { stage: this.#stage("irq.inject"), us: this.#registry.cost("irq.inject"), visits: 1 },
          });
          drains = true;
          break;
        case "media":
          this.#media(result, step);
          break;
        case "allocate": {
          const steps = this.operations(step.steps);
          result.push({ kind: "allocate", length: steps.length }, ...steps);
          break;
        }
      }
    }
    return result;
  }

  /** Adds a service, or joins it with the one before at the same station: nothing can come between them. */
  #serve(
    result: Operation[],
    station: number,
    count: number,
    parts: readonly Part[],
    cost: string,
    setup: readonly Part[] | undefined,
    drains: boolean,
  ): void {
    const isAccess = cost === "ide.access";
    const last = result.at(-1);
    if (
      last?.kind === "serve" &&
      last.station === station &&
      !isAccess &&
      last.exits === 0 &&
      !setup &&
      !drains &&
      !last.drains
    ) {
      const joined = [...last.parts, ...parts];
      result[result.length - 1] = { ...last, parts: joined, us: sum(joined) };
      return;
    }
    for (const part of parts) {
      const phases = Math.round(part.visits);
      // Many visits in a row are a sum of exponential times; beyond 64 of them the sum hardly varies.
      const shape: Shape = !isAccess || phases <= 1 ? "exponential" : phases > 64 ? "constant" : phases;
      result.push({
        kind: "serve",
        station,
        count,
        parts: [part],
        us: part.us,
        shape,
        exits: isAccess ? phases : 0,
        weight: 1,
        setup,
        drains,
      });
    }
  }

  /** Accesses one by one where two IDE channels compete for vmwp.exe; in one go where nobody can come between. */
  #slices(part: Part): readonly Part[] {
    const controllers = new Set(
      this.#vm.disks.filter((disk) => disk.transport === "ide-emulated").map((disk) => disk.controller),
    );
    const slices = controllers.size > 1 ? Math.min(part.visits, 32) : 1;
    const each = Math.floor(part.visits / slices);
    return Array.from({ length: slices }, (_, index) => {
      const visits = index === 0 ? part.visits - each * (slices - 1) : each;
      return { stage: part.stage, us: (part.us / part.visits) * visits, visits };
    });
  }

  /** Index of the station, or of the first of `count`, and its id without their number. */
  #server(role: ServerRole): { station: number; count: number; id: string } {
    const vm = this.#vm;
    switch (role) {
      case "processor":
        return this.#single(this.#held("processor"));
      case "worker":
        return this.#single(this.#station(`${this.#vmKey}/vmwp`, `${vm.name}: vmwp.exe`, "vmwp.exe", 1));
      case "root": {
        const processors = Math.max(1, Math.round(this.#registry.cost("root.processors")));
        return this.#single(this.#station("root", "root processors", "root kernel", processors));
      }
      case "channel": {
        const count = this.#channels();
        const key = `${this.#vmKey}/${this.#owner()}/channel`;
        const id = `${vm.name}: ${this.#owner()} channel`;
        return {
          station: this.#registry.station(
            key,
            () => ({ id, actor: "root kernel", servers: 1, kind: "servers" }),
            count,
          ),
          count,
          id,
        };
      }
    }
  }

  #channels(): number {
    const { transport, channels } = this.#disk;
    if (transport === "ide-enlightened") return 1;
    const byRules = this.#vm.channelRules === "before-2012" ? 1 : Math.min(16, Math.ceil(this.#vm.processors / 16));
    const ofController = this.#vm.disks
      .filter((disk) => disk.controller === this.#disk.controller)
      .map((disk) => disk.channels ?? byRules);
    return channels === undefined && ofController.length === 0 ? byRules : Math.max(...ofController);
  }

  /** Whose channel it is: an IDE disk has its own, the disks of a SCSI controller share. */
  #owner(): string {
    return this.#disk.transport === "ide-enlightened" ? this.#disk.slot : this.#disk.controller;
  }

  #single(station: number): { station: number; count: number; id: string } {
    return { station, count: 1, id: this.#idOf(station) };
  }

  #idOf(station: number): string {
    return this.#registry.stations[station]!.id;
  }

  #held(role: HeldRole): number {
    const vm = this.#vm;
    const disk = this.#disk;
    switch (role) {
      case "processor":
        return this.#station(`${this.#vmKey}/cpu`, `${vm.name}: processors`, "guest kernel", Math.round(vm.processors));
      case "controller": {
        const isFirmware = this.#spec.phase === "firmware";
        const key = isFirmware ? `${this.#vmKey}/firmware` : `${this.#vmKey}/${disk.controller}/ide`;
        return this.#station(
          key,
          isFirmware ? `${vm.name}: firmware` : `${vm.name}: ${disk.controller}`,
          "guest kernel",
          1,
        );
      }
      case "outstanding": {
        const perController = vm.channelRules === "before-2012" && disk.transport === "scsi-synthetic";
        const owner = perController ? disk.controller : disk.slot;
        const limit = disk.outstandingLimit ?? this.#registry.cost("outstanding");
        return this.#station(
          `${this.#vmKey}/${owner}/outstanding`,
          `${vm.name}: ${owner} outstanding`,
          "guest kernel",
          Math.max(1, Math.round(limit)),
        );
      }
    }
  }

  #station(key: string, id: string, actor: Actor, servers: number): number {
    return this.#registry.station(key, () => ({ id, actor, servers, kind: "servers" }));
  }

  #holding(kind: "acquire" | "release", role: HeldRole): Operation {
    const station = this.#held(role);
    const id = role === "controller" ? "ide.channel" : role;
    return { kind, station, stage: this.#stageIndex(id, "guest kernel", this.#idOf(station)) };
  }

  #media(result: Operation[], request: RequestShape): void {
    const volume = this.#spec.volumes.find(({ key }) => key === this.#disk.volume)!;
    const registry = this.#registry;
    const cost = (id: string): number => registry.cost(id);
    const stagesAt = (serving: number, transferring: number) => ({
      stage: this.#stageIndex("media.service", "device", this.#idOf(serving)),
      transferStage: this.#stageIndex("media.transfer", "device", this.#idOf(transferring)),
    });
    if (media[volume.medium].kind === "spinning") {
      const station = registry.station(`volume/${volume.key}`, () => {
        return {
          id: `${volume.key} medium`,
          actor: "device",
          servers: 1,
          kind: "arm",
          arm: armModel(volume.medium, cost),
        };
      });
      result.push({
        kind: "arm",
        station,
        isRandom: request.isRandom,
        bytes: request.bytes,
        ...stagesAt(station, station),
      });
      return;
    }
    const { unitUs, weight, transferUs } = flashModel(volume.medium, request.isRead, request.bytes, cost);
    const units = registry.station(`volume/${volume.key}`, () => ({
      id: `${volume.key} units`,
      actor: "device",
      servers: 1,
      kind: "weighted",
    }));
    const link = this.#station(`volume/${volume.key}/link`, `${volume.key} link`, "device", 1);
    const { stage: service, transferStage: transfer } = stagesAt(units, link);
    const constant = { count: 1, shape: "constant", exits: 0, drains: false } as const;
    result.push({
      ...constant,
      kind: "serve",
      station: units,
      parts: [{ stage: service, us: unitUs, visits: 1 }],
      us: unitUs,
      weight,
    });
    result.push({
      ...constant,
      kind: "serve",
      station: link,
      parts: [{ stage: transfer, us: transferUs, visits: 1 }],
      us: transferUs,
      weight: 1,
    });
  }

  #stage(cost: string, station?: string): number {
    return this.#stageIndex(cost, costDefinition(cost)!.actor, station);
  }

  #stageIndex(id: string, actor: Actor, station?: string): number {
    const known = this.stages.findIndex((stage) => stage.id === id);
    return known >= 0 ? known : this.stages.push({ id, actor, station }) - 1;
  }
}

const sum = (parts: readonly Part[]): number => parts.reduce((total, part) => total + part.us, 0);
