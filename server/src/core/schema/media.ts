/** The media that a volume or physical disk can be made of. What each costs stands in the simulation's table. */

export const mediaWords = {
  "hdd-5400": "A hard disk of 5,400 revolutions a minute, 2.5 inch.",
  "hdd-7200": "A hard disk of 7,200 revolutions a minute, 3.5 inch.",
  "hdd-15000": "A hard disk of 15,000 revolutions a minute.",
  "ssd-sata": "A flash disk on SATA.",
  "ssd-nvme": "A consumer flash disk on NVMe.",
  "ssd-nvme-datacenter": "A data-centre flash disk on NVMe, in its steady state.",
  optane: "A 3D XPoint disk.",
} as const;

export type Media = keyof typeof mediaWords;

export function isSpinning(media: Media): boolean {
  return media.startsWith("hdd-");
}
