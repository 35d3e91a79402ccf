import { defineRule } from "../rule.ts";

/** A statement whose block is not there. */
export const missingBlock = defineRule({
  code: "missing-block",
  severity: "error",
  isAboutAbsence: true,
  why: "The block of a host, a load or a vm describes it. Without the block they mean nothing.",
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
