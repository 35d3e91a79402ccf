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

test("a part that is not near its limit is not a bottleneck: the hover says where the time is spent", () => {
  const disk = '$0scsi 0:0 disk "C:\\VMs\\os.vhdx" boot { load { rate 20 } }';
  const [, figures] = hoverAt(`${host}vm web01 { on hv01; generation 2; ${disk} }`).split("\n\n");
  expect(figures).toMatch(/\. Most of the time is spent in disk C: on hv01, \d\d?% busy\.$/);
});

test("the verdict comes first, then the figures, then the best change, and the details are behind a link", () => {
  // The boot disk of generation 1 cannot move anywhere else.
  const disks = 'ide 0:0 disk "C:\\VMs\\os.vhdx" boot; $0ide 0:1 disk "C:\\VMs\\data.vhdx" { load oltp }';
  const [verdict, figures, costs, starting, best, , link] = hoverAt(
    `${host}vm web01 { on hv01; guest windows-server-2019; ${disks} }`,
  ).split("\n\n");
  expect(verdict).toBe("**IDE 0:1** uses the fast VMBus driver once Windows has started.");
  expect(figures).toMatch(
    /^Expected for 8KB, .* on hdd-7200, beside 1 other disk with requests of the VM: \*\*[\d,]+ IOPS at [\d.]+ ms\*\*\. The bottleneck is /,
  );
  expect(figures).toContain("The bottleneck is disk C: on hv01, 100% busy.");
  expect(costs).toMatch(/^A request costs no register exits, 1 hypercall and /);
  expect(starting).toMatch(/^While starting \(no Hyper-V drivers yet\): [\d,.]+ IOPS at /);
  expect(best).toMatch(/^\*\*Best change\*\*: ssd-sata instead of hdd-7200, [\d,]+ IOPS at .* as fast\)\.$/);
  expect(link).toMatch(/^\[How storage paths perform\]\(https:/);
});

test("a change that a rule would report is not the best one", () => {
  const disk = (type: string) => `ide 0:1 disk "C:\\VMs\\data.vhdx" ${type} { load oltp }`;
  const change = (text: string) => /\*\*Best change\*\*: ([^,]*),/.exec(text)?.[1];
  const vm = (lines: string) => `vm a { integration-services off; ide 0:0 disk "C:\\VMs\\os.vhdx" boot; $0${lines} }`;
  expect(change(hoverAt(`platform windows-server-2022\n${vm(disk("fixed"))}`))).toBe("load the VMBus drivers");
  const nt = vm(disk("fixed")).replace("integration-services off", "guest windows-nt-4");
  expect(change(hoverAt(`platform windows-server-2022\n${nt}`))).toBeUndefined();
});

test("figures are shown at the slot and at the load of the disk, not at each word of its line", () => {
  const line = 'scsi 0:0 disk "C:\\VMs\\d.vhdx" fixed 40GB { load oltp; expect p99 20ms }';
  const at = (word: string) => hoverAt(`${host}vm a { on hv01; ${line.replace(word, `$0${word}`)} }`);
  for (const word of ["scsi", "0:0", "disk", "oltp", "expect", "p99"]) expect(at(word), word).toContain(" IOPS");
  for (const word of ['"C:', "fixed", "40GB"]) {
    expect(at(word), word).not.toBe("");
    expect(at(word), word).not.toContain(" IOPS");
  }
});

test("without a figure, no assumptions are shown for it", () => {
  const disk = '$0scsi 0:0 disk "C:\\VMs\\os.vhdx" boot';
  const pool = "media pool { of ssd-nvme; disks 4; resiliency mirror }";
  const on = (media: string) => `${pool}\nhost h { volume "C:" ${media} }\nvm a { on h; generation 2; ${disk} }`;
  expect(hoverAt(on("ssd-nvme"))).toContain("it is assumed to send");
  expect(hoverAt(on("pool"))).toContain("Only a simulation can tell");
  expect(hoverAt(on("pool"))).not.toMatch(/is assumed to|are assumed to/);
});

test("a load that the layout does not state is marked as assumed", () => {
  const vm = (load: string) => `${host}vm a { on hv01; $0ide 0:0 disk "C:\\VMs\\os.vhdx" boot${load} }`;
  expect(hoverAt(vm(""))).toContain("Expected for an assumed load of 16KB");
  expect(hoverAt(vm(" { load oltp }"))).not.toContain("assumed load");
});

test.each([
  ["linux", "dynamic", ["by UUID", "block-size 1MB"]],
  ["linux", "fixed", ["by UUID"]],
  ["windows-server-2019", "dynamic", []],
])("a disk of %s, %s, has the advice that its guest needs", (guest, type, advice) => {
  const text = hoverAt(
    `${host}vm a { on hv01; guest ${guest}; ide 0:0 disk "C:\\VMs\\os.vhdx" boot; scsi$0 0:0 disk "C:\\VMs\\d.vhdx" ${type} }`,
  );
  expect(["by UUID", "block-size 1MB"].filter((part) => text.includes(part))).toEqual(advice);
});

test("hovers say which changes need the VM to be off, and which are possible while it runs", () => {
  const vm = (line: string) => `vm a { ${line} }`;
  expect(hoverAt(vm('$0ide 0:0 disk "C:\\V\\a.vhdx"'))).toContain("added or removed only while the VM is off");
  expect(hoverAt(vm('$0scsi 0:0 disk "C:\\V\\a.vhdx"'))).toContain("added or removed while the VM runs");
  expect(hoverAt(vm("scsi 0:0 disk physical $03"))).toContain("can change when the host restarts");
  expect(hoverAt("host h { physical $03 optane }")).toContain("can change when the host restarts");
  expect(hoverAt(vm('scsi 0:0 disk "C:\\V\\a.vhdx" { block-size $01MB }'))).toContain("Microsoft advises 1 MB");
});

test("a load that the path cannot serve is reported to exceed it", () => {
  expect(hoverAt(`${host}vm web01 { on hv01; $0ide 0:0 disk "C:\\VMs\\os.vhdx" { load { rate 5000 } } }`)).toContain(
    "The load exceeds what the path can serve.",
  );
});

test("a disk other than the boot disk is not assumed to carry the system", () => {
  const disks = 'scsi 0:0 disk "C:\\VMs\\os.vhdx" boot; scsi$0 0:1 disk "C:\\VMs\\data.vhdx"';
  const data = hoverAt(`${host}vm web01 { on hv01; generation 2; ${disks} }`);
  const boot = hoverAt(
    `${host}vm web01 { on hv01; generation 2; ${disks.replace("$0", "").replace("scsi", "scsi$0")} }`,
  );
  expect(boot).toContain("16KB, 50% reads");
  expect(data).not.toContain("16KB, 50% reads");
});

test("names of the file are text, never markup", () => {
  const text = hoverAt(
    'host "[a](http://x)" { volume "C:" hdd-7200 }\nvm v { on "[a](http://x)"; $0ide 0:0 disk "C:\\VMs\\a.vhd" boot }',
  );
  expect(text).not.toContain("[a](http");
});

test("the figures are based on the configured costs", () => {
  const device = `${host}vm web01 { on hv01; integration-services off; $0ide 0:0 disk "C:\\VMs\\os.vhdx" boot }`;
  const { costs } = resolveCosts({ "ide.access": 20 });
  // 26 accesses per command.
  expect(hoverAt(device)).toContain("(208 µs)");
  expect(hoverAt(device, costs)).toContain("(520 µs)");
});
