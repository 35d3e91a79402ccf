import { removeStatement } from "../../model/problem.ts";
import { isAbsolute, parseWindowsPath } from "../../model/windows-path.ts";
import { defineRule } from "../rule.ts";

/** Only a share is behind a network. */
export const linkNotExpected = defineRule({
  code: "link-not-expected",
  severity: "error",
  why: "A link and its latency are those of the network to a share. A drive, a folder or a cluster volume is reached without one; the delay of a SAN behind it belongs to its medium.",
  bad: String.raw`
host hv01 { volume "D:" ssd-sata { link 10Gbps } }
                                   ^^^^
vm web01 {
  on hv01
  generation 2
  scsi 0:0 disk "D:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
host hv01 { volume "\\nas01\vms" ssd-sata { link 10Gbps } }
vm web01 {
  on hv01
  generation 2
  scsi 0:0 disk "\\nas01\vms\web01\os.vhdx" boot
}`,
  scope: "item",
  check({ item }, report) {
    if (item.kind !== "host" && item.kind !== "cluster") return;
    for (const volume of item.statement.children) {
      const prefix = volume.fields.get("prefix")?.value;
      if (volume.spec.keyword !== "volume" || volume.isBroken || typeof prefix !== "string") continue;
      const path = parseWindowsPath(prefix);
      const [first, ...others] = volume.children.filter(
        ({ spec, isBroken }) => !isBroken && (spec.keyword === "link" || spec.keyword === "latency"),
      );
      if (!first || path.form === "share" || !isAbsolute(path)) continue;
      const { keyword } = first.spec;
      const message = `"${prefix}" is not a share, so it cannot have a ${keyword}. Remove it, or describe the delay in a media definition.`;
      const fixes = others.length === 0 ? [removeStatement(`Remove the ${keyword}`, first.range)] : [];
      report({ at: first.keyword, message, fixes });
    }
  },
});
