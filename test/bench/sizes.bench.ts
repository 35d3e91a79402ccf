/** Sizes of what is shipped, in KB of 1,024 bytes, as in a layout. What a language server loads when it starts is `server.js` alone. */
import { existsSync, statSync } from "node:fs";
import { record } from "./results.ts";

const files: readonly (readonly [file: string, mostKb?: number])[] = [
  ["dist/server.js", 350],
  ["dist/simulation.js"],
  ["dist/web/server.js"],
  ["dist/extension.js", 550],
  ["dist/hvvm.vsix", 1536],
];

export function benchSizes(): void {
  for (const [file, mostKb] of files) {
    if (!existsSync(file)) {
      console.log(`${file.padEnd(62)} left out: it is not built`);
      continue;
    }
    const kb = statSync(file).size / 1024;
    const goal = mostKb === undefined ? {} : { goal: { text: `${mostKb} KB`, isMet: kb <= mostKb } };
    record({ section: "sizes", name: file, figure: `${kb.toFixed(1)} KB`, values: { kb }, ...goal });
  }
}
