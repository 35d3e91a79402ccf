import { expect, test } from "vitest";
import { checkFindings, checkFindingsOf, checkInBoth, findingsOf } from "../../support/check.ts";

const gigabyte = 1024 ** 3;

/** A data disk on SCSI in generation 1, where every format is allowed. */
function disk(rest: string, platform = ""): string {
  return `${platform && `platform ${platform}\n`}vm a {
  ide 0:0 disk "C:\\VMs\\os.vhd" boot
  scsi 0:0 disk ${rest}
}`;
}

const vhd = String.raw`"C:\VMs\a.vhd"`;
const vhdx = String.raw`"C:\VMs\a.vhdx"`;
const vhds = String.raw`"C:\VMs\a.vhds"`;

/** The same on a cluster volume, where a disk may be shared. */
const onCluster = (file: string) => file.replace("C:\\", "C:\\ClusterStorage\\");

test("a VHD holds 2040 GB, a VHDX and a VHD Set 64 TB", () => {
  checkFindings(disk(`${vhd} fixed 2040GB`));
  checkFindings(disk(`${vhd} fixed ${2040 * gigabyte + 512}B`), `disk-too-large ${2040 * gigabyte + 512}B`);
  for (const file of [vhdx, vhds]) {
    checkFindings(disk(`${file} 64TB`));
    checkFindings(disk(`${file} ${64 * 1024 * gigabyte + 512}B`), `disk-too-large ${64 * 1024 * gigabyte + 512}B`);
  }
});

test("a VHD has at least 3 MB, and every disk has a size", () => {
  checkFindings(disk(`${vhd} 3MB`));
  checkFindings(disk(`${vhd} ${3 * 1024 ** 2 - 512}B`), `disk-too-small ${3 * 1024 ** 2 - 512}B`);
  checkFindings(disk(`${vhdx} 512B`));
  checkFindings(disk(`${vhdx} 0GB`), "disk-too-small 0GB");
  checkFindings(disk(`${vhd} 0B`), "disk-too-small 0B");
});

test("a size is a whole number of logical sectors", () => {
  checkFindings(disk(`${vhdx} 10000384B`));
  checkFindings(disk(`${vhdx} 10000385B`), "size-not-aligned 10000385B");
  checkFindings(disk(`${vhdx} 10002432B { sector-size 4096 }`));
  checkFindings(disk(`${vhdx} 10002944B { sector-size 4096 }`), "size-not-aligned 10002944B");
  checkFindings(disk(`${vhdx} 10002944B { sector-size 512 }`));
  checkFindings(disk(`${vhd} 10002944B { sector-size 4096 }`), "sector-size-not-supported 4096");
  checkFindings(disk(`${vhdx} 10002944B { sector-size 1024 }`), "invalid-value 1024");
});

test("the fix of a size is the next whole one", () => {
  const found = findingsOf(disk(`${vhdx} 1025B`)).find(({ code }) => code === "size-not-aligned");
  expect(found?.finding.fixes?.[0]?.title).toBe("Change to 1536B");
});

test("a boot disk of generation 1 has at most 2 TB", () => {
  const boot = (size: string) => `vm a { ide 0:0 disk "C:\\VMs\\os.vhdx" ${size} boot }`;
  checkFindings(boot("2TB"));
  checkFindings(boot("3TB"), "warning boot-disk-too-large 3TB");
  checkFindings(boot("65TB"), "disk-too-large 65TB");
  checkFindings(`vm a { ide 0:0 disk "C:\\VMs\\os.vhd" 3TB boot }`, "disk-too-large 3TB");
  checkFindings(`vm a { ide 0:0 disk "C:\\VMs\\os.vhdx" 3TB }`, "warning boot-disk-too-large 3TB");
  checkFindings(`vm a { generation 2; scsi 0:0 disk "C:\\VMs\\os.vhdx" 3TB boot }`);
  checkFindings(disk(`${vhdx} 3TB`));
});

test("a physical disk as boot disk of generation 1 is checked with the size that the host states", () => {
  const boot = (capacity: string, generation = "generation 1; ide") => `platform windows-server-2022
host h { physical 3 ssd-sata ${capacity}; physical 4 ssd-sata 1TB }
vm a { on h; ${generation} 0:0 disk physical 3 boot }`;
  checkInBoth(boot("4TB"), "warning boot-disk-too-large 3");
  checkInBoth(boot("2TB"));
  checkInBoth(boot(""));
  checkInBoth(boot("4TB", "generation 2; scsi"));
});

test("block sizes of a VHDX are powers of two from 1 MB to 256 MB", () => {
  for (const size of ["1MB", "2MB", "32MB", "256MB"]) checkFindings(disk(`${vhdx} { block-size ${size} }`));
  for (const size of ["512KB", "3MB", "512MB", "0MB", "1048577B"]) {
    checkFindings(disk(`${vhdx} { block-size ${size} }`), `block-size-out-of-range ${size}`);
  }
});

test("block sizes of a VHD are 512 KB and 2 MB", () => {
  for (const size of ["512KB", "2MB"]) checkFindings(disk(`${vhd} { block-size ${size} }`));
  for (const size of ["256KB", "1MB", "4MB"]) {
    checkFindings(disk(`${vhd} { block-size ${size} }`), `block-size-out-of-range ${size}`);
  }
});

test("4096-byte sectors need VHDX, and differencing disks state none", () => {
  for (const bytes of ["512", "4096"]) {
    checkFindings(disk(`${vhdx} { sector-size ${bytes} }`));
    const child = `${vhdx} { parent "C:\\VMs\\b.vhdx"; sector-size ${bytes} }`;
    checkFindings(disk(child), `sector-size-not-supported ${bytes}`);
  }
  checkFindings(disk(`${vhd} { sector-size 512 }`));
  checkFindings(disk(`${vhd} { sector-size 4096 }`), "sector-size-not-supported 4096");
});

test("IOPS limits reach 1,000,000,000, and the minimum is not above the maximum", () => {
  const limits = (text: string) => disk(`${vhdx} { ${text} }`, "windows-server-2019");
  checkFindings(limits("maximum-iops 1000000000"));
  checkFindings(limits("maximum-iops 1000000001"), "iops-out-of-range 1000000001");
  checkFindings(limits("minimum-iops 1000000001; maximum-iops 5"), "iops-out-of-range 1000000001");
  checkFindings(limits("minimum-iops 500; maximum-iops 500"));
  checkFindings(limits("minimum-iops 501; maximum-iops 500"), "iops-out-of-range 500");
  checkFindings(limits("maximum-iops 500; minimum-iops 501"), "iops-out-of-range 501");
});

test("IOPS limits require 2012 R2, and are not allowed on shared disks", () => {
  const limited = `${vhdx} { minimum-iops 5; maximum-iops 9 }`;
  const refused = ["iops-not-supported 5", "iops-not-supported 9"];
  checkFindings(disk(limited, "windows-server-2012"), ...refused);
  checkFindings(disk(limited, "windows-server-2012-r2"));
  checkFindings(disk(limited, "windows-8.1"));
  checkFindings(disk(onCluster(limited).replace("{", "shared {"), "windows-server-2019"), ...refused);
  checkFindings(disk(limited), "information platform-not-stated a", ...refused.map((one) => `warning ${one}`));
});

test("disks are shared on SCSI, from 2012 R2 on, on servers", () => {
  const shared = "shared-disk-not-supported shared";
  checkFindings(disk(`${onCluster(vhdx)} shared`, "windows-server-2012"), shared);
  checkFindings(disk(`${onCluster(vhdx)} shared`, "windows-server-2012-r2"));
  checkFindings(disk(`${onCluster(vhds)} shared`, "windows-server-2016"));
  checkFindings(disk(`${onCluster(vhdx)} shared`, "windows-10"), shared);
  checkFindings(disk(`${onCluster(vhd)} shared`, "windows-server-2016"), shared);
  checkFindings(disk(`${onCluster(vhdx)} shared { parent "C:\\VMs\\b.vhdx" }`, "windows-server-2016"), shared);
  checkFindingsOf(
    ["shared-disk-not-supported"],
    disk(`${onCluster(vhdx)} shared`, "windows-server-2016").replace("scsi 0:0", "ide 0:1"),
    shared,
  );
});

test("without a platform a shared disk is a warning, and an error where no release accepts it", () => {
  const of = ["shared-disk-not-supported"];
  checkFindingsOf(of, disk(`${onCluster(vhdx)} shared`), "warning shared-disk-not-supported shared");
  checkFindingsOf(of, disk(`${onCluster(vhd)} shared`), "shared-disk-not-supported shared");
});
