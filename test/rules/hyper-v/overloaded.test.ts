import { expect, test } from "vitest";
import { checkFindingsOf, findingsOf } from "../../support/check.ts";

const host = 'platform windows-server-2022\nhost hv01 { volume "C:" hdd-7200; volume "D:" ssd-sata }\n';
const check = (text: string, ...expected: readonly string[]) =>
  checkFindingsOf(["overloaded"], host + text, ...expected.map((each) => `warning overloaded ${each}`));
const messages = (text: string) =>
  findingsOf(host + text).flatMap(({ code, finding }) => (code === "overloaded" ? [finding.message] : []));

test("the rate of the disk's own load is marked, or the name of a load of the file", () => {
  check('vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 900 } } }', "900");
  check('load burst { rate 900 }\nvm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load burst } }', "burst");
});

test("a rate that the path serves, and a closed load, are not overloads", () => {
  check('vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 60 } } }');
  check('vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load { queue-depth 4096 } } }');
});

test("a 7200 rpm disk serves 100 requests of 4 KB per second, not 300", () => {
  const at = (rate: number) =>
    `vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" fixed { load { request-size 4KB; read 100%; rate ${rate} } } }`;
  check(at(100));
  check(at(300), "300");
});

test("the message names what limits the path, and a change that serves the load", () => {
  expect(messages('vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 5000 } } }')[0]).toMatch(
    /^5,000 requests a second are more than the path can serve: disk C: on hv01 lets about 1[0-9]{2} through\. Lower the rate, or take ssd-sata instead of hdd-7200\.$/,
  );
  expect(
    messages('vm a { on hv01; integration-services off; ide 0:0 disk "D:\\VMs\\a.vhdx" { load { rate 6000 } } }')[0],
  ).toMatch(/IDE controller 0 lets about 3,\d00 through\. Lower the rate, or load the VMBus drivers\.$/);
});

test("the message names no medium whose name the layout gives to another one", () => {
  const vm = 'vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 5000 } } }';
  expect(messages(`media ssd-sata { of hdd-5400 }\n${vm}`)[0]).toMatch(/ through\. Lower the rate\.$/);
});

test("where no host states the disk's medium, the message says what was assumed", () => {
  expect(messages('vm a { ide 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 10000000 } } }')[0]).toContain(
    "(no host says what the disk lies on; the model takes ssd-sata). Lower the rate.",
  );
});

test("what is unknown is not checked", () => {
  check('vm a { on hv99; ide 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 900000 } } }');
  check('vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 900000; request-size 7B } } }');
  check('load b { rate 900000; wrong }\nvm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load b } }');
  check('vm a { on hv01; integration-services off; scsi 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 900000 } } }');
});

test("nor is what depends on an unreadable host or platform, or on a broken load in any spelling", () => {
  const vm = (on: string) => `vm a { ${on}; ide 0:0 disk "C:\\VMs\\a.vhdx" { load { rate 900000 } } }`;
  check(vm("on 7"));
  checkFindingsOf(["overloaded"], `platform windows-server-2202\n${vm("generation 1")}`);
  check('load Burst { rate 900000; wrong }\nvm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load BURST } }');
});

test("the rate is found after the disk's other options", () =>
  check('vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { minimum-iops 10; load { read 50%; rate 900 } } }', "900"));

test("a load of the file with a built-in name is an open load like any other", () =>
  check('load boot { rate 900 }\nvm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load boot } }', "boot"));

test("a faster medium ends the finding, though the VM's text stays", () => {
  const vm = 'vm a { on hv01; ide 0:0 disk "D:\\VMs\\a.vhdx" { load { rate 5000 } } }';
  check(vm);
  checkFindingsOf(["overloaded"], (host + vm).replace("ssd-sata", "hdd-5400"), "warning overloaded 5000");
});

test("maximum-iops counts a large request once per 8 KB, and is the limit to raise", () => {
  const limited = (iops: number) =>
    `vm a { on hv01; generation 2; scsi 0:1 disk "D:\\VMs\\a.vhdx" fixed { maximum-iops ${iops}; load { request-size 64KB; rate 2000 } } }`;
  expect(messages(limited(800))).toEqual([
    "2,000 requests a second are more than the path can serve: the maximum-iops of SCSI 0:1 lets 100 through. Lower the rate, or raise maximum-iops.",
  ]);
  expect(messages(limited(15_990))[0]).toContain("the maximum-iops of SCSI 0:1 lets 1,998 through.");
  check(limited(16_100));
});

test("a rate exactly at maximum-iops is served, and one more per second is not", () => {
  const at = (rate: number) =>
    `vm a { on hv01; generation 2; scsi 0:1 disk "D:\\VMs\\a.vhdx" fixed { maximum-iops 21; load { request-size 24KB; rate ${rate} } } }`;
  check(at(7));
  check(at(8), "8");
});
