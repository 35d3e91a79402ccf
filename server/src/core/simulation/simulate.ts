/** A simulation on the caller's thread: one task after another. */
import { performTask, type TaskWatch } from "./perform-task.ts";
import { type SimulationOptions, type SimulationOutcome, type SimulationPlan, simulationPlan } from "./plan.ts";
import { Progress } from "./progress.ts";
import type { SystemSpec } from "./system-spec.ts";
import type { TaskResult } from "./tasks.ts";

/** Simulates; refuses what cannot be simulated with a sentence, and throws only when a law is broken. */
export function simulate(spec: SystemSpec, options: SimulationOptions & TaskWatch): SimulationOutcome {
  return performPlan(simulationPlan(spec, options), options);
}

/** A cancelled simulation has no report. */
export function performPlan(plan: SimulationPlan, { onProgress, isCancelled }: TaskWatch): SimulationOutcome {
  const progress = new Progress(onProgress);
  let step = plan.next();
  while (!step.done) {
    progress.begin(step.value);
    const results: TaskResult[] = [];
    for (const [n, task] of step.value.tasks.entries()) {
      const told = (share: number) => progress.told(n, share);
      const result = isCancelled?.() ? undefined : performTask(task, { onProgress: told, isCancelled });
      if (!result) return { kind: "cancelled" };
      results.push(result);
      told(1);
    }
    step = plan.next(results);
  }
  return step.value;
}
