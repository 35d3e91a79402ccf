import type { MissedExpectation } from "../../forecast/expectations.ts";
import { defineRule, type Finding } from "../rule.ts";

/** The simulation meets what is expected of a disk. Checked where a simulation runs, not with each edit. */
export const expectationNotMet = defineRule({
  code: "expectation-not-met",
  severity: "warning",
  isOfSimulation: true,
  why: "An expectation says what a disk must reach under its load. In the simulation of the layout it does not: the disk is too slow where it is, or the expectation is too high. It is checked by the simulate command, which then ends with exit code 1.",
  bad: String.raw`
platform windows-server-2022
host hv01 { volume "D:" hdd-7200 }
vm db01 {
  on hv01
  generation 2
  scsi 0:0 disk "D:\VMs\db01\os.vhdx" fixed boot { load oltp; expect iops 5000 }
                                                                          ^^^^
}`,
  good: String.raw`
platform windows-server-2022
host hv01 { volume "D:" ssd-nvme }
vm db01 {
  on hv01
  generation 2
  scsi 0:0 disk "D:\VMs\db01\os.vhdx" fixed boot { load oltp; expect iops 5000 }
}`,
});

export function expectationFinding({ expectation, message }: MissedExpectation): Finding {
  return { at: expectation.bound.range, message };
}
