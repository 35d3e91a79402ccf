/** Sizes of what is shipped, in KB and MB of 1,000 and 1,000,000 bytes. */
import { existsSync, statSync } from "node:fs";
import { record } from "./results.ts";

const files = [
  ["dist/server.js", 350],
  ["dist/extension.js", 550],
  ["dist/hvvm.vsix", 1500],
] as const;

export function benchSizes(): void {
  for (const [file, mostKb] of files) {
    if (!existsSync(file)) {
      console.log(`${file.padEnd(62)} left out: it is not built`);
      continue;
    }
    const kb = statSync(file).size / 1000;
    const goal = { text: `${mostKb} KB`, isMet: kb <= mostKb };
    record({ section: "sizes", name: file, figure: `${kb.toFixed(0)} KB`, values: { kb }, goal });
  }
}
