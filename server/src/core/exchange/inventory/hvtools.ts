/**
 * Reads what HVTools (https://github.com/michaelmsonne/HVTools) exports: a row for each virtual disk, as JSON or CSV.
 * There, 0 means that a number is not known, sizes are rounded to hundredths of a GB, and a disk of the host is listed
 * twice.
 */
import Papa from "papaparse";
import { diskTypes } from "../../model/layout.ts";
import { controllerTypes } from "../../schema/controllers.ts";
import { vmIdentity } from "./cmdlet-objects.ts";
import type { EstateDraft } from "./estate-draft.ts";
import { Fields } from "./fields.ts";
import type { Refusal } from "./refusal.ts";
import type { VhdFacts } from "./vhd-index.ts";
import type { VmDraft } from "./vm-draft.ts";

export function isHvToolsRow(fields: Fields): boolean {
  return fields.has("vmname", "diskpath", "controllerlocation");
}

/** A table whose first line has the names of HVTools' columns, whatever the separator. */
export function isHvToolsCsv(text: string): boolean {
  const [header = ""] = tableOf(text.slice(0, 10_000)).split(/\r\n?|\n/, 1);
  return ["VMName", "DiskPath", "ControllerLocation"].every((name) => new RegExp(`\\b${name}\\b`, "i").test(header));
}

/** Without the lines that Excel (`sep=;`) and Export-Csv (`#TYPE …`) write above the column names. */
function tableOf(text: string): string {
  return text.trimStart().replace(/^(?:"?sep=.?"?|#TYPE\b.*)(?:\r\n?|\n)\s*/i, "");
}

export function readHvToolsCsv(text: string, draft: EstateDraft): Refusal | "read" {
  const { data, errors } = Papa.parse<Record<string, string>>(tableOf(text), {
    header: true,
    delimitersToGuess: [",", ";", "\t"],
    // Also skips lines of white space; separators at the end of a line are empty fields.
    skipEmptyLines: "greedy",
  });
  const fault = errors.find(({ type }) => type !== "Delimiter");
  if (fault) {
    const line = (fault.row ?? 0) + 2;
    return {
      refusal: `is damaged CSV (row ${line}: ${fault.message.replace(/\.$/, "").toLowerCase()}); export it again`,
    };
  }
  for (const row of data) readHvToolsRow(new Fields(row), draft);
  return "read";
}

export function readHvToolsRow(fields: Fields, draft: EstateDraft): void {
  const host = fields.text("currenthost");
  const cluster = fields.text("clustername") ?? fields.text("hostcluster");
  // How HVTools writes a host without a cluster.
  if (host !== undefined && cluster !== undefined && cluster !== "N/A") draft.host(host).cluster ??= cluster;
  draft.part({ ...vmIdentity(fields), host }, (vm) => {
    vm.listsAll("disks");
    vm.set("generation", fields.generation("vmgeneration"));
    vm.remark("HVTools lists hard disks only: DVD drives, empty controllers, adapters and boot orders are not known.");
    const facts = factsOf(fields);
    if (facts.sizeToleranceBytes) vm.remark("Sizes are rounded to 0.01 GB, as HVTools gives them.");
    addDisk(fields, vm, facts);
  });
}

function addDisk(fields: Fields, vm: VmDraft, facts: VhdFacts): void {
  const path = fields.text("diskpath");
  // The same distinction that HVTools makes.
  const isPhysical =
    /^(?:physical|pass-?through)$/i.test(fields.text("attachmenttype") ?? "") ||
    /^pass-?through$/i.test(fields.text("disktype") ?? "") ||
    /^disk/i.test(path ?? "");
  vm.addDrive({
    kind: "disk",
    controllerType: fields.word("controllertype", controllerTypes),
    controller: fields.count("controllernumber"),
    location: fields.count("controllerlocation"),
    path,
    isPhysical,
    isShared: fields.flag("supportpersistentreservations"),
    minimumIops: fields.count("qosminimumiops") || undefined,
    maximumIops: fields.count("qosmaximumiops") || undefined,
    ...(isPhysical ? {} : { facts }),
  });
}

function factsOf(fields: Fields): VhdFacts {
  const type = fields.word("disktype", diskTypes);
  // At most two decimals, so that a comma before more digits is not a decimal separator.
  const gigabytes = Number((fields.text("maxsizegb") ?? "").replace(/^(\d+),(\d{1,2})$/, "$1.$2"));
  const isSize = Number.isFinite(gigabytes) && gigabytes > 0;
  const parent = fields.text("parentpath");
  return {
    type,
    sizeBytes: isSize ? Math.round(gigabytes * 1024) * 2 ** 20 : undefined,
    sizeToleranceBytes: isSize ? Math.ceil(0.005 * 1024 + 0.5) * 2 ** 20 : undefined,
    blockSizeBytes: fields.count("blocksizebytes") || undefined,
    sectorSizeBytes: fields.count("logicalsectorsizebytes") || undefined,
    physicalSectorSizeBytes: fields.count("physicalsectorsizebytes") || undefined,
    parentPath: parent ?? (type === "fixed" || type === "dynamic" ? null : undefined),
  };
}
