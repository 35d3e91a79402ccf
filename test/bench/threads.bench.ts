/** How long the simulation of whole hosts takes on all cores, and the speedup over one thread. */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { type SimulationJob, simulationJob } from "../../server/src/core/forecast/simulation-job.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { startNodeThread } from "../../server/src/threads/node-thread.ts";
import { SimulationThreads } from "../../server/src/threads/simulation-threads.ts";
import { largeLayout } from "./large-layouts.ts";
import { line } from "./measure.ts";

const ofOneHost = `platform windows-server-2022
host hv01 { processors 64; volume "D:" ssd-nvme-datacenter 90TB }
load data { request-size 8KB; read 70%; random 100%; queue-depth 8 }
${Array.from({ length: 256 }, (_, n) => `vm v${n} { on hv01; generation 2; scsi 0:0 disk "D:\\VMs\\${n}.vhdx" fixed 60GB { load data } }`).join("\n")}
`;

export async function benchThreads(): Promise<void> {
  await benchLayout("256 disks of one host", ofOneHost, 5);
  await benchLayout("1,000 VMs with 3,000 disks on 40 hosts", largeLayout(1000), 10);
}

async function benchLayout(name: string, text: string, goalSeconds: number): Promise<void> {
  const { items, definitions } = HvvmDocument.read(text, "hvvm");
  const { costs } = resolveCosts();
  const layout = items.flatMap(({ item }) => item.layout);
  const job = simulationJob(layout, definitions, { costs, seed: 1, requests: 100_000 })!;
  const cores = availableParallelism();
  const onAll = await secondsOn(cores, job);
  const onOne = await secondsOn(1, job);
  line(name, `${onAll.toFixed(1)} s on ${cores} cores, ${(onOne / onAll).toFixed(2)}× one thread`, {
    text: `${goalSeconds} s`,
    isMet: onAll <= goalSeconds,
  });
}

async function secondsOn(threads: number, job: SimulationJob): Promise<number> {
  const all = new SimulationThreads(() => startNodeThread(resolve("dist/simulation.js")), threads);
  const start = performance.now();
  const { kind } = await all.run(job, "");
  all.end();
  if (kind !== "done") throw new Error(`The simulation was ${kind}.`);
  return (performance.now() - start) / 1000;
}
