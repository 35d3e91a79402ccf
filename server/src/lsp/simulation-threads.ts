/** Runs simulations off the server's thread: an idle thread is used again, a cancelled one is ended. */
import type { CancellationToken } from "vscode-languageserver";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import type { SimulationOutcome } from "../core/simulation/simulate.ts";

/** A worker of either platform. */
export interface SimulationThread {
  post(job: SimulationJob): void;
  /** Exactly one of the two is called for a job. */
  listen(onOutcome: (outcome: SimulationOutcome) => void, onFailure: (error: Error) => void): void;
  end(): void;
}

export class SimulationThreads {
  private readonly idle: SimulationThread[] = [];

  constructor(private readonly start: () => SimulationThread) {}

  /** The outcome of the job; `cancelled` if the token was. Rejects if the thread fails. */
  run(job: SimulationJob, token: CancellationToken): Promise<SimulationOutcome> {
    if (token.isCancellationRequested) return Promise.resolve({ kind: "cancelled" });
    const thread = this.idle.pop() ?? this.start();
    return new Promise((resolve, reject) => {
      const cancelling = token.onCancellationRequested(() => {
        thread.end();
        resolve({ kind: "cancelled" });
      });
      thread.listen(
        (outcome) => {
          cancelling.dispose();
          if (token.isCancellationRequested) return;
          this.idle.push(thread);
          resolve(outcome);
        },
        (error) => {
          cancelling.dispose();
          thread.end();
          reject(error);
        },
      );
      thread.post(job);
    });
  }

  end(): void {
    for (const thread of this.idle.splice(0)) thread.end();
  }
}
