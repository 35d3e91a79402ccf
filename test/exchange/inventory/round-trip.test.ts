/** Importing the inventory of a layout gives that layout, except for what the inventory cannot contain. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estateLayout } from "../../../server/src/core/exchange/inventory/estate-layout.ts";
import { readInventories } from "../../../server/src/core/exchange/inventory/read-inventories.ts";
import { formatNative } from "../../../server/src/core/model/format-native.ts";
import { isDisk } from "../../../server/src/core/model/layout.ts";
import { formatJson } from "../../../server/src/core/syntax/json/printer.ts";
import { samples } from "../../support/samples.ts";
import { essence, everything, layoutOf, type SourceContents, syntaxProblems } from "../essence.ts";
import { estateText } from "../estate-text.ts";
import { type CollectorInventory, collectorInventories, type InventoryFile } from "../inventory-writer.ts";
import { csv, getVm, hvToolsRows, separateCmdlets, terraformShow } from "../source-writers.ts";

interface Source {
  readonly name: string;
  readonly write: (inventories: readonly CollectorInventory[]) => readonly InventoryFile[];
  readonly contents: SourceContents;
}

const one = (name: string, text: string): readonly InventoryFile[] => [{ name, text }];
const withoutOrders = { ...everything, startup: false, emptyControllers: false };
const hvTools: SourceContents = {
  ...withoutOrders,
  processors: false,
  dvds: false,
  physicalDisks: false,
  floppies: false,
  adapters: false,
  grandparents: false,
};
const sources: readonly Source[] = [
  {
    name: "the collector",
    write: (inventories) => inventories.map((each) => ({ name: each.Name, text: JSON.stringify(each) })),
    contents: everything,
  },
  ...(["number", "name", "remoting"] as const).flatMap((form): Source[] => [
    { name: `Get-VM with enumerations as ${form}`, write: (all) => getVm(all, form), contents: everything },
    {
      name: `a file for each cmdlet, enumerations as ${form}`,
      write: (all) => separateCmdlets(all, form, true),
      contents: { ...everything, floppies: false },
    },
  ]),
  {
    name: "a file for each cmdlet without ids",
    write: (all) => separateCmdlets(all, "name", false),
    contents: { ...everything, floppies: false },
  },
  { name: "HVTools JSON", write: (all) => one("a.json", JSON.stringify(hvToolsRows(all))), contents: hvTools },
  ...([",", ";", "\t"] as const).map(
    (separator): Source => ({
      name: `HVTools with ${JSON.stringify(separator)} between cells`,
      write: (all) => one("a.csv", csv(hvToolsRows(all), separator)),
      contents: hvTools,
    }),
  ),
  {
    name: "terraform show of windsorcli",
    write: (all) => one("a.json", terraformShow(all, "windsorcli")),
    contents: {
      ...withoutOrders,
      hosts: false,
      floppies: false,
      adapters: false,
      physicalDisks: false,
      sectorSizes: false,
      options: false,
    },
  },
  {
    name: "terraform show of taliesins",
    write: (all) => one("a.json", terraformShow(all, "taliesins")),
    contents: { ...withoutOrders, hosts: false, floppies: false, dvds: "usual slots" },
  },
];

/** Sizes in hundredths of a GB, as HVTools writes them, and only VMs that have a disk there. */
function rounded(contents: SourceContents, text: string): string {
  return contents === hvTools
    ? text.replace(/(\d+)MB\b(?! *;| *\})/g, (_, digits: string) => `${Math.ceil(Number(digits) / 1024)}GB`)
    : text;
}

describe.each(sources)("$name", ({ write, contents }) => {
  test.each(["hvvm", "json"] as const)("gives random layouts back, as %s", (notation) => {
    fc.assert(
      fc.property(estateText, (text) => {
        const layout = layoutOf(rounded(contents, text));
        const files = write(collectorInventories(layout));
        const estate = readInventories(files);
        const vms =
          contents === hvTools ? layout.filter((item) => item.kind === "vm" && item.devices.some(isDisk)) : layout;
        const named = essence(vms, contents);
        if ("refusal" in estate) {
          expect(named, estate.refusal).toEqual([]);
          return;
        }
        const imported = estateLayout(estate, ["a.json"], notation);
        expect(syntaxProblems(imported, notation)).toEqual([]);
        expect(notation === "hvvm" ? formatNative(imported) : formatJson(imported)).toBe(imported);
        expect(essence(layoutOf(imported, notation), contents)).toEqual(named);
      }),
      { numRuns: 25 },
    );
  });
});

test("every sample with complete slots comes back from the collector's inventory", () => {
  const whole = samples.filter(({ native }) =>
    layoutOf(native).some((item) => item.kind === "vm" && item.devices.length > 0),
  );
  expect(whole.length).toBeGreaterThan(25);
  for (const { name, native } of whole) {
    const layout = layoutOf(native);
    const estate = readInventories(collectorInventories(layout).map((each) => ({ name, text: JSON.stringify(each) })));
    if ("refusal" in estate) throw new Error(estate.refusal);
    const imported = layoutOf(estateLayout(estate, [name], "hvvm"));
    const contents = { ...everything, hosts: false };
    // Without what the layout leaves open but the host has, such as a size.
    const wanted = JSON.parse(JSON.stringify(essence(layout, contents)));
    expect(essence(imported, contents), name).toMatchObject(wanted);
  }
});
