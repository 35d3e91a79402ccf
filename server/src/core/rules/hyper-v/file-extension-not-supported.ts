import { pages } from "../../schema/hyper-v-limits.ts";
import { extensionRefusal } from "../file-extensions.ts";
import { isWellFormed, namedFiles } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A device takes files of its own kinds. */
export const fileExtensionNotSupported = defineRule({
  code: "file-extension-not-supported",
  severity: "error",
  why: "Hyper-V tells what a file is by its extension, and which extensions it accepts depends on the device, the generation and the release: VHDX came with Windows Server 2012, VHD Sets (.vhds, on SCSI only) with 2016, and generation 2 takes no .vhd. Files with .avhd and .avhdx belong to checkpoints: Hyper-V makes, renames and merges them itself.",
  link: pages.newVhd,
  bad: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhd" boot
                ^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "release",
  check(context, report) {
    const { vm, release } = context;
    for (const named of namedFiles(context)) {
      const message = extensionRefusal(named, vm, release);
      if (message !== undefined && isWellFormed(named.file.value)) report({ at: named.file.range, message });
    }
  },
});
