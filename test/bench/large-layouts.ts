/**
 * Layouts with any number of VMs for the benchmarks: one host per 25 VMs, three disks with loads in each VM, an error
 * in every fiftieth.
 */
import { toJson } from "../../server/src/core/model/to-json.ts";
import { nativeStatements } from "../support/notations.ts";

const vmsPerHost = 25;

export function largeLayout(vms: number): string {
  const hosts = Array.from({ length: Math.ceil(vms / vmsPerHost) }, (_, n) =>
    [
      `host ${hostName(n)} {`,
      "  platform windows-server-2022",
      `  volume "C:" ssd-nvme 4TB`,
      `  volume "D:" ssd-nvme 20TB`,
      "}\n",
    ].join("\n"),
  );
  const loads = [
    "load web { request-size 8KB; read 80%; rate 50 }",
    "load logs { request-size 64KB; read 0%; rate 5 }\n",
  ];
  return [...hosts, ...loads, ...Array.from({ length: vms }, (_, n) => vm(n))].join("\n");
}

/** The same layout in the JSON notation, one property per line. */
export function inJson(native: string): string {
  return toJson(nativeStatements(native));
}

function vm(n: number): string {
  const name = vmName(n);
  const last = n % 50 === 49 ? "0:2" : "0:3";
  return [
    `vm ${name} {`,
    `  on ${hostName(Math.floor(n / vmsPerHost))}`,
    "  generation 2",
    "  guest windows-server-2022",
    "  processors 4",
    `  scsi 0:0 disk "C:\\VMs\\${name}\\os.vhdx" fixed 60GB boot`,
    `  scsi 0:1 disk "D:\\VMs\\${name}\\data.vhdx" dynamic 200GB { load web }`,
    `  scsi 0:2 disk "D:\\VMs\\${name}\\logs.vhdx" fixed 20GB { load logs }`,
    `  scsi ${last} dvd empty`,
    '  network "Production"',
    "}\n",
  ].join("\n");
}

export function vmName(n: number): string {
  return `web${String(n).padStart(4, "0")}`;
}

function hostName(n: number): string {
  return `hv${String(n).padStart(3, "0")}`;
}
