/** Speed of the forecasts that the editor needs: a hover with its comparison, and the result of many open loads. */
import { readFileSync } from "node:fs";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { type RequestedSimulation, requestedSimulation } from "../../server/src/core/forecast/requested-simulation.ts";
import { simulationJob } from "../../server/src/core/forecast/simulation-job.ts";
import { RuleRunner } from "../../server/src/core/rules/rule-runner.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { runJob } from "../support/simulate.ts";
import { best, line } from "./measure.ts";

const host = 'platform windows-server-2022\nhost hv01 { volume "C:" ssd-nvme; volume "D:" hdd-7200 }\n';

/** 1,000 VMs with one disk each on the volume, under the load. */
const manyVms = (load: string): HvvmDocument =>
  HvvmDocument.read(
    host +
      Array.from(
        { length: 1000 },
        (_, n) => `vm v${n} { on hv01; ide 0:0 disk "D:\\VMs\\${n}.vhdx" { load { ${load} } } }`,
      ).join("\n"),
    "hvvm",
  );

export function benchForecast(): void {
  const deep = HvvmDocument.read(
    `${host}vm web01 { on hv01; processors 64\nide 0:0 disk "C:\\VMs\\a.vhdx" { load { queue-depth 256 } } }`,
    "hvvm",
  );
  const hovered = best(50, () => (hover(deep, { line: 3, character: 1 }) ? 1 : 0));
  line("hover of a disk with 256 outstanding, comparison included", `${(hovered.seconds * 1000).toFixed(2)} ms`, {
    text: "5 ms",
    isMet: hovered.count === 1 && hovered.seconds <= 0.005,
  });

  const loads = [4, 8, 64, 512].map(
    (kilobytes, n) =>
      `vm v${n} { on hv01; generation 2; scsi 0:0 disk "C:\\VMs\\${n}.vhdx" { load { request-size ${kilobytes}KB; queue-depth 64 } } }`,
  );
  const mixed = HvvmDocument.read(host + loads.join("\n"), "hvvm");
  const beside = best(50, () => (hover(mixed, { line: 2, character: 32 }) ? 1 : 0));
  line("hover of a disk beside three others, 64 outstanding each", `${(beside.seconds * 1000).toFixed(2)} ms`, {
    text: "5 ms",
    isMet: beside.count === 1 && beside.seconds <= 0.005,
  });

  const closed = manyVms("queue-depth 8");
  const open = manyVms("rate 500");
  const checked = (document: HvvmDocument) => best(5, () => new RuleRunner().run(document).length).seconds * 1000;
  line(
    "findings of 1,000 VMs, closed loads and open ones",
    `${checked(closed).toFixed(0)} and ${checked(open).toFixed(0)} ms`,
  );

  const layout = open.items.flatMap(({ item }) => item.layout);
  const { costs } = resolveCosts();
  const job = best(5, () => {
    const made = simulationJob(layout, open.definitions, { costs, seed: 1, requests: 1000 });
    return made?.spec.vms.length ?? 0;
  });
  line("a job of 1,000 VMs", `${(job.seconds * 1000).toFixed(0)} ms`);

  // What the preview requests after a keystroke: the quick run is shown until the full one is ready.
  const office = HvvmDocument.read(readFileSync("examples/branch-office.hvvm", "utf8"), "hvvm");
  const run = (asked: RequestedSimulation) => {
    const answer = requestedSimulation(office, costs, asked);
    if (!("job" in answer) || !answer.job) throw new Error("The example cannot be simulated.");
    const { job } = answer;
    return best(3, () => (runJob(job).kind === "done" ? 1 : 0)).seconds * 1000;
  };
  const [quick, full] = [run({ requests: 2000, quickRun: true }), run({})];
  line("the branch office: quick run and full run, one thread", `${quick.toFixed(0)} and ${full.toFixed(0)} ms`);
}
