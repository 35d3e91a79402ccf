/** What the preview is told of volumes: each once, with the hosts that have it, in both notations. */
import { expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { nativeStatements } from "../support/notations.ts";

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
