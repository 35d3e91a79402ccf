/**
 * Runs simulations off the server's thread, on a bounded number of threads. An idle thread is used again, and so is one
 * whose job was cancelled and could be stopped.
 */
import type { CancellationToken } from "vscode-languageserver";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import type { SimulationOutcome } from "../core/simulation/plan.ts";

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

/** A simulation that is asked for. */
interface Run {
  readonly job: SimulationJob;
  /** URI of its layout. */
  readonly uri: string;
  readonly token: CancellationToken;
  readonly onProgress: (share: number) => void;
  readonly resolve: (outcome: SimulationOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** A thread without a job ends after so long: until then the next job starts without a delay. */
const idleMs = 10_000;

export class SimulationThreads {
  /** The oldest first. */
  private readonly waiting: Run[] = [];
  /** The layouts that are being simulated, each on a thread. */
  private readonly running = new Set<string>();
  private readonly idle = new Map<SimulationThread, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly start: () => SimulationThread,
    /** So many threads at once. */
    private readonly maxThreads: number,
  ) {}

  /**
   * The outcome of the job; `cancelled` if the token was. Rejects if the thread fails. Runs of one layout come one after
   * the other, so that no layout keeps the others waiting.
   */
  run(
    job: SimulationJob,
    uri: string,
    token: CancellationToken,
    onProgress: (share: number) => void = () => {},
  ): Promise<SimulationOutcome> {
    return new Promise((resolve, reject) => {
      const run: Run = { job, uri, token, onProgress, resolve, reject };
      token.onCancellationRequested(() => {
        const index = this.waiting.indexOf(run);
        if (index < 0) return;
        this.waiting.splice(index, 1);
        resolve({ kind: "cancelled" });
      });
      this.waiting.push(run);
      this.startWaiting();
    });
  }

  end(): void {
    for (const thread of this.idle.keys()) this.retire(thread);
  }

  private startWaiting(): void {
    while (this.running.size < this.maxThreads) {
      const index = this.waiting.findIndex(({ uri }) => !this.running.has(uri));
      if (index < 0) return;
      const [run] = this.waiting.splice(index, 1);
      this.startRun(run!);
    }
  }

  private startRun(run: Run): void {
    const { job, uri, token, onProgress, resolve, reject } = run;
    if (token.isCancellationRequested) {
      resolve({ kind: "cancelled" });
      return;
    }
    this.running.add(uri);
    const thread = this.takeThread();
    let isEnded = false;
    const end = (settle: () => void) => {
      isEnded = true;
      cancelling.dispose();
      this.running.delete(uri);
      settle();
      this.startWaiting();
    };
    const cancelling = token.onCancellationRequested(() => {
      // A new thread would be slow at first, so a thread that stops by itself is waited for.
      if (thread.stop()) return;
      thread.end();
      end(() => resolve({ kind: "cancelled" }));
    });
    thread.listen(
      (message) => {
        if (isEnded) return;
        if (message.kind === "progress") {
          if (!token.isCancellationRequested) onProgress(message.share);
          return;
        }
        this.idle.set(
          thread,
          setTimeout(() => this.retire(thread), idleMs),
        );
        end(() => resolve(token.isCancellationRequested ? { kind: "cancelled" } : message));
      },
      (error) => {
        thread.end();
        end(() => reject(error));
      },
    );
    thread.post(job);
  }

  /** The thread that was used last, or a new one. */
  private takeThread(): SimulationThread {
    const [thread, timer] = [...this.idle].at(-1) ?? [];
    if (!thread) return this.start();
    clearTimeout(timer);
    this.idle.delete(thread);
    return thread;
  }

  private retire(thread: SimulationThread): void {
    clearTimeout(this.idle.get(thread));
    this.idle.delete(thread);
    thread.end();
  }
}
