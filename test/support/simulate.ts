/** Runs simulations on the thread of the test, one task after another; the product uses other threads. */
import { planOf, type SimulationJob } from "../../server/src/core/forecast/simulation-job.ts";
import { performTask, type TaskWatch } from "../../server/src/core/simulation/perform-task.ts";
import {
  type SimulationOptions,
  type SimulationOutcome,
  type SimulationPlan,
  simulationPlan,
} from "../../server/src/core/simulation/plan.ts";
import { Progress } from "../../server/src/core/simulation/progress.ts";
import type { SystemSpec } from "../../server/src/core/simulation/system-spec.ts";
import type { TaskResult } from "../../server/src/core/simulation/tasks.ts";

/** Simulates; returns a sentence if it refuses, and throws only if an invariant is violated. */
export function simulate(spec: SystemSpec, options: SimulationOptions & TaskWatch): SimulationOutcome {
  return performPlan(simulationPlan(spec, options), options);
}

/** A refused or cancelled run has no report. */
export function runJob(job: SimulationJob, watch: TaskWatch = {}): SimulationOutcome {
  return performPlan(planOf(job), watch);
}

/** A cancelled simulation has no report. */
function performPlan(plan: SimulationPlan, { onProgress, isCancelled }: TaskWatch): SimulationOutcome {
  const progress = new Progress(onProgress);
  let step = plan.next();
  while (!step.done) {
    progress.begin(step.value);
    const results: TaskResult[] = [];
    for (const [n, task] of step.value.tasks.entries()) {
      const told = (share: number) => progress.report(n, share);
      const result = isCancelled?.() ? undefined : performTask(task, { onProgress: told, isCancelled });
      if (!result) return { kind: "cancelled" };
      results.push(result);
      told(1);
    }
    step = plan.next(results);
  }
  return step.value;
}
