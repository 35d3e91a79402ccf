/**
 * All benchmarks, one after another: `npm run bench`; `npm run bench -- SECTION…` runs some of simulation, threads,
 * forecast, growth, lsp, lsp-large and sizes.
 */
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { benchForecast } from "./forecast.bench.ts";
import { benchGrowth } from "./growth.bench.ts";
import { benchLargeLsp, benchLsp } from "./lsp.bench.ts";
import { finish } from "./results.ts";
import { benchSimulation } from "./simulation.bench.ts";
import { type Work, work } from "./simulation-work.ts";
import { benchSizes } from "./sizes.bench.ts";
import { benchThreads } from "./threads.bench.ts";

const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  simulation: benchSimulation,
  threads: benchThreads,
  forecast: benchForecast,
  growth: benchGrowth,
  lsp: benchLsp,
  "lsp-large": benchLargeLsp,
  sizes: benchSizes,
};

async function run(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !Object.hasOwn(sections, name));
  if (unknown.length > 0) {
    console.error(`There is no section ${unknown.join(", ")}. The sections are ${Object.keys(sections).join(", ")}.`);
    process.exit(2);
  }
  for (const [name, bench] of Object.entries(sections)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n== ${name}`);
    await bench();
  }
  finish();
}

if (isMainThread) await run(process.argv.slice(2));
else parentPort!.postMessage(work[workerData as Work]());
