/**
 * Sizes of what is shipped, in KB of 1,024 bytes, as in a layout. At startup, a language server loads only `server.js`;
 * the extension is its entry and the client that the entry loads.
 */
import { existsSync, statSync } from "node:fs";
import { record } from "./results.ts";

const files: readonly (readonly [files: readonly string[], maxKb?: number])[] = [
  [["dist/server.js"], 700],
  [["dist/exchange.js"]],
  [["dist/simulation.js"]],
  [["dist/web/server.js"]],
  [["dist/extension.js"]],
  [["dist/extension.js", "dist/client.js"], 550],
  [["dist/hvvm.vsix"], 1800],
];

export function benchSizes(): void {
  for (const [parts, maxKb] of files) {
    const name = parts.join(" + ");
    if (!parts.every((file) => existsSync(file))) {
      console.log(`${name.padEnd(62)} left out: it is not built`);
      continue;
    }
    const kb = parts.reduce((sum, file) => sum + statSync(file).size, 0) / 1024;
    const goal = maxKb === undefined ? {} : { goal: { text: `${maxKb} KB`, isMet: kb <= maxKb } };
    record({ section: "sizes", name, figure: `${kb.toFixed(1)} KB`, values: { kb }, ...goal });
  }
}
