import { defineRule } from "../rule.ts";

/** A known keyword in a place where it is not allowed. */
export const misplacedStatement = defineRule({
  code: "misplaced-statement",
  severity: "error",
  why: "Each statement belongs in a certain kind of block: devices in a VM, volumes in a host or cluster. Anywhere else it has no meaning.",
  bad: String.raw`
generation 1
^^^^^^^^^^
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  generation 1
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
});
