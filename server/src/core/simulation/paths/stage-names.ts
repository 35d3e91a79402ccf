/** What the stages of a path are called: each stage of the report once, for everybody who names one in a sentence. */

/** An id that stands for no stage stands for itself. */
export function stageLong(id: string): string {
  return stageNames[id] ?? id;
}

const stageNames: Readonly<Record<string, string>> = {
  "g.issue": "System call to port driver",
  "vsc.build": "Build request and page list",
  "sig.out": "Signal the host",
  "root.wake": "Interrupt and wake the host's thread",
  chan: "Serial work on the VMBus channel",
  "chan.before2012": "Serial work on the VMBus channel",
  outstanding: "Wait within the limit of outstanding requests",
  processor: "Wait for a virtual processor",
  "media.copies": "Wait for the slowest disk of the array",
  "media.flush": "Flush of the disk's cache",
  "smb.client": "SMB client",
  "smb.server": "SMB server",
  "smb.leg": "SMB and TCP on both sides",
  "net.link": "Transfer over the network",
  "net.delay": "Round trip of the network",
  "alloc.cpu": "Find space for the block",
  "alloc.extend": "Extend the file on the host",
  "qos.limit": "Wait within the maximum of IOPS",
  "ide.channel": "Wait for the IDE channel",
  ctx: "Context switch to vmwp.exe",
  "media.service": "Service of the medium",
  "media.transfer": "Transfer over the device's link",
  "vsp.exec": "Map guest pages, execute request",
  "vhd.fixed": "Offset in the fixed disk file",
  "vhd.dyn": "Look up the block of the dynamic disk",
  "vhd.diff": "Walk the chain of differencing disks",
  ntfs: "File system of the host",
  "spaces.read": "Storage Spaces on the host",
  "spaces.write": "Storage Spaces on the host",
  "root.disk": "Disk class and port driver of the host",
  "root.cmpl": "Device interrupt and completion",
  "vsp.cmpl": "Completion packet to the guest's ring",
  "g.cmpl": "Interrupt handler and completion in the guest",
  "g.wake": "Wake the waiting thread",
  "ide.access": "Trapped register accesses",
  "ide.guestDelay": "Waiting loops of the guest's driver",
  "ide.copy": "Copy through the bounce buffer",
  "irq.inject": "Inject the completion interrupt",
  eoi: "End of interrupt",
};
