/** What a VM starts from, in which order, and whether it can. */
import { expect, test } from "vitest";
import { checkFindings, checkInBoth, findingsOf } from "../../support/check.ts";

const os = String.raw`disk "C:\VMs\os.vhdx"`;
const data = String.raw`disk "C:\VMs\data.vhdx"`;
const iso = String.raw`dvd "C:\ISO\installer.iso"`;

const in1 = (body: string) => `platform windows-server-2019\nvm a {\n${body}\n}`;
const in2 = (body: string) => in1(`generation 2\n${body}`);

test("an order of classes in generation 2 is reported once, whatever it contains", () => {
  const told = "startup-on-generation-2 startup";
  checkFindings(in2(`startup network scsi\nscsi 0:0 ${os}`), told);
  checkFindings(in2(`startup\nscsi 0:0 ${os}`), told);
  checkFindings(in2(`startup cd cd\nscsi 0:0 ${os}`), told);
  checkInBoth(in2(`startup cd ide legacy-network floppy\nscsi 0:0 ${os}`), told);
  checkFindings(in1(`startup network scsi\nide 0:0 ${os}`), "invalid-value network");
  checkFindings(in1(`generation 3\nstartup network\nide 0:0 ${os}`), "invalid-value 3", "invalid-value network");
});

test("an order of devices in generation 1 is reported once, whatever it contains", () => {
  const told = "boot-order-on-generation-1 boot-order";
  checkInBoth(in1(`boot-order 0:0\nide 0:0 ${os}`), told);
  checkFindings(in1(`generation 1\nboot-order cd 0:7 0:7\nide 0:0 ${os}`), told);
  checkFindings(in1(`boot-order\nide 0:0 ${os}`), told);
  checkInBoth(in2(`boot-order 0:0\nscsi 0:0 ${os}`));
  checkFindings(in2(`boot-order cd\nscsi 0:0 ${os}`), "invalid-value cd");
});

test("an entry of the boot order must exist", () => {
  checkInBoth(in2(`boot-order 0:0 network file\nscsi 0:0 ${os}\nnetwork`));
  checkInBoth(in2(`boot-order 0:0 network\nscsi 0:0 ${os}`), "boot-order-device-missing network");
  checkInBoth(
    in2(`boot-order 0:1 0:0 1:0 4:0\nscsi 0:0 ${os}`),
    ...["0:1", "1:0", "4:0"].map((slot) => `boot-order-device-missing ${slot}`),
  );
  checkInBoth(in2(`boot-order 0:1 0:0\nscsi 0:0 ${os}\nscsi 0:1 dvd empty`));
});

test("a device that is refused counts as present, and in a broken VM nothing is missing", () => {
  checkInBoth(in2(`boot-order 0:0 network\nscsi 0:0 ${os}\nnetwork legacy`), "legacy-network-on-generation-2 legacy");
  checkInBoth(in2(`boot-order 0:0 0:64\nscsi 0:0 ${os}\nscsi 0:64 ${data}`), "scsi-location-out-of-range 64");
  checkFindings(in2(`boot-order 0:0 0:1\nscsi 0:0 ${os}\nscsi 0:1 disc "C:\\V\\a.vhdx"`), "invalid-value disc");
});

test("the first disk of the boot order is the boot disk", () => {
  const text = (order: string) =>
    in2(`${order}\nscsi 0:0 ${data} { partition-style mbr }\nscsi 0:1 ${os} { partition-style gpt }`);
  checkInBoth(text("boot-order 0:1 0:0"));
  checkInBoth(text("boot-order 0:0 0:1"), "partition-style-not-bootable mbr");
  checkInBoth(text("boot-order file"), "partition-style-not-bootable mbr");
  checkInBoth(text(""), "partition-style-not-bootable mbr");
});

test("the marked device comes first in the boot order", () => {
  const text = (order: string) => in2(`boot-order ${order}\nscsi 0:0 ${os} boot\nscsi 0:1 ${iso}\nnetwork`);
  checkInBoth(text("0:0 0:1"));
  checkInBoth(text("file 0:0 0:1"));
  checkInBoth(text("0:1 0:0"), "warning boot-disk-not-first boot");
  checkInBoth(text("network 0:0"), "warning boot-disk-not-first boot");
  checkInBoth(text("0:1"), "warning boot-disk-not-first boot");
  checkInBoth(in2(`boot-order 0:1 0:0\nscsi 0:0 ${os} boot`), "boot-order-device-missing 0:1");
});

test("the fix puts the marked device first", () => {
  const [found] = findingsOf(in2(`boot-order 0:1 file 0:0\nscsi 0:0 ${os} boot\nscsi 0:1 ${data}`));
  expect(found!.finding.fixes![0]!.edits[0]).toMatchObject({ newWords: ["0:0", "0:1", "file"] });
});

test("the image of the boot disk has the partitions that the generation starts from", () => {
  const text = (generation: number, controller: string, style: string) =>
    in1(`generation ${generation}\n${controller} 0:0 ${os} { partition-style ${style} }`);
  checkInBoth(text(1, "ide", "mbr"));
  checkInBoth(text(1, "ide", "gpt"), "partition-style-not-bootable gpt");
  checkInBoth(text(2, "scsi", "gpt"));
  checkInBoth(text(2, "scsi", "mbr"), "partition-style-not-bootable mbr");
  checkInBoth(in2("scsi 0:0 disk physical 2 { partition-style mbr }"), "partition-style-not-bootable mbr");
  checkInBoth(in2(`scsi 0:0 ${os}\nscsi 0:1 ${data} { partition-style mbr }`));
  checkInBoth(in1(`scsi 0:0 ${os} boot { partition-style gpt }`), "boot-disk-not-on-ide boot");
});

test("a disc that is tried before the boot disk starts its installer again", () => {
  const told = "information disc-starts-first ide";
  const text = (startup: string, rest: string) => in1(`${startup}\nide 0:0 ${os}\n${rest}`);
  checkInBoth(text("", `ide 1:0 ${iso}`), told);
  checkInBoth(text("startup cd ide legacy-network floppy", `ide 1:0 ${iso}\nide 1:1 ${iso}`), told);
  checkInBoth(text("startup ide cd legacy-network floppy", `ide 1:0 ${iso}`));
  checkInBoth(text("", "ide 1:0 dvd empty"));
  checkInBoth(text("", 'ide 1:0 dvd physical "D:"'));
  checkInBoth(text("", `ide 1:0 ${iso} boot`));
  checkInBoth(text("", String.raw`floppy "C:\Images\a.vfd"`));
  checkInBoth(
    text("startup floppy ide cd legacy-network", String.raw`floppy "C:\Images\a.vfd"`),
    "information disc-starts-first floppy",
  );
  checkFindings(text("startup tape", `ide 1:0 ${iso}`), "invalid-value tape");
});

test("in generation 2 only a written order tries a disc first", () => {
  const told = "information disc-starts-first scsi";
  checkInBoth(in2(`scsi 0:0 ${iso}\nscsi 0:1 ${os}`));
  checkInBoth(in2(`boot-order 0:0 0:1\nscsi 0:0 ${iso}\nscsi 0:1 ${os}`), told);
  checkInBoth(in2(`boot-order 0:1 0:0\nscsi 0:0 ${iso}\nscsi 0:1 ${os}`));
  checkInBoth(in2(`boot-order 0:0\nscsi 0:0 ${iso}\nscsi 0:1 ${os}`), told);
});

test("a system that is installed on SCSI in generation 1 never starts", () => {
  const told = "warning no-boot-disk a";
  checkInBoth(in1(`ide 0:1 ${iso}\nscsi 0:0 ${os}`), told);
  checkInBoth(in1(`scsi 0:0 ${os}\nfloppy "C:\\Images\\a.vfd"`), told);
  checkInBoth(in1(`scsi 0:0 ${os}\nnetwork legacy`), told);
  checkInBoth(in1(`scsi 0:0 ${os}`), "no-boot-disk a");
  checkInBoth(in1(`ide 0:1 ${iso}`));
  checkInBoth(in1(`ide 0:1 ${iso} boot\nscsi 0:0 ${os}`));
  checkInBoth(in1(`ide 0:1 ${iso} boot\nide 0:0 ${os}\nscsi 0:0 ${data}`));
});

test("the advice for a guest without drivers can be followed", () => {
  const adviceOf = (text: string) =>
    findingsOf(text).find(({ code }) => code === "scsi-without-drivers")!.finding.message;
  const guest = "guest linux-without-drivers";
  expect(adviceOf(in1(`${guest}\nide 0:0 ${os}\nscsi 0:0 ${data}`))).toContain("Put the device on IDE 0:1");
  const full = ["0:0", "0:1", "1:0", "1:1"]
    .map((slot) => `ide ${slot} disk "C:\\V\\${slot[0]}${slot[2]}.vhdx"`)
    .join("\n");
  expect(adviceOf(in1(`${guest}\n${full}\nscsi 0:0 ${data}`))).toContain("All IDE slots are taken");
  const inGeneration2 = adviceOf(in2(`${guest}\nscsi 0:0 ${os}`));
  expect(inGeneration2).toContain("generation 1");
  expect(inGeneration2).not.toContain("Put the device on IDE");
});
