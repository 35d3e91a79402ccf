/** A code as people read it. */

/** `ide-on-generation-2` as `IDE on generation 2`. */
export function ruleTitle(code: string): string {
  const words = code.split("-").map((word) => names[word] ?? word);
  const title = words.join(" ");
  return title.charAt(0).toUpperCase() + title.slice(1);
}

const names: Readonly<Record<string, string>> = {
  ide: "IDE",
  scsi: "SCSI",
  dvd: "DVD",
  vhd: "VHD",
  vm: "VM",
  iops: "IOPS",
  json: "JSON",
};
