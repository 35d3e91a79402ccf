/** Describes in one line what a name stands for, a VM, host, cluster, load or medium of the file, and who uses it. */
import type { HvvmDocument } from "../document.ts";
import type { DocumentItem } from "../document-item.ts";
import { counted } from "../figures.ts";
import type { EffectiveHost } from "../model/effective-hosts.ts";
import {
  generationOf,
  isDisk,
  known,
  type LayoutItem,
  slotTitle,
  type VirtualMachine,
  type Volume,
} from "../model/layout.ts";
import { startSequence } from "../model/start-sequence.ts";
import { volumeOf } from "../model/volumes.ts";
import { parseWindowsPath } from "../model/windows-path.ts";
import { ruleContextOf } from "../rule-context.ts";
import { formatSize } from "../schema/format.ts";
import type { ValueType } from "../schema/spec.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { Placed } from "../syntax/tree.ts";
import { bottleneckOf } from "./code-lenses.ts";
import { describeLoad, describeMedia } from "./definition-text.ts";
import { paragraphs, plain } from "./hover-text.ts";
import { mentionsOf, nameKey } from "./mentions.ts";
import { vmStart } from "./start/vm-start.ts";

type NamedKind = Extract<ValueType, { kind: "name" }>["of"];

/** Markdown; `undefined` if the file defines nothing with that name. `placed` is the item that contains the name. */
export function describeName(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  of: NamedKind,
  name: string,
  costs: Costs,
): string | undefined {
  const { definitions } = document;
  const key = name.toLowerCase();
  const uses = () => mentionsOf(document, nameKey(of, name)).filter(({ mention }) => !mention.isDefinition).length;
  const titled = (...facts: readonly string[]) =>
    `**${plain(name)}**: ${facts
      .filter((fact) => fact !== "")
      .map(plain)
      .join(", ")}.`;
  switch (of) {
    case "vm": {
      const vm = placed.item.layout.find((part) => part.kind === "vm" && part.name?.value === name);
      return vm?.kind === "vm" ? describeVm(vm, document, titled, costs) : undefined;
    }
    case "host": {
      const host = definitions.hosts.get(key);
      if (!host) return undefined;
      const cluster = known(host.cluster);
      return paragraphs(
        titled(
          "a host",
          known(host.platform) ?? known(definitions.platform) ?? "",
          cluster === undefined ? "" : `of cluster "${cluster}"`,
          `${counted(uses(), "VM")} on it`,
        ),
        volumesText(host.volumes),
      );
    }
    case "cluster": {
      const cluster = definitions.clusters.get(key);
      if (!cluster) return undefined;
      const members = [...definitions.hosts.values()].filter(({ clusterScope }) => clusterScope === key);
      return paragraphs(
        titled("a failover cluster", known(cluster.platform) ?? "", `hosts: ${namesOf(members)}`),
        volumesText(cluster.volumes),
      );
    }
    case "load": {
      const load = definitions.loads.get(key);
      return load && titled("a load", describeLoad(load.figures), `carried by ${counted(uses(), "disk")}`);
    }
    case "media": {
      const media = definitions.media.get(key);
      return (
        media &&
        titled(
          "a medium",
          describeMedia(media),
          `used by ${counted(uses(), "volume")} or ${uses() === 1 ? "disk" : "disks"}`,
        )
      );
    }
  }
}

/** The verdict, where it runs, and the figures of its busiest disk. */
function describeVm(
  vm: VirtualMachine,
  document: HvvmDocument,
  titled: (...facts: readonly string[]) => string,
  costs: Costs,
): string {
  const { releases } = ruleContextOf(vm, document.definitions);
  const generation = generationOf(vm);
  const [on, guest] = [known(vm.on), known(vm.guest)];
  const place = [
    ...(on === undefined ? [] : [`It runs on host ${plain(on)}.`]),
    ...(guest === undefined ? [] : [`Its guest is ${plain(guest)}.`]),
  ];
  return paragraphs(
    titled(
      generation === undefined ? "a VM" : `generation ${generation}`,
      startText(vm, releases),
      vm.mayBeIncomplete ? "" : counted(vm.devices.filter(isDisk).length, "disk"),
    ),
    busiestText(vm, document, costs),
    place.join(" "),
  );
}

function busiestText(vm: VirtualMachine, document: HvvmDocument, costs: Costs): string {
  const { title, device, isTold } = bottleneckOf(vm, document, costs);
  if (!device) return "";
  return isTold ? `The busiest disk is ${plain(title)}.` : `${plain(title)}.`;
}

function startText(vm: VirtualMachine, releases: Parameters<typeof vmStart>[1]): string {
  const { outcome, reason } = vmStart(vm, releases);
  const device = startSequence(vm, releases)?.from?.device;
  if (outcome === "starts") return device ? `starts from ${slotTitle(device)}` : reason;
  return outcome === "fails" ? `does not start (${reason})` : `may start (${reason})`;
}

function volumesText(volumes: readonly Volume[]): string {
  return volumes.map((volume) => `- ${plain(volume.prefix.value.text)} ${contentText(volume)}`).join("\n");
}

/** The volume of its VM's host that a file is on, as Markdown; empty if the host or its volumes are not known. */
export function describePlace({ definitions }: HvvmDocument, vm: LayoutItem, file: string): string {
  const { host } = ruleContextOf(vm, definitions);
  if (!host || host === "unknown" || host.volumes.length === 0) return "";
  const volume = volumeOf(parseWindowsPath(file), host);
  const name = plain(host.name?.value ?? "its host");
  if (!volume) return `None of the volumes of ${name} holds it.`;
  return `It is on volume ${plain(volume.prefix.value.text)} of ${name}: ${contentText(volume)}.`;
}

/** `ssd-sata 4TB`, as Markdown. */
function contentText({ media, capacityBytes }: Volume): string {
  const capacity = capacityBytes ? ` ${formatSize(capacityBytes.value)}` : "";
  return `${plain(media.value)}${capacity}`;
}

function namesOf(hosts: readonly EffectiveHost[]): string {
  return hosts.length === 0 ? "none" : hosts.map(({ name }) => name?.value ?? "").join(" and ");
}
