/** What fits a station of a diagram: the short names of the stages, and what they do at the border of guest and host. */

/** What a stage makes happen at the border between guest and host, once per visit at most. */
export type Crossing = (typeof crossingKinds)[number];

export const crossingKinds = ["exit", "hypercall", "interrupt"] as const;

/** An id that stands for no stage stands for itself. */
export function stageShort(id: string): string {
  return shortNames[id] ?? id;
}

export function stageCrossing(id: string): Crossing | undefined {
  return crossings[id];
}

const shortNames: Readonly<Record<string, string>> = {
  software: "Software",
  "g.issue": "System call",
  "vsc.build": "Build request",
  "sig.out": "Signal host",
  "root.wake": "Wake host",
  chan: "VMBus channel",
  "chan.before2012": "VMBus channel",
  outstanding: "Request limit",
  processor: "Virtual CPU",
  "media.copies": "Other disks",
  "media.flush": "Flush",
  "smb.client": "SMB client",
  "smb.server": "SMB server",
  "smb.leg": "SMB, TCP",
  "net.link": "Network",
  "net.delay": "Round trip",
  "alloc.cpu": "Find space",
  "alloc.extend": "Extend file",
  "qos.limit": "IOPS limit",
  "ide.channel": "IDE channel",
  ctx: "Switch to vmwp",
  "media.service": "Medium",
  "media.transfer": "Transfer",
  "vsp.exec": "Map, execute",
  "vhd.fixed": "Fixed VHD",
  "vhd.dyn": "Block table",
  "vhd.diff": "Disk chain",
  ntfs: "File system",
  "root.disk": "Disk driver",
  "root.cmpl": "Complete I/O",
  "vsp.cmpl": "Reply packet",
  "g.cmpl": "Complete request",
  "g.wake": "Wake thread",
  "ide.access": "Register access",
  "ide.guestDelay": "Driver delays",
  "ide.copy": "Bounce copy",
  "irq.inject": "Inject interrupt",
  eoi: "End of interrupt",
};

const crossings: Readonly<Record<string, Crossing>> = {
  "sig.out": "hypercall",
  "ide.access": "exit",
  "irq.inject": "interrupt",
};
