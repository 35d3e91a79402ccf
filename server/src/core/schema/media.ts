/** The built-in media of volumes and physical disks. Their costs are in the simulation's table. */

export const mediaWords = {
  "hdd-5400": "A hard disk of 5,400 revolutions a minute, 2.5 inch.",
  "hdd-7200": "A hard disk of 7,200 revolutions a minute, 3.5 inch.",
  "hdd-15000": "A hard disk of 15,000 revolutions a minute.",
  "ssd-sata": "A flash disk on SATA.",
  "ssd-nvme": "A consumer flash disk on NVMe.",
  "ssd-nvme-datacenter": "A data-centre flash disk on NVMe, in its steady state.",
  optane: "A 3D XPoint disk.",
  "ssd-sas": "A flash disk on SAS, 12 Gbit/s.",
  "ssd-nvme-gen4": "A data-centre flash disk on NVMe, PCIe 4.0.",
  "ssd-nvme-gen5": "A data-centre flash disk on NVMe, PCIe 5.0.",
} as const;

export type Media = keyof typeof mediaWords;

/** Their names as a list for a sentence. */
export const builtInMediaList = Object.keys(mediaWords).join(", ");

export function isSpinning(media: Media): boolean {
  return media.startsWith("hdd-");
}

/** Whether `name`, in lower case, is the name of a built-in medium. */
export function isBuiltInMedia(name: string): name is Media {
  return Object.hasOwn(mediaWords, name);
}

/** How the disks of a medium store data, each with the minimum number of disks. */
export const resiliencies = {
  simple: {
    min: 1,
    doc: "One copy of the data, striped over all disks (RAID 0): the loss of one disk loses everything.",
  },
  mirror: { min: 2, doc: "Two copies of the data (RAID 1 or 10)." },
  "three-way-mirror": { min: 3, doc: "Three copies of the data." },
  parity: { min: 3, doc: "Data with one parity (RAID 5): a small write reads and writes twice." },
  "dual-parity": { min: 4, doc: "Data with two parities (RAID 6): a small write reads and writes three times." },
} as const;

export type Resiliency = keyof typeof resiliencies;
