import { defineRule } from "../rule.ts";

/** A statement whose block is missing. */
export const missingBlock = defineRule({
  code: "missing-block",
  severity: "error",
  isAboutAbsence: true,
  why: "A VM, host, cluster, medium or load is described by its block. Without the block it means nothing.",
  bad: String.raw`
load orders
^^^^
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { load orders }
}`,
  good: String.raw`
load orders { read 67% }
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { load orders }
}`,
});
