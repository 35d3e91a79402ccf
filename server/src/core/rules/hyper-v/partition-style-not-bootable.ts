import { certainBootDisk } from "../../model/boot.ts";
import { generationOf, known, slotTitle } from "../../model/layout.ts";
import { bootableStyle } from "../../model/start-failure.ts";
import { startsFrom } from "../../schema/controllers.ts";
import { generation2Guest } from "../../schema/guests.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { mayUseGeneration2 } from "../advice.ts";
import { devicesOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** The BIOS starts from MBR, the firmware of generation 2 from GPT. */
export const partitionStyleNotBootable = defineRule({
  code: "partition-style-not-bootable",
  severity: "error",
  link: pages.generations,
  why: "A system that was installed in one generation does not start in the other: the BIOS of generation 1 reads a master boot record, and the UEFI firmware of generation 2 looks for its loader on a GUID partition table. As a data disk either style is fine.",
  bad: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot { partition-style mbr }
                                                              ^^^
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot { partition-style gpt }
}`,
  scope: "vm",
  check(context, report) {
    const { vm } = context;
    const generation = generationOf(vm);
    const disk = certainBootDisk(vm, devicesOf(context));
    if (generation === undefined || !disk || disk.content.kind === "dvd") return;
    const style = disk.content.partitionStyle;
    const wanted = bootableStyle(generation);
    if (!style || style.value === wanted || !startsFrom(disk.controllerType, generation)) return;
    const convert = generation === 1 ? "Convert the image" : "Convert the image (mbr2gpt on Windows)";
    const other = generation === 1 ? 2 : 1;
    const mayChange = other === 2 ? mayUseGeneration2(context) : known(vm.guest) !== generation2Guest;
    const advice = `${convert}${mayChange ? `, or make this a VM of generation ${other}` : ""}.`;
    const message = `The boot disk at ${slotTitle(disk)} is ${style.value}, but generation ${generation} starts from ${wanted} only. ${advice}`;
    report({ at: style.range, message });
  },
});
