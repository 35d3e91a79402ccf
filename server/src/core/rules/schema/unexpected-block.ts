import { defineRule } from "../rule.ts";

/** A block that no statement takes. */
export const unexpectedBlock = defineRule({
  code: "unexpected-block",
  severity: "error",
  why: "Only VMs, hosts, clusters, media, loads, volumes, disks and parents take a block. A block elsewhere is left over, or its keyword is missing.",
  bad: String.raw`
vm web01 {
  generation 1 { }
               ^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  generation 1
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
});
