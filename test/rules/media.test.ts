/** Findings about media: names, cycles, numbers of disks, data sheets that lack a figure. */
import { expect, test } from "vitest";
import { checkFindings, checkInBoth, findingsOf } from "../support/check.ts";

/** A volume of the medium, so that it is used. */
const used = (media: string, name = "pool") => `${media}\ncluster c { volume "D:" ${name} }\nhost h { cluster c }`;
const sheet =
  "read-latency 90us; write-latency 20us; read-iops 600000; write-iops 60000; read-bandwidth 3GB; write-bandwidth 1GB";

test("a medium is built in or defined in the file", () => {
  checkInBoth(used("media pool { of hdd-7200; disks 4 }", "POOL"));
  checkInBoth(used("", "SSD-SATA"));
  checkInBoth(used("", "pool"), "invalid-value pool");
  checkInBoth("cluster c { }\nhost h { cluster c; physical 1 ssd-sat }", "invalid-value ssd-sat");
  checkInBoth('cluster c { volume "D:" floppydisk }\nhost h { cluster c }', "invalid-value floppydisk");
  checkInBoth(used("media pool { of hdd-7000 }"), "invalid-value hdd-7000");
  checkFindings(used("media pool x { of hdd-7200 }"), "unexpected-argument x");
});

test("for an unknown medium, a similar one that is allowed there is suggested", () => {
  const meant = (media: string) =>
    findingsOf(used(media, "m1")).flatMap(({ finding }) => /Did you mean "(.*)"/.exec(finding.message)?.[1] ?? []);
  expect(meant("media m1 { of m2 }")).toEqual([]);
  expect(meant("media m1 { of m2 }\nmedia m3 { of ssd-sata }")).toEqual(["m3"]);
  expect(meant("media m1 { of m2 }\nmedia m3 { of ssd-sata; disks 2 }")).toEqual([]);
  expect(meant("media m1 { of m2 }\nmedia m3 { of m1 }")).toEqual([]);
  expect(meant("media m1 { of hdd-7200 }\nmedia hdd-7200 { of hdd-720 }")).toEqual(["hdd-7200"]);
});

test("unused media are reported", () => {
  checkInBoth("media pool { of hdd-7200 }", "hint unused-definition pool");
  checkInBoth(used("media disk { of hdd-7200 }\nmedia pool { of disk; disks 2 }"));
});

test("a built-in name may be redefined, and is the built-in in its own block", () => {
  checkInBoth(used("media ssd-nvme { of ssd-nvme; read-latency 60us }", "ssd-nvme"));
  checkInBoth(
    used("media hdd-7200 { of ssd-nvme }\nmedia ssd-nvme { of hdd-7200 }", "hdd-7200"),
    "invalid-value hdd-7200",
  );
});

test("a cycle is reported once, at its last medium", () => {
  checkInBoth(used("media pool { of pool }"), "invalid-value pool");
  checkInBoth(used("media pool { of b }\nmedia b { of c }\nmedia c { of pool }"), "invalid-value pool");
  checkInBoth(used("media pool { of b }\nmedia b { of c }\nmedia c { of b }"), "invalid-value b");
});

test("a medium must be based on a single disk", () => {
  checkInBoth(used("media disk { of hdd-7200; disks 2 }\nmedia pool { of disk; disks 2 }"), "invalid-value disk");
});

test("resiliency needs its minimum number of disks", () => {
  const cases = [
    ["simple", 1],
    ["mirror", 2],
    ["three-way-mirror", 3],
    ["parity", 3],
    ["dual-parity", 4],
  ] as const;
  for (const [resiliency, least] of cases) {
    checkInBoth(used(`media pool { of hdd-7200; disks ${least}; resiliency ${resiliency} }`));
    if (least === 1) continue;
    checkInBoth(
      used(`media pool { of hdd-7200; disks ${least - 1}; resiliency ${resiliency} }`),
      `invalid-value ${resiliency}`,
    );
  }
  checkInBoth(used("media pool { of hdd-7200; resiliency mirror }"), "invalid-value mirror");
});

test("a medium that is not based on a disk needs a complete data sheet", () => {
  checkInBoth(used(`media pool { ${sheet} }`));
  checkInBoth(used(`media pool { ${sheet.replace("write-iops 60000; ", "")} }`), "missing-argument media");
  checkInBoth(used("media pool { }"), "missing-argument media");
  checkInBoth(used("media pool { of optane; read-latency 9us }"));
  checkFindings(used(`media pool { ${sheet.replace("write-iops 60000", "write-iops 0")} }`), "invalid-value 0");
  checkFindings(used(`media pool { ${sheet.replace("write-iops", "write-iop")} }`), "unknown-statement write-iop");
});

test("a data sheet must not contradict itself", () => {
  const told = (value: string) => `warning media-contradicts-itself ${value}`;
  checkInBoth(used("media pool { of optane; read-latency 100us; read-iops 10000 }"));
  checkInBoth(used("media pool { of optane; read-latency 100us; read-iops 9999 }"), told("9999"));
  checkInBoth(used("media pool { of optane; write-latency 1s; write-iops 1 }"));
  // 100,000 IOPS of 4 KB transfer 409,600,000 bytes per second; half of it is the minimum.
  checkInBoth(used("media pool { of optane; write-iops 100000; write-bandwidth 204800000B }"));
  checkInBoth(used("media pool { of optane; write-iops 100000; write-bandwidth 204799999B }"), told("204799999B"));
  checkInBoth(used("media pool { of optane; read-iops 100000; write-bandwidth 1MB }"));
});
