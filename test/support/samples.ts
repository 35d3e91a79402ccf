/** The sample layouts, each in both notations. */
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../samples/", import.meta.url);

export interface Sample {
  readonly name: string;
  readonly native: string;
  readonly json: string;
}

export const samples: readonly Sample[] = readdirSync(folder)
  .filter((name) => name.endsWith(".hvvm"))
  .sort()
  .map((name) => ({ name, native: read(name), json: read(`${name}.json`) }));

function read(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}
