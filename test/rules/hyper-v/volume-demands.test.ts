/** What the loads and reservations on one volume ask of it together. */
import { expect, test } from "vitest";
import { checkFindingsOf, findingsOf } from "../../support/check.ts";

const codes = ["volume-overloaded", "minimum-iops-not-reachable", "overloaded"];

/** VMs on the volumes D: of hosts with the medium, each with what stands in its disk's block. */
function layout(medium: string, ...blocks: readonly string[]): string {
  const vms = blocks.map(
    (block, at) =>
      `vm v${at} { on h; generation 2; scsi 0:0 disk "D:\\VMs\\v${at}\\os.vhdx" fixed 10GB boot { ${block} } }`,
  );
  return `platform windows-server-2022\nhost h { volume "D:" ${medium} }\n${vms.join("\n")}`;
}

const check = (text: string, ...expected: readonly string[]) => checkFindingsOf(codes, text, ...expected);
const together = 'warning volume-overloaded "D:"';

test("open loads that no one exceeds alone may exceed a volume together", () => {
  const rate = (count: number) => `load { rate ${count} }`;
  check(layout("hdd-7200", rate(60), rate(60)));
  check(layout("hdd-7200", rate(120), rate(120)), together);
  check(layout("ssd-sata", rate(120), rate(120)));
  check(layout("hdd-7200", "load { queue-depth 64 }", "load { queue-depth 64 }"));
});

test("one that is too much alone has a finding of its own", () =>
  check(layout("hdd-7200", "load { rate 5000 }", "load { rate 100 }"), "warning overloaded 5000"));

test("systems at work count, and a disk counts with no more than it is let through", () => {
  check(layout("hdd-7200", ...Array.from({ length: 20 }, () => "")), together);
  check(layout("hdd-7200", ...Array.from({ length: 5 }, () => "")));
  const held = "load { rate 120 }; maximum-iops 40";
  checkFindingsOf(["volume-overloaded"], layout("hdd-7200", held, held));
});

test("it is found once, at the volume, with the disks that ask", () => {
  const found = findingsOf(layout("hdd-7200", "load { rate 120 }", "load { rate 120 }"));
  const one = found.filter(({ code }) => code === "volume-overloaded");
  expect(one.map(({ finding }) => finding.related?.length)).toEqual([2]);
});

test("reservations are held against what the volume serves at these sizes", () => {
  const told = 'warning minimum-iops-not-reachable "D:"';
  const reserve = (count: number, size = "8KB") =>
    `load { request-size ${size}; queue-depth 8 }; minimum-iops ${count}`;
  check(layout("hdd-7200", reserve(50), reserve(50)));
  check(layout("hdd-7200", reserve(150), reserve(150)), told);
  check(layout("ssd-sata", reserve(150), reserve(150)));
  // 64 KB are eight units: a disk of 150 such requests a second serves more than a thousand.
  check(layout("hdd-7200", reserve(700, "64KB")));
  check(layout("hdd-7200", "load idle; minimum-iops 5000"), told);
});

test("what cannot be read asks nothing", () => {
  check(layout("hdd-7200", "load { rate 120 }", "load { rate x120 }"));
  check(layout("hdd-9999", "load { rate 120 }", "load { rate 120 }"));
});
