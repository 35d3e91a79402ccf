/** The volumes that the preview receives: each once, with the hosts that have it, in both notations. */
import { expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { nativeStatements } from "../support/notations.ts";

test("a volume has the space that the files of all VMs take on it, and each file counts once", () => {
  const { volumes, vms } = layoutOutline(
    HvvmDocument.read(
      String.raw`host hv01 { volume "C:" ssd-sata 100GB; volume "D:" hdd-7200; physical 3 optane }
vm a {
  on hv01
  scsi 0:0 disk "C:\VMs\os.vhdx" fixed 40GB boot
  scsi 0:1 disk "c:\vms\shared.vhdx" dynamic 80GB shared
  scsi 0:2 disk "D:\VMs\data.vhdx"
  scsi 0:3 disk physical 3
}
vm b {
  on hv01
  scsi 0:0 disk "C:\VMs\shared.vhdx" dynamic 80GB shared { load oltp }
  scsi 0:1 disk "E:\VMs\data.vhdx" dynamic 10GB
}
vm c {
  scsi 0:0 disk "C:\VMs\c.vhdx" dynamic 10GB
}
`,
      "hvvm",
    ),
    [],
  );
  const gigabyte = 2 ** 30;
  expect(volumes.map(({ space }) => space)).toEqual([
    { capacityBytes: 100 * gigabyte, fixedBytes: 40 * gigabyte, promisedBytes: 120 * gigabyte, unsizedFiles: 0 },
    { capacityBytes: undefined, fixedBytes: 0, promisedBytes: 0, unsizedFiles: 1 },
    undefined,
  ]);
  expect(vms.map(({ slots }) => slots.map(({ volume }) => volume))).toEqual([
    [0, 0, 1, 2],
    [0, undefined],
    [undefined],
  ]);
});

test("it is marked if the layout does not state a disk's load: a boot disk always carries one", () => {
  const { vms } = layoutOutline(
    HvvmDocument.read(
      String.raw`vm a {
  generation 2
  scsi 0:0 disk "C:\os.vhdx" boot
  scsi 0:1 disk "C:\a.vhdx"
  scsi 0:2 disk "C:\b.vhdx" { load idle }
  scsi 0:3 dvd empty
}
`,
      "hvvm",
    ),
    [],
  );
  expect(vms[0]!.slots.map(({ load }) => load)).toEqual(["assumed", "none", undefined, undefined]);
});

const text = `cluster c { volume "C:\\ClusterStorage\\Volume1" ssd-sata 4TB; volume "E:" hdd-7200 }
host n1 { cluster c; volume "C:" optane; volume "\\\\nas\\vm" ssd-sas }
host n2 { cluster c; volume "C:" ssd-nvme; volume "\\\\nas\\vm" ssd-sas; volume "E:" optane; physical 3 optane }
host alone { volume "C:\\ClusterStorage\\Volume1" optane }
`;

test.each<[Notation, string]>([
  ["hvvm", text],
  ["json", toJson(nativeStatements(text))],
])("a volume that hosts share is one volume (%s)", (notation, source) => {
  const document = HvvmDocument.read(source, notation);
  const { volumes } = layoutOutline(document, []);
  expect(volumes.map(({ host, hosts, id, media }) => `${host} ${id} ${media}: ${hosts.join(" ")}`)).toEqual([
    "c C:\\ClusterStorage\\Volume1 ssd-sata: n1 n2",
    "c E: hdd-7200: n1",
    "n1 C: optane: n1",
    "n1 \\\\nas\\vm ssd-sas: n1 n2",
    "n2 C: ssd-nvme: n2",
    "n2 E: optane: n2",
    "n2 physical 3 optane: n2",
    "alone C:\\ClusterStorage\\Volume1 optane: alone",
  ]);
  expect(
    volumes.map(
      ({ id, range }) =>
        source.split("\n")[range.start.line]!.includes(id.replaceAll("\\", notation === "json" ? "\\\\" : "\\")) ||
        id.startsWith("physical"),
    ),
  ).not.toContain(false);
});
