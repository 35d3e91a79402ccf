/** What the stages of a path are called: each stage of the report once, in a sentence and where there is little room. */

/** The id itself if it is not the id of a stage. */
export function stageLong(id: string): string {
  return stageNames[id]?.[0] ?? id;
}

/** In the few letters that fit a station of a diagram. */
export function stageShort(id: string): string {
  return stageNames[id]?.[1] ?? id;
}

const stageNames: Readonly<Record<string, readonly [long: string, short: string]>> = {
  "g.issue": ["System call to port driver", "System call"],
  "vsc.build": ["Build request and page list", "Build request"],
  "sig.out": ["Signal the host", "Signal host"],
  "root.wake": ["Interrupt and wake the host's thread", "Wake host"],
  chan: ["Serial work on the VMBus channel", "VMBus channel"],
  "chan.before2012": ["Serial work on the VMBus channel", "VMBus channel"],
  outstanding: ["Wait within the limit of outstanding requests", "Request limit"],
  processor: ["Wait for a virtual processor", "Virtual CPU"],
  "media.copies": ["Wait for the slowest disk of the array", "Other disks"],
  "media.flush": ["Flush of the disk's cache", "Flush"],
  "smb.client": ["SMB client", "SMB client"],
  "smb.server": ["SMB server", "SMB server"],
  "smb.leg": ["SMB and TCP on both sides", "SMB, TCP"],
  "net.link": ["Transfer over the network", "Network"],
  "net.delay": ["Round trip of the network", "Round trip"],
  "alloc.cpu": ["Find space for the block", "Find space"],
  "alloc.extend": ["Extend the file on the host", "Extend file"],
  "qos.limit": ["Wait within the maximum of IOPS", "IOPS limit"],
  "ide.channel": ["Wait for the IDE channel", "IDE channel"],
  ctx: ["Context switch to vmwp.exe", "Switch to vmwp"],
  "media.service": ["Service of the medium", "Medium"],
  "media.transfer": ["Transfer over the device's link", "Transfer"],
  "vsp.exec": ["Map guest pages, execute request", "Map, execute"],
  "vhd.fixed": ["Offset in the fixed disk file", "Fixed VHD"],
  "vhd.dyn": ["Look up the block of the dynamic disk", "Block table"],
  "vhd.diff": ["Walk the chain of differencing disks", "Disk chain"],
  ntfs: ["File system of the host", "File system"],
  "spaces.read": ["Storage Spaces on the host", "Storage Spaces"],
  "spaces.write": ["Storage Spaces on the host", "Storage Spaces"],
  "root.disk": ["Disk class and port driver of the host", "Disk driver"],
  "root.cmpl": ["Device interrupt and completion", "Complete I/O"],
  "vsp.cmpl": ["Completion packet to the guest's ring", "Reply packet"],
  "g.cmpl": ["Interrupt handler and completion in the guest", "Complete request"],
  "g.wake": ["Wake the waiting thread", "Wake thread"],
  "ide.access": ["Trapped register accesses", "Register access"],
  "ide.guestDelay": ["Waiting loops of the guest's driver", "Driver delays"],
  "ide.copy": ["Copy through the bounce buffer", "Bounce copy"],
  "irq.inject": ["Inject the completion interrupt", "Inject interrupt"],
  eoi: ["End of interrupt", "End of interrupt"],
  // Several stages that a diagram draws as one.
  software: ["Software", "Software"],
};
