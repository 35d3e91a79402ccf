/** What the stages of a path are called: each stage of the report once, for everybody who shows one. */

/** What a stage makes happen at the border between guest and host, once per visit at most. */
export type Crossing = "exit" | "hypercall" | "interrupt";

interface StageName {
  /** Fits a station of a diagram. */
  readonly short: string;
  readonly long: string;
  readonly crossing?: Crossing;
}

/** An id that stands for no stage stands for itself. */
export function stageShort(id: string): string {
  return stageNames[id]?.short ?? id;
}

export function stageLong(id: string): string {
  return stageNames[id]?.long ?? id;
}

export function stageCrossing(id: string): Crossing | undefined {
  return stageNames[id]?.crossing;
}

const stageNames: Readonly<Record<string, StageName>> = {
  "g.issue": { short: "System call", long: "System call to port driver" },
  "vsc.build": { short: "Build request", long: "Build request and page list" },
  "sig.out": { short: "Signal host", long: "Signal the host", crossing: "hypercall" },
  "root.wake": { short: "Wake host", long: "Interrupt and wake the host's thread" },
  chan: { short: "VMBus channel", long: "Serial work on the VMBus channel" },
  "chan.before2012": { short: "VMBus channel", long: "Serial work on the VMBus channel" },
  outstanding: { short: "Request limit", long: "Wait within the limit of outstanding requests" },
  processor: { short: "Virtual CPU", long: "Wait for a virtual processor" },
  "ide.channel": { short: "IDE channel", long: "Wait for the IDE channel" },
  ctx: { short: "Switch to vmwp", long: "Context switch to vmwp.exe" },
  "media.service": { short: "Medium", long: "Service of the medium" },
  "media.transfer": { short: "Transfer", long: "Transfer over the device's link" },
  "vsp.exec": { short: "Map, execute", long: "Map guest pages, execute request" },
  "vhd.fixed": { short: "Fixed VHD", long: "Offset in the fixed disk file" },
  "vhd.dyn": { short: "Block table", long: "Look up the block of the dynamic disk" },
  "vhd.diff": { short: "Disk chain", long: "Walk the chain of differencing disks" },
  ntfs: { short: "File system", long: "File system of the host" },
  "root.disk": { short: "Disk driver", long: "Disk class and port driver of the host" },
  "root.cmpl": { short: "Complete I/O", long: "Device interrupt and completion" },
  "vsp.cmpl": { short: "Reply packet", long: "Completion packet to the guest's ring" },
  "g.cmpl": { short: "Complete request", long: "Interrupt handler and completion in the guest" },
  "g.wake": { short: "Wake thread", long: "Wake the waiting thread" },
  "ide.access": { short: "Register access", long: "Trapped register accesses", crossing: "exit" },
  "ide.guestDelay": { short: "Driver delays", long: "Waiting loops of the guest's driver" },
  "ide.copy": { short: "Bounce copy", long: "Copy through the bounce buffer" },
  "irq.inject": { short: "Inject interrupt", long: "Inject the completion interrupt", crossing: "interrupt" },
  eoi: { short: "End of interrupt", long: "End of interrupt" },
};
