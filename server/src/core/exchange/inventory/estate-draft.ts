/** Assembles an estate from several inventories: decides which records are the same VM, and what belongs to which. */
import type { Media } from "../../schema/media.ts";
import type { Release } from "../../schema/releases.ts";
import { cleaner, cleanText } from "./clean-text.ts";
import { type Estate, type EstateHost, type EstatePhysicalDisk, type EstateVolume, isSameHost } from "./estate.ts";
import { VhdIndex } from "./vhd-index.ts";
import { VmDraft } from "./vm-draft.ts";

/** What a record says about the identity of its VM. */
export interface VmIdentity {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly host: string | undefined;
}

export interface HostDraft {
  release?: Release;
  cluster?: string;
  processors?: number;
  volumes?: readonly EstateVolume[];
  /** The host's disks by number. */
  disks?: ReadonlyMap<number, { readonly media: Media | undefined; readonly capacityBytes: number | undefined }>;
  readonly remarks: Set<string>;
}

export class EstateDraft {
  readonly vhds = new VhdIndex();
  private readonly hosts = new Map<string, { name: string; draft: HostDraft }>();
  /** By the part before the domain. */
  private readonly hostNames = new Map<string, Set<string>>();
  private readonly vms: VmDraft[] = [];
  private readonly byId = new Map<string, VmDraft>();
  private readonly byName = new Map<string, VmDraft[]>();
  private readonly loose: { readonly identity: VmIdentity; readonly apply: (vm: VmDraft) => void }[] = [];
  private readonly remarks = new Set<string>();

  remark(text: string): void {
    this.remarks.add(text);
  }

  /** The host's name as it was first listed: inventories write it with its domain or without. */
  hostName(name: string): string {
    const label = name.split(".", 1)[0]!.toLowerCase();
    const names = this.hostNames.get(label) ?? new Set();
    const known = names.has(name) ? name : [...names].find((other) => isSameHost(other, name));
    if (known === undefined) this.hostNames.set(label, names.add(name));
    return known ?? name;
  }

  host(given: string): HostDraft {
    const name = this.hostName(given);
    const key = name.toLowerCase();
    const known = this.hosts.get(key);
    if (known) return known.draft;
    const draft: HostDraft = { remarks: new Set() };
    this.hosts.set(key, { name, draft });
    return draft;
  }

  /**
   * The VM of a record that describes a whole VM; `undefined` if it has neither a name nor an id. `source` identifies
   * the inventory, in which each record without an id is another VM.
   */
  vm(given: VmIdentity, source: unknown): VmDraft | undefined {
    const identity = this.withHostName(given);
    const { id, name, host } = identity;
    if (id === undefined && name === undefined) {
      this.remark("A VM without name and id is left out.");
      return undefined;
    }
    const byName = () =>
      this.candidates(identity).find((vm) => vm.source !== source && (id === undefined || vm.id === undefined));
    const vm = this.byId.get(id?.toLowerCase() ?? "") ?? byName() ?? this.create(identity);
    this.identify(vm, id);
    if (vm.host !== undefined && host !== undefined && vm.host.toLowerCase() !== host.toLowerCase())
      vm.remark(`It is listed on "${cleanText(host)}" as well.`);
    vm.set("host", host);
    vm.source = source;
    return vm;
  }

  /** A record that describes a part of a VM. It is assigned to its VM when all inventories have been read. */
  part(identity: VmIdentity, apply: (vm: VmDraft) => void): void {
    this.loose.push({ identity: this.withHostName(identity), apply });
  }

  finish(): Estate {
    for (const { identity, apply } of this.loose) {
      const vm = this.ownerOf(identity);
      if (vm) apply(vm);
    }
    const named = [...this.byName.values()].filter((vms) => vms.length > 1);
    for (const vm of named.flat()) {
      vm.remark(`Several VMs of the estate have this name${vm.id === undefined ? "" : `; this one's id is ${vm.id}`}.`);
    }
    for (const vm of this.vms) vm.addFacts(this.vhds);
    const vms = this.vms.map((vm) => vm.finish(this.vhds));
    const used = new Map<string, Set<number>>();
    for (const { host, devices } of vms) {
      if (host === undefined) continue;
      this.host(host);
      const numbers = used.get(host.toLowerCase()) ?? new Set();
      used.set(host.toLowerCase(), numbers);
      for (const { content } of devices) if (content.kind === "physical-disk") numbers.add(content.number);
    }
    const hosts = [...this.hosts].map(([key, { name, draft }]) => finishHost(name, draft, used.get(key) ?? new Set()));
    return { hosts, vms, listsAllVms: this.vms.some(({ source }) => source !== undefined), remarks: [...this.remarks] };
  }

  private withHostName(identity: VmIdentity): VmIdentity {
    return { ...identity, host: identity.host === undefined ? undefined : this.hostName(identity.host) };
  }

  private identify(vm: VmDraft, id: string | undefined): void {
    if (id === undefined) return;
    vm.id ??= id;
    this.byId.set(id.toLowerCase(), vm);
  }

  private create({ id, name }: VmIdentity): VmDraft {
    const vm = new VmDraft(name ?? id ?? "", id);
    this.vms.push(vm);
    const key = vm.name.toLowerCase();
    const others = this.byName.get(key);
    if (others) others.push(vm);
    else this.byName.set(key, [vm]);
    return vm;
  }

  /** VMs of that name that may be on that host; only those known to be on it, if there are any. */
  private candidates({ name, host }: VmIdentity): readonly VmDraft[] {
    const named = this.byName.get((name ?? "").toLowerCase()) ?? [];
    const onHost = named.filter((vm) => vm.host?.toLowerCase() === host?.toLowerCase());
    return onHost.length > 0 ? onHost : named.filter((vm) => vm.host === undefined || host === undefined);
  }

  private ownerOf(identity: VmIdentity): VmDraft | undefined {
    const { id, name, host } = identity;
    const byId = id === undefined ? undefined : this.byId.get(id.toLowerCase());
    if (byId) return byId;
    if (id === undefined && name === undefined) {
      this.remark("Drives or adapters without the name of a VM are left out.");
      return undefined;
    }
    const candidates = this.candidates(identity).filter((vm) => id === undefined || vm.id === undefined);
    if (candidates.length > 1) {
      this.remark(`Drives or adapters of "${cleanText(name ?? "")}" are left out, because several VMs have that name.`);
      return undefined;
    }
    const vm = candidates[0] ?? this.create(identity);
    this.identify(vm, id);
    vm.set("host", host);
    return vm;
  }
}

function finishHost(name: string, draft: HostDraft, used: ReadonlySet<number>): EstateHost {
  const physicalDisks = [...used]
    .sort((a, b) => a - b)
    .flatMap((number): EstatePhysicalDisk[] => {
      const disk = draft.disks?.get(number);
      return disk ? [{ number, ...disk }] : [];
    });
  const remarks = new Set(draft.remarks);
  const clean = cleaner(remarks);
  return {
    name: clean(name),
    release: draft.release,
    cluster: draft.cluster && clean(draft.cluster),
    processors: draft.processors,
    volumes: draft.volumes?.map((volume) => ({ ...volume, prefix: clean(volume.prefix) })),
    physicalDisks,
    remarks: [...remarks],
  };
}
