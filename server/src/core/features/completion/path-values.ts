/**
 * The paths to offer: volumes of the host, and folders and files that the layout names. The file system is not
 * accessed.
 */

import { group } from "d3-array";
import { CompletionItemKind } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import { oncePerItem } from "../../document-item.ts";
import type { EffectiveHost } from "../../model/effective-hosts.ts";
import { type Device, known, parentsOf, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import { vmTitle } from "../../model/slots.ts";
import { isSharedByHosts, parseWindowsPath, type WindowsPath } from "../../model/windows-path.ts";
import { mayUseShares } from "../../rules/advice.ts";
import { formatSize } from "../../schema/format.ts";
import type { Release } from "../../schema/releases.ts";
import type { ValueType } from "../../schema/spec.ts";
import { type Asked, isAtCursor, type Value } from "./offered-value.ts";

type PathType = ValueType & { readonly kind: "path" };

export function pathValues(type: PathType, asked: Asked): readonly Value[] {
  if (type.of === "folder") return newVolumeValues(asked);
  const named = filesIn(asked).filter(({ use }) => use === type.of || (use === "parent" && type.of === "disk"));
  const files = type.isReused ? fileValues(named, childAt(asked)) : [];
  return [...files, ...folderValues(named, asked)];
}

/**
 * The hosts whose files the VM may use, including what their clusters define: its own host, or all if it names none.
 */
export function hostsOf(document: HvvmDocument, vm: VirtualMachine | undefined): readonly EffectiveHost[] {
  const own = vm && known(vm.on)?.toLowerCase();
  const { hosts } = document.definitions;
  if (own === undefined) return [...hosts.values()];
  const host = hosts.get(own);
  return host ? [host] : [];
}

/**
 * The volumes of a host for the disks of a VM: no share if none of the releases takes disks there; for a cluster node only
 * those that the other nodes see, too, because the VM may move.
 */
export function volumesForDisks(host: EffectiveHost | undefined, releases?: readonly Release[]): readonly string[] {
  const all = host?.volumes.map(({ prefix }) => prefix.value) ?? [];
  const paths = mayUseShares({ releases }) ? all : all.filter(({ form }) => form !== "share");
  const shared = host?.clusterScope ? paths.filter(isSharedByHosts) : [];
  return (shared.length > 0 ? shared : paths).map(({ text }) => text);
}

export function inFolder(folder: string, ...names: readonly string[]): string {
  return withSeparator(folder) + names.join("\\");
}

/** From C: to Z:. */
const lastDrive = 24;

/** The next drive or cluster volume for the host or cluster at the cursor. */
function newVolumeValues(asked: Asked): readonly Value[] {
  const { document, touched } = asked;
  const placed = document.items[document.itemIndexBefore(touched.end)];
  const owner = placed?.item.layout.find((part) => part.kind === "host" || part.kind === "cluster");
  if (!placed || (owner?.kind !== "host" && owner?.kind !== "cluster")) return [];
  const others = owner.volumes.filter(({ prefix }) => !isAtCursor(prefix.range, placed.start, asked));
  const listed = new Set(others.map(({ prefix }) => prefix.value.key));
  const folder = (n: number) =>
    owner.kind === "cluster" ? `C:\\ClusterStorage\\Volume${n}` : `${String.fromCharCode(66 + n)}:`;
  let next = 1;
  while (listed.has(parseWindowsPath(folder(next)).key)) next++;
  if (owner.kind === "host" && next > lastDrive) return [];
  const detail = owner.kind === "cluster" ? "the next cluster volume" : "the next drive";
  return [{ text: folder(next), form: "text", kind: CompletionItemKind.Folder, detail }];
}

interface NamedFile {
  readonly path: WindowsPath;
  readonly use: "disk" | "parent" | "iso" | "floppy";
  /** The slot that a disk is attached to. */
  readonly holder: string;
}

/** Every file of the layout that is the same file for the VM at the cursor, except the one that is being written. */
function filesIn(asked: Asked): readonly NamedFile[] {
  const { document, vm } = asked;
  const host = vm && (known(vm.item.on)?.toLowerCase() ?? "");
  const files: NamedFile[] = [];
  for (const { start, item } of document.items) {
    for (const other of filesOfVms(item)) {
      const isNear = host === undefined || host === other.host;
      for (const { range, ...file } of other.files) {
        if (!isAtCursor(range, start, asked) && (isNear || isSharedByHosts(file.path))) files.push(file);
      }
    }
  }
  return files;
}

/** The files of each VM in an item, and the name of its host in lower case. */
const filesOfVms = oncePerItem(({ layout }) =>
  layout.flatMap((vm) => (vm.kind === "vm" ? [{ host: known(vm.on)?.toLowerCase() ?? "", files: filesOf(vm) }] : [])),
);

function filesOf(vm: VirtualMachine) {
  const inSlots = vm.devices.flatMap((device) => {
    const { content } = device;
    const holder = `${slotTitle(device)} of ${vmTitle(vm)}`;
    const file = (written: { value: WindowsPath; range: { start: number; end: number } }, use: NamedFile["use"]) => {
      return { path: written.value, range: written.range, use, holder };
    };
    if (content.kind === "dvd") return content.iso ? [file(content.iso, "iso")] : [];
    const own = content.kind === "disk" ? [file(content.file, "disk")] : [];
    return [...own, ...parentsOf(content).map((parent) => file(parent.file, "parent"))];
  });
  const image = vm.floppy?.file;
  const floppy = image ? [{ path: image.value, range: image.range, use: "floppy" as const, holder: "" }] : [];
  return [...inSlots, ...floppy];
}

/** The disk in whose block the cursor is. */
function childAt({ vm, touched }: Asked): Device | undefined {
  return vm?.item.devices.find(
    ({ statement: { range } }) => vm.start + range.start < touched.start && vm.start + range.end >= touched.end,
  );
}

/** Each file once, the most used first. A file that is attached itself cannot be a parent, so it comes last, with who uses it. */
function fileValues(named: readonly NamedFile[], child: Device | undefined): readonly Value[] {
  const own = child?.content.kind === "disk" ? child.content.file.value : undefined;
  const isParent = ({ path: { key, extension } }: NamedFile) =>
    key !== own?.key && (own === undefined || own.extension === "" || extension === own.extension);
  const byKey = group(named.filter(isParent), ({ path }) => path.key);
  const all = [...byKey.values()].sort((a, b) => b.length - a.length);
  return all.map((uses): Value => {
    const attached = uses.find(({ use }) => use === "disk");
    const { path, use } = uses[0]!;
    const detail = use === "parent" ? `parent of ${uses.length === 1 ? "a disk" : `${uses.length} disks`}` : "in use";
    return {
      text: path.text,
      form: "text",
      kind: CompletionItemKind.File,
      ...(attached ? { refusal: `attached to ${attached.holder}` } : { detail }),
    };
  });
}

function folderValues(named: readonly NamedFile[], { document, vm }: Asked): readonly Value[] {
  const folder = (path: string, detail: string): Value => {
    return { text: path, form: "text", kind: CompletionItemKind.Folder, detail, isFolder: true };
  };
  const volumes = hostsOf(document, vm?.item).flatMap((host) =>
    host.volumes.map(({ prefix, media, capacityBytes, listedIn }) => {
      const capacity = capacityBytes ? ` ${formatSize(capacityBytes.value)}` : "";
      const name = listedIn.name ? ` of ${listedIn.name.value}` : "";
      return folder(withSeparator(prefix.value.text), `${media.value}${capacity}${name}`);
    }),
  );
  const folders = named.map(({ path: { text } }) =>
    text.slice(0, Math.max(text.lastIndexOf("\\"), text.lastIndexOf("/")) + 1),
  );
  const all = [
    ...volumes,
    ...folders.filter((text) => text !== "").map((text) => folder(text, "a folder of this layout")),
  ];
  return [...new Map(all.reverse().map((value) => [value.text.toLowerCase(), value])).values()].reverse();
}

function withSeparator(prefix: string): string {
  return /[\\/]$/.test(prefix) ? prefix : `${prefix}\\`;
}
