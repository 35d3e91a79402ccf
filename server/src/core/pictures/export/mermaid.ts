/** The layout as a Mermaid flowchart: the guests' disks, the path of each, and the volumes of the hosts. */
import type { OutlineVm, OutlineVolume } from "../../features/layout-outline.ts";
import { count } from "../../figures.ts";
import type { DiskReport } from "../../simulation/report.ts";
import { type Drawn, reportsOfSlots, volumeOf } from "../picture.ts";
import { outcomeMarks } from "../start-strip.ts";
import { fileName, transportNames } from "../words.ts";

/** All VMs, or those with one name. An edge names the path, and the throughput where requests were observed. */
export function mermaidOf(result: Drawn, vmName?: string): string {
  const { outline, report } = result;
  const vms = outline.vms.filter(({ name }) => vmName === undefined || name === vmName);
  const edges: string[] = [];
  const used = new Set<OutlineVolume>();
  const loose: string[] = [];
  const guests = vms.flatMap((vm, index) => {
    const id = `vm${index}`;
    const diskOf = reportsOfSlots(vm.slots, report?.disks.filter((disk) => disk.vm === vm.name) ?? []);
    const nodes = vm.slots.map((slot, at) => {
      const disk = diskOf(slot);
      if (disk) {
        const volume = volumeOf(outline, vm, disk);
        if (volume) used.add(volume);
        else loose.push(`  ${id}u${at}[(${literal(disk.volume ?? "no volume stated")})]`);
        const target = volume ? volumeId(outline.volumes.indexOf(volume)) : `${id}u${at}`;
        edges.push(`  ${id}d${at} -->|${literal(way(disk, slot.load === "assumed"))}| ${target}`);
      }
      const label = `${slot.slot} · ${fileName(slot.label)}${slot.boot ? " · boot" : ""}`;
      return `    ${id}d${at}[${literal(label)}]`;
    });
    return [`  subgraph ${id}[${literal(guestTitle(vm))}]`, ...nodes, "  end"];
  });
  const hosts = [...new Set([...used].map(({ host }) => host))].flatMap((host, index) => [
    `  subgraph host${index}[${literal(`host ${host}`)}]`,
    ...[...used]
      .filter((volume) => volume.host === host)
      .map(
        (volume) => `    ${volumeId(outline.volumes.indexOf(volume))}[(${literal(`${volume.id} · ${volume.media}`)})]`,
      ),
    "  end",
  ]);
  return `${["flowchart LR", ...guests, ...hosts, ...loose, ...edges].join("\n")}\n`;
}

function volumeId(index: number): string {
  return `volume${index}`;
}

function guestTitle({ name, generation, start }: OutlineVm): string {
  const started = start.outcome === "fails" ? " · figures if it started" : "";
  return `${outcomeMarks[start.outcome]} ${name} · generation ${generation}${started}`;
}

function way({ transport, throughputIops }: DiskReport, isAssumed: boolean): string {
  const load = isAssumed ? ", assumed load" : "";
  const rate = throughputIops === null ? "" : ` · ${count(throughputIops)} IOPS${load}`;
  return `${transportNames[transport]}${rate}`;
}

/**
 * A quoted text. All but letters, digits and a few marks is an entity code of Mermaid: a quote would end the text, a
 * backquote make it Markdown, a colon before `#` lose the end of a code, and marks that reorder text hide what it says.
 * Source: https://mermaid.js.org/syntax/flowchart.html, "Entity codes to escape characters".
 */
export function literal(text: string): string {
  const written = [...text].map((character) => {
    if (/[\p{L}\p{N} ._/,·–✓✗-]/u.test(character)) return character;
    if (/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(character)) return "\ufffd";
    const code = character.codePointAt(0)!;
    if (/\p{Cf}/u.test(character)) return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
    return character === '"' ? "#quot;" : `#${code};`;
  });
  return `"${written.join("")}"`;
}
