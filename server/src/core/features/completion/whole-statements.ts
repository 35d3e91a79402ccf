/**
 * Complete statements to begin a layout with, adapted to what the layout already has: its releases, hosts, clusters and
 * volumes. Each is a valid text in the native notation, from which that of the JSON notation is made.
 */
import { HvvmDocument, type Notation } from "../../document.ts";
import type { EffectiveHost } from "../../model/effective-hosts.ts";
import { formatNative } from "../../model/format-native.ts";
import { known } from "../../model/layout.ts";
import { toJson } from "../../model/to-json.ts";
import { mayUseVhdx } from "../../rules/advice.ts";
import { formatName, formatText } from "../../schema/format.ts";
import { hasGeneration2 } from "../../schema/hyper-v-limits.ts";
import { mediaWords } from "../../schema/media.ts";
import { allReleases, isAtLeast, isClient, isPreRelease, type Release } from "../../schema/releases.ts";
import { readJsonItems } from "../../syntax/json/reader.ts";
import { inFolder, volumesForDisks } from "./path-values.ts";
import { choice, literal, placeholder } from "./snippet.ts";

export interface WholeStatement {
  readonly keyword: string;
  readonly label: string;
  readonly doc: string;
  /** Canonical text of the native notation. */
  readonly text: string;
  /** The placeholders, in the order of the text. The first is the name, which may be in paths, too. */
  readonly holes: readonly Hole[];
}

interface Hole {
  readonly text: string;
  readonly choices?: readonly string[];
}

/** What can be added to the file. None of these statements can be inside another. */
export function wholeStatements(document: HvvmDocument): readonly WholeStatement[] {
  return [cluster(document), host(document), ...virtualMachines(document), ...loads(document)];
}

/** The text, and the same with placeholders; in JSON, the entry of its section. */
export function writtenWhole(statement: WholeStatement, notation: Notation): { newText: string; snippet: string } {
  const text = (notation === "json" ? entryOf(statement.text) : statement.text).replace(/^ +/gm, (spaces) =>
    "\t".repeat(spaces.length / 2),
  );
  return { newText: text, snippet: withHoles(text, statement.holes) };
}

function entryOf(text: string): string {
  const statements = HvvmDocument.read(text, "hvvm").items.flatMap(({ item }) => item.bound.statements);
  const [entry] = readJsonItems(toJson(statements)).items.items;
  return entry!.text.replace(/^ {4}/gm, "");
}

function withHoles(text: string, holes: readonly Hole[]): string {
  const [name] = holes;
  let from = 0;
  const parts = holes.flatMap((hole, index) => {
    const at = text.indexOf(hole.text, from);
    const before = text.slice(from, at);
    from = at + hole.text.length;
    const place = hole.choices ? choice(index + 1, hole.choices) : placeholder(index + 1, hole.text);
    return [index === 0 ? literal(before) : mirrored(before, name!), place];
  });
  return [...parts, mirrored(text.slice(from), name!)].join("");
}

function mirrored(text: string, { text: name }: Hole): string {
  return text.split(name).map(literal).join(`\${1}`);
}

const media: Hole = {
  text: "ssd-sata",
  choices: ["ssd-sata", ...Object.keys(mediaWords).filter((m) => m !== "ssd-sata")],
};

function cluster({ definitions }: HvvmDocument): WholeStatement {
  const name = freeName([...definitions.clusters.keys()], (n) => `cluster${n}`);
  return {
    keyword: "cluster",
    label: "cluster with a volume",
    doc: "A failover cluster with a volume that all its hosts share.",
    text: formatNative(`cluster ${name} {\n  volume "C:\\ClusterStorage\\Volume1" ${media.text} 4TB\n}\n`).trimEnd(),
    holes: [{ text: name }, media, { text: "4TB" }],
  };
}

/** In the cluster of the file, if there is one. Otherwise the file's platform applies to it. */
function host({ definitions }: HvvmDocument): WholeStatement {
  const name = freeName([...definitions.hosts.keys()], twoDigits("hv"));
  const [joined] = definitions.clusters.values();
  const inCluster = joined?.name ? `  cluster ${formatName(joined.name.value)}\n` : "";
  return {
    keyword: "host",
    label: "host with a volume",
    doc: inCluster === "" ? "A Hyper-V host with a drive." : "A node of the cluster with a drive of its own.",
    text: formatNative(`host ${name} {\n${inCluster}  volume "C:" ${media.text} 500GB\n}\n`).trimEnd(),
    holes: [{ text: name }, media, { text: "500GB" }],
  };
}

function loads({ definitions }: HvvmDocument): readonly WholeStatement[] {
  const name = freeName([...definitions.loads.keys()], (n) => (n === 1 ? "orders" : `orders${n}`));
  const figures = ["8KB", "67%", "100%"];
  const load = (label: string, doc: string, keyword: string, value: string): WholeStatement => ({
    keyword: "load",
    label,
    doc,
    text: `load ${name} { request-size 8KB; read 67%; random 100%; ${keyword} ${value} }`,
    holes: [name, ...figures, value].map((text) => ({ text })),
  });
  return [
    load(
      "load with a queue depth",
      "A workload that always has a fixed number of requests outstanding.",
      "queue-depth",
      "32",
    ),
    load("load with a rate", "A workload whose requests arrive at a rate.", "rate", "2000"),
  ];
}

function virtualMachines(document: HvvmDocument): readonly WholeStatement[] {
  const { definitions } = document;
  const [on] = definitions.hosts.values();
  const release = known(on?.platform ?? definitions.platform);
  const releases = release && [release];
  // A name that occurs nowhere in the text, so that no VM has to be read and no path contains it by chance.
  const name = freeName(document.text.toLowerCase().match(/web\d+/g) ?? [], twoDigits("web"));
  const guest = guestOf(release);
  const statement = (generation: 1 | 2, doc: string, devices: readonly string[]): WholeStatement => {
    const place = on?.name ? `on ${formatName(on.name.value)}\n` : "";
    const lines = `${place}generation ${generation}\nguest ${guest}\n\n${devices.join("\n")}`;
    return {
      keyword: "vm",
      label: `vm generation ${generation}`,
      doc,
      text: formatNative(`vm ${name} {\n${lines}\n}\n`).trimEnd(),
      holes: [{ text: name }, ...hostHole(on, definitions.hosts), { text: guest }, { text: "60GB" }, { text: "200GB" }],
    };
  };
  const [system = "C:", data = on ? system : "D:"] = volumesForDisks(on, releases);
  const extension = mayUseVhdx({ releases }) ? "vhdx" : "vhd";
  const disk = (volume: string, file: string) => formatText(inFolder(volume, "VMs", name, `${file}.${extension}`));
  const generation2 = statement(2, "It starts from SCSI: UEFI, from Windows Server 2012 R2 on.", [
    `scsi 0:0 disk ${disk(system, "os")} dynamic 60GB boot`,
    `scsi 0:1 disk ${disk(data, "data")} dynamic 200GB`,
  ]);
  const generation1 = statement(1, "It starts from IDE, as a BIOS does; its data is on SCSI.", [
    `ide 0:0 disk ${disk(system, "os")} dynamic 60GB boot`,
    "ide 1:0 dvd empty",
    `scsi 0:0 disk ${disk(data, "data")} dynamic 200GB`,
  ]);
  return release && !hasGeneration2(release) ? [generation1] : [generation2, generation1];
}

/** Hosts are offered as choices if all their names are plain words. */
function hostHole(on: EffectiveHost | undefined, hosts: ReadonlyMap<string, EffectiveHost>): readonly Hole[] {
  if (!on?.name) return [];
  const names = [...hosts.values()].flatMap(({ name }) =>
    name && formatName(name.value) === name.value ? name.value : [],
  );
  return names.length === hosts.size && names.length > 1 ? [{ text: on.name.value, choices: names }] : [];
}

/** The newest server system that is no newer than the host, so that it certainly runs there; the newest one if no release is stated. */
function guestOf(release: Release | undefined): string {
  const servers = allReleases.filter((other) => !isClient(other) && (!release || isAtLeast(release, other)));
  const newest = servers.at(-1)!;
  return isPreRelease(newest) ? "windows-server-2008" : newest;
}

function freeName(taken: readonly string[], nameOf: (n: number) => string): string {
  const names = new Set(taken);
  let n = 1;
  while (names.has(nameOf(n))) n++;
  return nameOf(n);
}

const twoDigits = (base: string) => (n: number) => base + String(n).padStart(2, "0");
