import { defineRule } from "../rule.ts";

/** A statement whose block is not there. */
export const missingBlock = defineRule({
  code: "missing-block",
  severity: "error",
  isAboutAbsence: true,
  why: "A host, a load and a vm say what they are in their block. Without one they have no meaning.",
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
