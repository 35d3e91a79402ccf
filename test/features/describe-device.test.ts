import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { type Costs, resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";

/** The hover on the word at `$0`. */
function hoverAt(marked: string, costs?: Costs): string {
  const offset = marked.indexOf("$0");
  const document = HvvmDocument.read(marked.replace("$0", ""), "hvvm");
  const found = hover(document, document.positionAt(offset), costs);
  return found && typeof found.contents === "object" && "value" in found.contents ? found.contents.value : "";
}

const host = 'platform windows-server-2022\nhost hv01 { volume "C:" hdd-7200 }\n';

test("the expected figures and the comparison stand before the stages", () => {
  // The boot disk of generation 1 has nowhere else to go.
  const disks = 'ide 0:0 disk "C:\\VMs\\os.vhdx" boot; $0ide 0:1 disk "C:\\VMs\\data.vhdx" { load oltp }';
  const text = hoverAt(`${host}vm web01 { on hv01; ${disks} }`);
  const places = ["Expected for", "The same load, if you", "Before the drivers are loaded", "| where | what | time |"];
  expect(places.map((place) => text.includes(place))).toEqual([true, true, true, true]);
  expect(places.map((place) => text.indexOf(place))).toEqual(
    places.map((place) => text.indexOf(place)).sort((one, other) => one - other),
  );
});

test("stages and the bottleneck are called by their names", () => {
  const text = hoverAt(`${host}vm web01 { on hv01; $0ide 0:0 disk "C:\\VMs\\os.vhdx" boot { load oltp } }`);
  expect(text).toContain("System call to port driver");
  expect(text).toContain('The bottleneck is the medium of "C:" on hv01, 100 % busy.');
  expect(text).not.toMatch(/g\.issue|media\.service|vsp\.exec/);
});

test("a load that the path cannot serve is said to exceed it", () => {
  expect(hoverAt(`${host}vm web01 { on hv01; $0ide 0:0 disk "C:\\VMs\\os.vhdx" { load { rate 5000 } } }`)).toContain(
    "The load exceeds what the path can serve.",
  );
});

test("a disk beside the boot disk is not expected to carry the system", () => {
  const disks = 'scsi 0:0 disk "C:\\VMs\\os.vhdx" boot; scsi$0 0:1 disk "C:\\VMs\\data.vhdx"';
  const data = hoverAt(`${host}vm web01 { on hv01; generation 2; ${disks} }`);
  const boot = hoverAt(
    `${host}vm web01 { on hv01; generation 2; ${disks.replace("$0", "").replace("scsi", "scsi$0")} }`,
  );
  expect(boot).toContain("16KB, 50 % reads");
  expect(data).not.toContain("16KB, 50 % reads");
});

test("names of the file are text, never markup", () => {
  const text = hoverAt(
    'host "[a](http://x)" { volume "C:" hdd-7200 }\nvm v { on "[a](http://x)"; $0ide 0:0 disk "C:\\VMs\\a.vhd" boot }',
  );
  expect(text).not.toContain("[a](http");
});

test("the figures rest on the configured costs", () => {
  const device = `${host}vm web01 { on hv01; integration-services off; $0ide 0:0 disk "C:\\VMs\\os.vhdx" boot }`;
  const { costs } = resolveCosts({ "ide.access": 20 });
  // 26 accesses a command.
  expect(hoverAt(device)).toContain("| 208 µs |");
  expect(hoverAt(device, costs)).toContain("| 520 µs |");
});
