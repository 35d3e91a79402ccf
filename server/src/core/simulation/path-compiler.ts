/**
 * Compiles the paths of one disk into operations: what each cost is in microseconds, and which services can be joined
 * because nothing comes between them. `disk-stations.ts` determines the station for each role of the disk.
 */
import { DiskStations } from "./disk-stations.ts";
import { constantService, type MediaTools, mediaOperations } from "./media-operations.ts";
import type { ChainStage, Operation, Part, Shape } from "./operations.ts";
import { backend } from "./paths/backend.ts";
import { type ChainEnd, readEnds } from "./paths/chain.ts";
import { costDefinition } from "./paths/cost-table.ts";
import { type IdeCommand, ideEmulated, lba28Bytes } from "./paths/ide-emulated.ts";
import type { HeldRole, IoPath, RequestShape } from "./paths/path.ts";
import { vmbus } from "./paths/vmbus.ts";
import type { Actor } from "./report.ts";
import type { StationRegistry } from "./stations.ts";
import type { DiskSpec, SystemSpec, VmSpec, VolumeSpec } from "./system-spec.ts";

interface Variant {
  readonly share: number;
  readonly path: IoPath;
}

/** Turns the paths of one disk into operations on stations. */
export class PathCompiler {
  readonly stages: ChainStage[] = [];
  private readonly stations: DiskStations;
  private readonly chan: "chan" | "chan.before2012";
  private readonly mediaTools: MediaTools = {
    cost: (id) => this.registry.cost(id),
    stageIndex: (id, station) => this.stageIndex(id, "device", station),
  };

  constructor(
    private readonly registry: StationRegistry,
    private readonly spec: SystemSpec,
    private readonly vm: VmSpec,
    vmKey: string,
    private readonly disk: DiskSpec,
  ) {
    this.stations = new DiskStations(registry, spec.phase, vm, vmKey, disk);
    this.chan = vm.channelRules === "before-2012" ? "chan.before2012" : "chan";
  }

  /**
   * The paths for one shape of request: the reads of a chain end on one volume or another, and an IDE disk beyond 128
   * GiB needs the longer command for a share of its requests.
   */
  variants(request: RequestShape): readonly Variant[] {
    const disk = this.disk;
    const ends =
      request.isRead && disk.parentVolumes.length > 0
        ? readEnds(disk, this.registry.cost("vhd.hit"))
        : [{ share: 1, volume: disk.volume, lookups: 1 }];
    return ends.flatMap((end) =>
      this.variantsTo(end, request).map(({ share, path }) => ({ share: share * end.share, path })),
    );
  }

  private variantsTo(end: ChainEnd, request: RequestShape): readonly Variant[] {
    const disk = this.disk;
    const root = (piece: RequestShape): IoPath =>
      backend(disk, piece, end, this.spec.volumes, (id) => this.registry.cost(id));
    if (disk.transport !== "ide-emulated") {
      // Not yet marked as used, because below the sum of its parts the cost has no effect.
      const own = this.spec.costs[this.chan]!;
      const rest = Math.max(0, own - this.registry.cost("vsp.exec") - this.registry.cost("vsp.cmpl"));
      return [{ share: 1, path: vmbus(request, this.chan, own > 0 ? rest / own : 0, root(request)) }];
    }
    const path = (command: IdeCommand): IoPath => ideEmulated(request, command, this.vm.guest === "linux", root);
    if (this.spec.phase === "firmware") return [{ share: 1, path: path("firmware") }];
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
          const us = this.registry.cost(step.cost) * step.times;
          const { station, count, id, cpu } = this.stations.server(step.at);
          const part = { stage: this.stage(step.cost, id), us, visits: step.visits };
          this.serve(
            result,
            station,
            cpu,
            count,
            step.cost === "ide.access" ? this.slices(part) : [part],
            step.cost,
            setup,
            drains,
          );
          setup = undefined;
          drains = false;
          break;
        }
        case "delay": {
          const part = { stage: this.stage(step.cost), us: this.registry.cost(step.cost), visits: 1 };
          result.push({ kind: "delay", part, shape: "exponential" });
          break;
        }
        case "interrupt": {
          const us = this.registry.cost(step.cost);
          const { station } = this.stations.server("host");
          const parts = [{ stage: this.stage(step.cost, this.stations.idOf(station)), us, visits: 1 }];
          result.push({
            kind: "serve",
            station,
            count: 1,
            parts,
            us,
            shape: "exponential",
            exits: 0,
            interrupts: 1,
            weight: 1,
            drains: false,
          });
          break;
        }
        case "acquire":
        case "release":
          result.push(this.holding(step.kind, step.role));
          break;
        case "ring-out":
          setup = ["sig.out", "root.wake"].map((id) => ({
            stage: this.stage(id),
            us: this.registry.cost(id),
            visits: 1,
          }));
          break;
        case "ring-in": {
          const us = this.registry.cost("irq.inject");
          const { station } = this.stations.server("host");
          const stage = this.stage("irq.inject", this.stations.idOf(station));
          result.push({ kind: "ring-in", station, part: { stage, us, visits: 1 } });
          drains = true;
          break;
        }
        case "link": {
          const { network } = this.volumeOf(step.volume);
          if (network?.bitsPerSecond === undefined) break;
          const station = this.stations.link(step.volume, step.isAnswer);
          const stage = this.stageIndex("net.link", "device", this.stations.idOf(station));
          const usPerByte = 8e6 / (network.bitsPerSecond * this.registry.cost("net.efficiency"));
          result.push(constantService(station, stage, step.bytes * usPerByte, 1));
          break;
        }
        case "round-trip": {
          const us = this.volumeOf(step.volume).network?.latencyUs ?? this.registry.cost("net.delay");
          const part = { stage: this.stageIndex("net.delay", "device"), us, visits: 1 };
          result.push({ kind: "delay", part, shape: "constant" });
          break;
        }
        case "limit": {
          const station = this.stations.limit();
          const stage = this.stageIndex("qos.limit", "root kernel", this.stations.idOf(station));
          const units = Math.max(1, Math.ceil(step.bytes / this.registry.cost("qos.unitBytes")));
          result.push({ kind: "limit", station, stage, us: (units * 1e6) / this.disk.maximumIops! });
          break;
        }
        case "media":
          result.push(...mediaOperations(this.volumeOf(step.volume), step, this.stations, this.mediaTools));
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

  /** Adds a service, or joins it with the previous one at the same station, if nothing can come between them. */
  private serve(
    result: Operation[],
    station: number,
    cpu: number | undefined,
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
      !last.interrupts &&
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
      // Busy waits are loops over a fixed time; the rest is software of which only the mean is known.
      const isLoop = cost === "ide.guestDelay";
      const shape: Shape = isLoop
        ? "constant"
        : !isAccess || phases <= 1
          ? "exponential"
          : phases > 64
            ? "constant"
            : phases;
      result.push({
        kind: "serve",
        station,
        cpu,
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

  /** Accesses one by one if two IDE channels compete for vmwp.exe; as one service if nothing can come between them. */
  private slices(part: Part): readonly Part[] {
    const controllers = new Set(
      this.vm.disks.filter((disk) => disk.transport === "ide-emulated").map((disk) => disk.controller),
    );
    const slices = controllers.size > 1 ? Math.min(part.visits, 32) : 1;
    const each = Math.floor(part.visits / slices);
    return Array.from({ length: slices }, (_, index) => {
      const visits = index === 0 ? part.visits - each * (slices - 1) : each;
      return { stage: part.stage, us: (part.us / part.visits) * visits, visits };
    });
  }

  private holding(kind: "acquire" | "release", role: HeldRole): Operation {
    const station = this.stations.held(role);
    const id = role === "controller" ? "ide.channel" : role;
    return { kind, station, stage: this.stageIndex(id, "guest kernel", this.stations.idOf(station)) };
  }

  private volumeOf(key: string): VolumeSpec {
    return this.spec.volumes.find((volume) => volume.key === key)!;
  }

  private stage(cost: string, station?: string): number {
    return this.stageIndex(cost, costDefinition(cost)!.actor, station);
  }

  private stageIndex(id: string, actor: Actor, station?: string): number {
    // Reads of a chain that is on two volumes meet two media.
    const known = this.stages.findIndex((stage) => stage.id === id && stage.station === station);
    return known >= 0 ? known : this.stages.push({ id, actor, station }) - 1;
  }
}

const sum = (parts: readonly Part[]): number => parts.reduce((total, part) => total + part.us, 0);
