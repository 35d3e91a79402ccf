/**
 * The complete round trip: exported, built on mock hosts, collected and imported, a layout is the same, without drift.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { compareEstate } from "../../server/src/core/exchange/drift/compare-estate.ts";
import type { Estate } from "../../server/src/core/exchange/inventory/estate.ts";
import { estateLayout } from "../../server/src/core/exchange/inventory/estate-layout.ts";
import { readInventories } from "../../server/src/core/exchange/inventory/read-inventories.ts";
import { targetNames } from "../../server/src/core/exchange/target-limits.ts";
import { findingsOf } from "../support/check.ts";
import { samples } from "../support/samples.ts";
import { essence, everything, layoutOf } from "./essence.ts";
import { apply, exported, hostFor, hostNames, scriptOf } from "./exports.ts";
import { collect } from "./mock-host/inventory.ts";
import { validLayout } from "./random-layouts.ts";

/** What is collected from the hosts once the layout is built on them. */
function builtEstate(text: string): Estate {
  const script = scriptOf(text);
  const inventories = hostNames(text).map((name) => {
    const host = hostFor(text, name, 1);
    apply(script, host);
    // The guests start, and their boot loaders add themselves; where the order requires another place, the script says
    // so.
    for (const vm of host.vms) if (vm.Generation === 2) vm.bootOrder.push({ BootType: "File", Device: null });
    apply(script, host);
    return { name, text: collect(host) };
  });
  const estate = readInventories(inventories);
  if ("refusal" in estate) throw new Error(estate.refusal);
  return estate;
}

/** Without what the layout leaves open but a host always has: sizes, the host of a VM. */
function comparable(layout: string): object {
  const vms = essence(layoutOf(layout), { ...everything, hosts: false }) as {
    generation: number;
    scsiControllers: number;
  }[];
  const normalized = vms.map((vm) => ({
    ...vm,
    // Generation 2 has controller 0 whether a layout lists it or not.
    scsiControllers: vm.generation === 2 ? Math.max(1, vm.scsiControllers) : vm.scsiControllers,
  }));
  return JSON.parse(JSON.stringify(normalized));
}

function checkRoundTrip(text: string): void {
  const estate = builtEstate(text);
  const imported = estateLayout(estate, ["host.json"], "hvvm");
  expect(comparable(imported)).toMatchObject(comparable(text));
  checkNoDrift(text, estate);
}

function checkNoDrift(text: string, estate: Estate): void {
  const { differences } = compareEstate(HvvmDocument.read(text, "hvvm"), estate);
  expect(differences.map(({ message }) => message)).toEqual([]);
}

/** Samples that PowerShell supports completely, so that everything is built. */
const whole = samples
  .map(({ name, native }) => [name, native] as const)
  .filter(([, text]) => /^\s*vm /m.test(text) && findingsOf(text).every(({ severity }) => severity !== "error"))
  .filter(([, text]) =>
    exported(text, "powershell").notes.every((note) => /the release of the host|the role in its/.test(note)),
  );

test.each(whole)("%s", (_, text) => checkRoundTrip(text));

test("there are many samples", () => expect(whole.length).toBeGreaterThan(25));

test("what one VM states about a file applies to another that only names it, whichever comes first", () => {
  const share = (of: string) => `disk "C:\\ClusterStorage\\V\\q.vhdx" ${of} shared`;
  const child = (file: string, parent: string) =>
    `disk "D:\\V\\${file}.vhdx" differencing { parent "D:\\V\\p.vhdx"${parent} }`;
  const names = `vm a { generation 2; scsi 0:0 ${child("a", "")}; scsi 0:1 ${share("")} }\n`;
  const states = `vm b { generation 2; scsi 0:0 ${child("b", ' { parent "D:\\V\\g.vhdx" }')}; scsi 0:1 ${share("dynamic 1GB")} }\n`;
  const hasToBeThere = /Must exist: (\S*)\./g;
  for (const text of [names + states, states + names]) {
    checkNoDrift(text, builtEstate(text));
    for (const target of targetNames) {
      const missing = exported(text, target).text!.matchAll(hasToBeThere);
      expect(new Set([...missing].map(([, path]) => path))).toEqual(new Set(["D:\\V\\g.vhdx"]));
    }
    const playbook = exported(text, "ansible").text!;
    expect(playbook.indexOf("Create D:\\V\\p.vhdx")).toBeLessThan(playbook.search(/Create D:\\V\\[ab]\.vhdx/));
  }
});

test("parents are exported however many there are, and whichever VM names them", () => {
  const parents = Array.from({ length: 20_000 }, (_, n) => `parent "D:\\V\\p${n}.vhdx"`);
  const chain = `{ ${parents.join(" { ")}${" }".repeat(parents.length)}`;
  const vm = (name: string, block: string) =>
    `vm ${name} { generation 2; scsi 0:0 disk "D:\\V\\${name}.vhdx" differencing boot ${block} }\n`;
  const text = vm("a", chain) + vm("b", `{ ${parents[0]} }`);
  expect(exported(text, "powershell").text!.includes("p9999.vhdx")).toBe(true);
});

test("random layouts with hostile names", () => {
  fc.assert(fc.property(validLayout, checkRoundTrip), { numRuns: 25 });
}, 240_000);
