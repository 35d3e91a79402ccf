import { listFirst } from "../../model/expectation.ts";
import type { Host, Ranged, VirtualMachine } from "../../model/layout.ts";
import { NearestNames } from "../../model/nearest-names.ts";
import { changeTo, type Fix, replaceName } from "../../model/problem.ts";
import type { DefinedKind } from "../../model/unread-names.ts";
import { type Definitions, isPossibleName, loadNamed } from "../../rule-context.ts";
import { builtInLoad, builtInLoads } from "../../schema/loads.ts";
import { isBuiltInMedia, mediaWords } from "../../schema/media.ts";
import { didYouMean } from "../../schema/nearest.ts";
import { defineRule, type Finding, type Report } from "../rule.ts";

/** The names after `on`, `cluster` and `load` are defined. */
export const unknownReference = defineRule({
  code: "unknown-reference",
  severity: "error",
  isAboutAbsence: true,
  why: "A VM runs on a host in this file, a host belongs to a cluster in this file, and a disk carries a load that is defined in this file or built in. Other files are not searched.",
  bad: String.raw`
host hv01 { volume "C:" hdd-7200 }
vm web01 {
  on hv02
     ^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
host hv01 { volume "C:" hdd-7200 }
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "item",
  check(context, report) {
    const { item } = context;
    if (item.kind === "host") checkCluster(item, context.definitions, report);
    else if (item.kind === "vm") checkVm(item, context.definitions, report);
  },
});

function checkCluster({ cluster }: Host, definitions: Definitions, report: Report): void {
  if (!cluster || cluster === "unknown") return;
  const { value } = cluster;
  if (definitions.clusters.has(value.toLowerCase()) || isPossibleName("cluster", value, definitions)) return;
  report(unknown("cluster", cluster, knownNames(definitions).cluster));
}

function checkVm(vm: VirtualMachine, definitions: Definitions, report: Report): void {
  const known = knownNames(definitions);
  if (vm.on && vm.on !== "unknown") {
    const { value } = vm.on;
    const isKnown = definitions.hosts.has(value.toLowerCase()) || isPossibleName("host", value, definitions);
    if (!isKnown) report(unknown("host", vm.on, known.host));
  }
  for (const { content } of vm.devices) {
    const load = content.kind === "dvd" ? undefined : content.load;
    if (!load || load === "unknown" || !("name" in load)) continue;
    if (loadNamed(load.name.value, definitions) === undefined) report(unknown("load", load.name, known.load));
  }
}

/**
 * The name that was probably meant by a misspelt one; `undefined` for a known name, or one that is not similar to any.
 */
export function meantName(kind: DefinedKind, name: string, definitions: Definitions): string | undefined {
  const key = name.toLowerCase();
  const isKnown =
    definitions[definedIn[kind]].has(key) ||
    definitions.possibleNames.has(key) ||
    (kind === "media" && isBuiltInMedia(key)) ||
    (kind === "load" && builtInLoad(key) !== undefined);
  return isKnown ? undefined : knownNames(definitions)[kind].of(name);
}

const definedIn = { host: "hosts", cluster: "clusters", media: "media", load: "loads" } as const;

type KnownNames = Readonly<Record<DefinedKind, NearestNames>>;

const knownByDefinitions = new WeakMap<Definitions, KnownNames>();

function knownNames(definitions: Definitions): KnownNames {
  const cached = knownByDefinitions.get(definitions);
  if (cached) return cached;
  const { hosts, clusters, media, loads } = definitions;
  const names = (parts: ReadonlyMap<string, { readonly name: Ranged<string> | undefined }>) =>
    [...parts.values()].flatMap(({ name }) => name?.value ?? []);
  const known = {
    host: new NearestNames(names(hosts)),
    cluster: new NearestNames(names(clusters)),
    media: new NearestNames([...names(media), ...Object.keys(mediaWords)]),
    load: new NearestNames([...names(loads), ...Object.keys(builtInLoads)]),
  };
  knownByDefinitions.set(definitions, known);
  return known;
}

function unknown(kind: Exclude<DefinedKind, "media">, name: Ranged<string>, known: NearestNames): Finding {
  const meant = known.of(name.value);
  const otherwise =
    known.names.length > 0 ? `Known: ${listFirst(known.names, 20)}.` : `Add a ${kind} of this name to the file.`;
  return {
    at: name.range,
    message: `There is no ${kind} "${name.value}" in this file.${didYouMean(meant, otherwise)}`,
    fixes: [...changeTo(name.range, meant, replaceName), ...(kind === "load" ? [] : [addDefinition(kind, name)])],
  };
}

/** A definition without contents. A load needs figures, which are unknown here. */
function addDefinition(kind: "host" | "cluster", { value, range }: Ranged<string>): Fix {
  return { title: `Add ${kind} "${value}"`, edits: [{ range, defines: { kind, name: value } }], isChoice: true };
}
