/** The layouts of `examples/` and `test/samples/`, as texts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Notation } from "../../server/src/core/document.ts";

const root = resolve(import.meta.dirname, "../..");

export interface Sample {
  readonly path: string;
  readonly text: string;
}

/** All samples of a notation, sorted by path. */
export function sampleFiles(notation: Notation): readonly Sample[] {
  const ending = notation === "json" ? ".hvvm.json" : ".hvvm";
  return ["examples", "test/samples"].flatMap((folder) => {
    const path = join(root, folder);
    if (!existsSync(path)) return [];
    const names = readdirSync(path)
      .filter((name) => name.endsWith(ending))
      .sort();
    return names.map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(path, name), "utf8") }));
  });
}

export function samples(notation: Notation): readonly string[] {
  const texts = sampleFiles(notation).map(({ text }) => text);
  return texts.length > 0 ? texts : [smallJson];
}

const smallJson = `{
  // a small layout
  "platform": "windows-server-2008",
  "hosts": { "hv01": { "volumes": { "C:": { "media": "hdd-7200", "capacity": "500GB" } } } },
  "loads": { "orders": { "requestSize": "8KB", "queueDepth": 32 } },
  "vms": {
    "web01": {
      "on": "hv01",
      "ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhd", "type": "fixed", "size": "40GB", "boot": true } },
      "scsi": { "0:0": { "disk": "C:\\\\VMs\\\\data.vhd", "load": "orders" }, "1": {} },
      "networks": [{ "switch": "External", "legacy": true }]
    }
  }
}
`;
