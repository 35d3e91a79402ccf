/** Runs simulations off the server's thread: an idle thread is used again, and so is one whose job was cancelled and could be stopped. */
import type { CancellationToken } from "vscode-languageserver";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import type { SimulationOutcome } from "../core/simulation/simulate.ts";

/** What a thread sends: how far it is, from 0 to 1, and last the outcome. */
export type ThreadMessage = { readonly kind: "progress"; readonly share: number } | SimulationOutcome;

/** A worker of either platform. */
export interface SimulationThread {
  post(job: SimulationJob): void;
  /** The outcome comes last, unless the thread fails. */
  listen(onMessage: (message: ThreadMessage) => void, onFailure: (error: Error) => void): void;
  /** Asks the job to end soon, with an outcome; false where the platform has no way to tell the thread. */
  stop(): boolean;
  end(): void;
}

export class SimulationThreads {
  private readonly idle: SimulationThread[] = [];

  constructor(private readonly start: () => SimulationThread) {}

  /** The outcome of the job; `cancelled` if the token was. Rejects if the thread fails. */
  run(
    job: SimulationJob,
    token: CancellationToken,
    onProgress: (share: number) => void = () => {},
  ): Promise<SimulationOutcome> {
    if (token.isCancellationRequested) return Promise.resolve({ kind: "cancelled" });
    const thread = this.idle.pop() ?? this.start();
    return new Promise((resolve, reject) => {
      let isEnded = false;
      const cancelling = token.onCancellationRequested(() => {
        // A new thread would be slow at first, so a thread that stops by itself is waited for.
        if (thread.stop()) return;
        isEnded = true;
        thread.end();
        resolve({ kind: "cancelled" });
      });
      thread.listen(
        (message) => {
          if (isEnded) return;
          if (message.kind === "progress") {
            if (!token.isCancellationRequested) onProgress(message.share);
            return;
          }
          cancelling.dispose();
          this.idle.push(thread);
          resolve(token.isCancellationRequested ? { kind: "cancelled" } : message);
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
