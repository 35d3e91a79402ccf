/** The stations for the roles in one disk's path, and their ids in the report. */
import { media } from "./paths/media.ts";
import { armModel } from "./paths/media-model.ts";
import type { HeldRole, ServerRole } from "./paths/path.ts";
import { type Actor, limitStation, type Phase } from "./report.ts";
import type { Station, StationRegistry } from "./stations.ts";
import type { DiskSpec, VmSpec, VolumeSpec } from "./system-spec.ts";

/** Index of a station, or of the first of `count`, and its id without their number. */
interface Server {
  readonly station: number;
  /** The host's processors, where the place at the station is only the right to use one of them. */
  readonly cpu?: number | undefined;
  readonly count: number;
  readonly id: string;
}

interface MediumStations {
  readonly isSpinning: boolean;
  readonly serving: number;
  /** A spinning disk transfers data as part of its service. */
  readonly transferring: number;
}

export class DiskStations {
  constructor(
    private readonly registry: StationRegistry,
    private readonly phase: Phase,
    private readonly vm: VmSpec,
    private readonly vmKey: string,
    private readonly disk: DiskSpec,
  ) {}

  idOf(station: number): string {
    return this.registry.stations[station]!.id;
  }

  /** Without the number of a disk in its array. */
  idOfDisk(station: number, { disks = 1 }: VolumeSpec): string {
    return disks === 1 ? this.idOf(station) : this.idOf(station).replace(/ \d+$/, "");
  }

  /** The station that serves a step. */
  server(role: ServerRole): Server {
    switch (role) {
      case "processor":
        return this.running(this.held("processor"));
      case "worker":
        return this.running(this.station(`${this.vmKey}/vmwp`, `${this.vm.name}: vmwp.exe`, "vmwp.exe", 1));
      case "host":
        return this.single(this.host());
      case "channel":
        return this.channel();
      case "file": {
        const key = `${this.vmKey}/${this.disk.slot}/file`;
        return this.single(this.station(key, `${this.vm.name}: ${this.disk.slot} file`, "root kernel", 1));
      }
    }
  }

  /** What a request holds over several steps. */
  held(role: HeldRole): number {
    const vm = this.vm;
    const disk = this.disk;
    switch (role) {
      case "processor":
        return this.station(`${this.vmKey}/cpu`, `${vm.name}: processors`, "guest kernel", Math.round(vm.processors));
      case "controller":
        return this.phase === "firmware"
          ? this.station(`${this.vmKey}/firmware`, `${vm.name}: firmware`, "guest kernel", 1)
          : this.station(`${this.vmKey}/${disk.controller}/ide`, `${vm.name}: ${disk.controller}`, "guest kernel", 1);
      case "outstanding": {
        const perController = vm.channelRules === "before-2012" && disk.transport === "scsi-synthetic";
        const owner = perController ? disk.controller : disk.slot;
        const limit = Math.max(1, Math.round(disk.outstandingLimit ?? this.registry.cost("outstanding")));
        const id = `${vm.name}: ${owner} outstanding`;
        return this.station(`${this.vmKey}/${owner}/outstanding`, id, "guest kernel", limit);
      }
    }
  }

  /** The host's logical processors: guests, hypervisor, root and vmwp.exe share them. */
  private host(): number {
    const host = this.vm.host ?? { name: "" };
    return this.registry.station(`host/${host.name}`, () => ({
      id: host.name === "" ? "host processors" : `${host.name}: host processors`,
      actor: "root kernel",
      servers: host.processors ?? Math.max(1, Math.round(this.registry.cost("host.processors"))),
      kind: "processors",
      smtFactor: this.registry.cost("host.smtFactor"),
    }));
  }

  /** Storage QoS: the token bucket of one open virtual disk. */
  limit(): number {
    const { slot } = this.disk;
    return this.registry.station(`${this.vmKey}/${slot}/limit`, () => ({
      id: limitStation(this.vm.name, slot),
      actor: "root kernel",
      servers: 1,
      kind: "limit",
    }));
  }

  /** The link to a share, in one direction. */
  link(volume: string, isAnswer: boolean): number {
    const direction = isAnswer ? "from" : "to";
    return this.station(`net/${volume}/${direction}`, `network ${direction} ${volume}`, "device", 1);
  }

  /** Flushes of a medium whose cache loses power: one flush serves all writes that are waiting when it begins. */
  flush({ key, disks = 1 }: VolumeSpec): number {
    const make = (): Station => ({ id: `${key} flush`, actor: "device", servers: 1, kind: "batch" });
    return this.registry.station(`flush/${key}`, make, disks);
  }

  /** The parts of each disk of the volume: an arm, or units and a link. */
  medium({ key, medium, disks = 1 }: VolumeSpec): MediumStations {
    const cost = (id: string): number => this.registry.cost(id);
    const make = (part: string, station: Omit<Station, "id" | "actor" | "servers">): number =>
      this.registry.station(
        `${part}/${key}`,
        () => ({ id: `${key} ${part}`, actor: "device", servers: 1, ...station }),
        disks,
      );
    if (media[medium].kind === "spinning") {
      const arm = make("medium", { kind: "arm", arm: armModel(medium, cost) });
      return { isSpinning: true, serving: arm, transferring: arm };
    }
    return {
      isSpinning: false,
      serving: make("units", { kind: "weighted" }),
      transferring: make("link", { kind: "servers" }),
    };
  }

  private channel(): Server {
    const count = this.channels();
    // An IDE disk has its own channel; the disks of a SCSI controller share.
    const owner = this.disk.transport === "ide-enlightened" ? this.disk.slot : this.disk.controller;
    const id = `${this.vm.name}: ${owner} channel`;
    const station = this.registry.station(
      `${this.vmKey}/${owner}/channel`,
      () => ({ id, actor: "root kernel", servers: 1, kind: "servers" }),
      count,
    );
    return { station, cpu: this.host(), count, id };
  }

  private channels(): number {
    const { transport, controller } = this.disk;
    if (transport === "ide-enlightened") return 1;
    const byRules = this.vm.channelRules === "before-2012" ? 1 : Math.min(16, Math.ceil(this.vm.processors / 16));
    const sharing = this.vm.disks.filter((disk) => disk.controller === controller);
    return Math.max(...sharing.map((disk) => disk.channels ?? byRules));
  }

  /** A place that runs on a processor of the host. */
  private running(station: number): Server {
    return { ...this.single(station), cpu: this.host() };
  }

  private single(station: number): Server {
    return { station, count: 1, id: this.idOf(station) };
  }

  private station(key: string, id: string, actor: Actor, servers: number): number {
    return this.registry.station(key, () => ({ id, actor, servers, kind: "servers" }));
  }
}
