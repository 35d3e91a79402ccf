/** The total demand of the loads and reservations on one volume. */
import { expect, test } from "vitest";
import { checkFindingsOf, findingsOf } from "../../support/check.ts";

const codes = ["volume-overloaded", "minimum-iops-not-reachable", "overloaded"];

/** VMs on the volumes D: of hosts with the medium, each with the contents of its disk's block. */
function layout(medium: string, ...blocks: readonly string[]): string {
  const vms = blocks.map(
    (block, at) =>
      `vm v${at} { on h; generation 2; scsi 0:0 disk "D:\\VMs\\v${at}\\os.vhdx" fixed 10GB boot { ${block} } }`,
  );
  return `platform windows-server-2022\nhost h { volume "D:" ${medium} }\n${vms.join("\n")}`;
}

const check = (text: string, ...expected: readonly string[]) => checkFindingsOf(codes, text, ...expected);
const together = 'warning volume-overloaded "D:"';

test("open loads that are served alone may exceed a volume together", () => {
  const rate = (count: number) => `load { rate ${count} }`;
  check(layout("hdd-7200", rate(60), rate(60)));
  check(layout("hdd-7200", rate(120), rate(120)), together);
  check(layout("ssd-sata", rate(120), rate(120)));
  check(layout("hdd-7200", "load { queue-depth 64 }", "load { queue-depth 64 }"));
});

test("a load that is too high alone has a finding of its own", () =>
  check(layout("hdd-7200", "load { rate 5000 }", "load { rate 100 }"), "warning overloaded 5000"));

test("running systems count, and a disk counts with at most its maximum-iops", () => {
  check(layout("hdd-7200", ...Array.from({ length: 20 }, () => "")), together);
  check(layout("hdd-7200", ...Array.from({ length: 5 }, () => "")));
  const held = "load { rate 120 }; maximum-iops 40";
  checkFindingsOf(["volume-overloaded"], layout("hdd-7200", held, held));
});

test("limits that Hyper-V refuses are not applied", () => {
  const limited = (platform: string, disk: string) => `platform ${platform}
host h { volume "\\\\nas\\v" hdd-7200 }
vm a { on h; ide 0:0 dvd physical "E:" boot; scsi 0:0 disk "\\\\nas\\v\\a\\d.vhdx" fixed ${disk} }`;
  const least = "{ minimum-iops 5000 }";
  const most = "{ maximum-iops 4; load { rate 5 } }";
  check(limited("windows-server-2012-r2", least), 'warning minimum-iops-not-reachable "\\\\nas\\v"');
  check(limited("windows-server-2012-r2", most), "warning overloaded 5");
  for (const [platform, shared] of [
    ["windows-server-2012-r2", "shared "],
    ["windows-server-2012", ""],
  ] as const) {
    check(limited(platform, shared + least));
    check(limited(platform, shared + most));
  }
});

test("an array of spinning disks reorders the queue of each", () => {
  const pool = (rate: number) =>
    `media pool { of hdd-7200; disks 8; resiliency mirror }\n${layout("pool", ...[1, 2].map(() => `load { read 0%; rate ${rate} }`))}`;
  // Four pairs serve 312 writes per second one at a time, and about 720 with long queues.
  check(pool(320));
  check(pool(450), together);
});

test("the link to a share belongs to it, over all hosts", () => {
  const share = (rate: number) => `platform windows-server-2022
host h0 { volume "\\\\nas\\v" ssd-nvme { link 1Gbps } }
host h1 { volume "\\\\nas\\v" ssd-nvme { link 1Gbps } }
${[0, 1].map((at) => `vm v${at} { on h${at}; generation 2; scsi 0:0 disk "\\\\nas\\v\\x\\${at}.vhdx" fixed 10GB boot { load { request-size 512KB; random 0%; read 100%; rate ${rate} } } }`).join("\n")}`;
  // 1 Gbit/s carries about 224 such requests per second.
  check(share(100));
  check(share(150), 'warning volume-overloaded "\\\\nas\\v"');
});

test("demands at different stations do not add up: reads and writes on a link, large requests on it and small ones at the medium", () => {
  const share = (medium: string, ...blocks: readonly string[]) =>
    layout(`${medium} { link 1Gbps }`, ...blocks).replaceAll("D:", "\\\\nas\\v");
  const load = (size: string, read: number, rate: number) =>
    `load { request-size ${size}; read ${read}%; rate ${rate} }`;
  const told = 'warning volume-overloaded "\\\\nas\\v"';
  // 1 Gbit/s carries about 1,787 requests of 64 KB per second each way, and 224 of 512 KB; a disk serves about 180
  // small ones.
  check(share("ssd-nvme", load("64KB", 100, 1500), load("64KB", 0, 1500)));
  check(share("ssd-nvme", load("64KB", 100, 1500), load("64KB", 50, 1500)), told);
  const pool = (...blocks: readonly string[]) =>
    `media pool { of hdd-7200; disks 100; resiliency simple }\n${share("pool", ...blocks)}`;
  check(pool(load("512KB", 100, 200), load("512B", 100, 9000)));
  const reserve = (read: number) => `load { request-size 64KB; read ${read}%; queue-depth 8 }; minimum-iops 10000`;
  check(share("ssd-nvme", reserve(100), reserve(0)));
  check(share("ssd-nvme", reserve(100), reserve(100)), told.replace("volume-overloaded", "minimum-iops-not-reachable"));
});

test("reads of parents load the volume of the parents", () => {
  const desks = (rate: number) => `platform windows-server-2022
host h { volume "D:" ssd-nvme; volume "P:" hdd-7200 }
${[0, 1].map((at) => `vm v${at} { on h; generation 2; scsi 0:0 disk "D:\\VMs\\v${at}\\os.vhdx" differencing boot { parent "P:\\base\\b.vhdx"; load { read 90%; rate ${rate} } } }`).join("\n")}`;
  // Half of 90 % of them go to the parent, whose disk serves about 180 per second.
  check(desks(180));
  check(desks(300), 'warning volume-overloaded "P:"');
});

test("an overload is reported once, at the volume, with the disks that cause it", () => {
  const found = findingsOf(layout("hdd-7200", "load { rate 120 }", "load { rate 120 }"));
  const one = found.filter(({ code }) => code === "volume-overloaded");
  expect(one.map(({ finding }) => finding.related?.length)).toEqual([2]);
});

test("reservations are compared with what the volume serves at these sizes", () => {
  const told = 'warning minimum-iops-not-reachable "D:"';
  const reserve = (count: number, size = "8KB") =>
    `load { request-size ${size}; queue-depth 8 }; minimum-iops ${count}`;
  check(layout("hdd-7200", reserve(50), reserve(50)));
  check(layout("hdd-7200", reserve(150), reserve(150)), told);
  check(layout("ssd-sata", reserve(150), reserve(150)));
  // 64 KB are eight units: a disk with 150 such requests per second serves more than a thousand.
  check(layout("hdd-7200", reserve(700, "64KB")));
  check(layout("hdd-7200", "load idle; minimum-iops 5000"), told);
});

test("what cannot be read has no demand", () => {
  check(layout("hdd-7200", "load { rate 120 }", "load { rate x120 }"));
  check(layout("hdd-9999", "load { rate 120 }", "load { rate 120 }"));
});
