/** What each release accepts, as one table: a letter for each release, in the order of `releases`. */
import { expect, test } from "vitest";
import { toJson } from "../../../server/src/core/model/to-json.ts";
import type { PlacedFinding } from "../../../server/src/core/rules/rule.ts";
import { allReleases } from "../../../server/src/core/schema/releases.ts";
import { findingsOf } from "../../support/check.ts";
import { nativeStatements } from "../../support/notations.ts";

const servers = ["2008-beta", "2008", "2008-r2", "2012", "2012-r2", "2016", "2019", "2022", "2025"];
const clients = ["8", "8.1", "10", "11"];
const releases = [...servers.map((one) => `windows-server-${one}`), ...clients.map((one) => `windows-${one}`)];

const boot1 = String.raw`ide 0:0 disk "C:\V\os.vhd" boot`;
const boot2 = String.raw`generation 2; scsi 0:0 disk "C:\V\os.vhdx" boot`;
const csv = String.raw`C:\ClusterStorage\V1\q`;
const loaded = (slot: string, file: string) => `scsi ${slot} disk "D:\\V\\${file}.vhd" fixed { load oltp }`;

/** E: error, W: warning, I: information, a dot: nothing. Servers from the pre-release of 2008 on, then clients. */
const table: readonly (readonly [code: string, devices: string, severities: string])[] = [
  ["generation-not-available", boot2, "EEEE.....E..."],
  ["file-extension-not-supported", String.raw`${boot1}; scsi 0:0 disk "D:\V\d.vhd"`, "............."],
  ["file-extension-not-supported", String.raw`${boot1}; scsi 0:0 disk "D:\V\d.vhdx"`, "EEE.........."],
  ["file-extension-not-supported", String.raw`${boot1}; scsi 0:0 disk "D:\V\d.vhds"`, "EEEEE....EE.."],
  ["file-extension-not-supported", String.raw`${boot1}; ide 0:1 disk "D:\V\d.vhds"`, "EEEEEEEEEEEEE"],
  ["file-extension-not-supported", String.raw`${boot2}; scsi 0:1 disk "D:\V\d.vhd"`, "EEEEEEEEEEEEE"],
  ["network-path-not-supported", String.raw`${boot1}; scsi 0:0 disk "\\nas\vms\a\d.vhd"`, "EEE.........."],
  ["path-in-root", String.raw`${boot1}; scsi 0:0 disk "\\nas\vms\d.vhd"`, "...WWWWWWWWWW"],
  ["shared-disk-not-supported", `${boot1}; scsi 0:0 disk "${csv}.vhdx" shared`, "EEEE.....EEEE"],
  ["shared-disk-not-supported", `${boot1}; scsi 0:0 disk "${csv}.vhds" shared`, "EEEE.....EEEE"],
  ["shared-disk-not-supported", `${boot1}; scsi 0:0 disk "${csv}.vhd" shared`, "EEEEEEEEEEEEE"],
  ["iops-not-supported", String.raw`${boot1}; scsi 0:0 disk "D:\V\d.vhd" { maximum-iops 500 }`, "EEEE.....E..."],
  ["iops-not-supported", `${boot1}; scsi 0:0 disk "${csv}.vhdx" shared { maximum-iops 500 }`, "EEEEEEEEEEEEE"],
  ["scsi-location-out-of-range", String.raw`${boot1}; scsi 0:63 disk "D:\V\d.vhd"`, "............."],
  ["scsi-location-out-of-range", String.raw`${boot1}; scsi 0:254 disk "D:\V\d.vhd"`, ".EEEEEEEEEEEE"],
  ["dvd-on-scsi", `${boot1}; scsi 0:0 dvd empty`, "EEEEEWWWWEEWW"],
  ["dvd-on-scsi", `${boot2}; scsi 0:1 dvd empty`, "............."],
  ["too-many-adapters", `${boot1}; ${"network; ".repeat(9)}`, "EEEEEEEEEEEEE"],
  ["too-many-adapters", `${boot2}; ${"network; ".repeat(9)}`, "EEEEEE...EE.."],
  ["too-many-adapters", `${boot2}; ${"network; ".repeat(65)}`, "EEEEEEEEEEEEE"],
  ["boot-disk-not-first", boot1.replace("0:0", "0:1"), "E............"],
  ["boot-disk-not-first", `${boot1.replace("0:0", "0:1")}; ide 0:0 disk physical 2`, "EWWWWWWWWWWWW"],
  ["boot-slot-taken", `${boot1.replace("0:0", "0:1")}; ide 0:0 dvd empty`, ".IIIIIIIIIIII"],
  ["busy-disks-share-controller", `${boot1}; ${loaded("0:0", "d")}; ${loaded("0:1", "e")}`, ".II.........."],
  ["ide-channel-shared", `${boot1} { load oltp }; ${loaded("0:1", "d").replace("scsi", "ide")}`, "I............"],
];

test("the table has all releases", () => expect([...releases].sort()).toEqual([...allReleases].sort()));

/** The platform in the file, at the host, and at its cluster, there in JSON. */
const places: readonly ((release: string, vm: string) => readonly PlacedFinding[])[] = [
  (release, vm) => findingsOf(`platform ${release}\nvm a { ${vm} }`),
  (release, vm) => findingsOf(`platform windows-server-2022\nhost h { platform ${release} }\nvm a { on h; ${vm} }`),
  (release, vm) => {
    const text = `cluster c { platform ${release} }\nhost h { cluster c }\nvm a { on h; ${vm} }`;
    return findingsOf(toJson(nativeStatements(text)), "json");
  },
];

test.each(table)("%s: %s", (code, devices, severities) => {
  for (const findings of places) {
    const letters = releases.map((release) => {
      const found = findings(release, devices).find((each) => each.code === code);
      return found ? found.severity.charAt(0).toUpperCase() : ".";
    });
    expect(letters.join("")).toBe(severities);
  }
});
