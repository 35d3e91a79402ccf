/**
 * Runs simulations on a limited number of threads, each task on one thread. Idle threads are reused, and so are threads
 * whose task was cancelled and could be stopped. The report of a simulation does not depend on the number of threads.
 */
import type { CancellationToken } from "vscode-languageserver";
import { planOf, type SimulationJob } from "../core/forecast/simulation-job.ts";
import type { SimulationOutcome, SimulationPlan } from "../core/simulation/plan.ts";
import { Progress, weightOf } from "../core/simulation/progress.ts";
import type { SimulationTask, TaskResult } from "../core/simulation/tasks.ts";

/**
 * What a thread sends: the share of its task that is done, from 0 to 1, and finally the result; `undefined` if it was
 * stopped.
 */
export type ThreadMessage =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "done"; readonly result: TaskResult | undefined };

/** A worker of either platform. */
export interface SimulationThread {
  post(task: SimulationTask): void;
  /** The result comes last, unless the thread fails. */
  listen(onMessage: (message: ThreadMessage) => void, onFailure: (error: Error) => void): void;
  /** Asks the thread to end its task soon, with a message; returns false if the platform has no way to do so. */
  stop(): boolean;
  end(): void;
}

/** A requested simulation. */
interface Run {
  readonly job: SimulationJob;
  /** URI of its layout. */
  readonly uri: string;
  readonly progress: Progress;
  /** Present once it has begun. */
  plan: SimulationPlan | undefined;
  /** The current batch. */
  tasks: readonly SimulationTask[];
  results: TaskResult[];
  /** The first task of the batch that has not been given to a thread. */
  next: number;
  /** Tasks of the batch that have no result yet. */
  left: number;
  /** The number of threads that are worth starting for it. */
  maxThreads: number;
  readonly threads: Set<SimulationThread>;
  /** Set when the run has ended before its plan: it settles when no thread works for it any longer. */
  settleEarly: (() => void) | undefined;
  readonly resolve: (outcome: SimulationOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** A thread without a task ends after this time: until then, the next task starts without delay. */
const idleMs = 10_000;
/** Another thread is started per this many requests: fewer are simulated faster by a thread that is already warm. */
const requestsOfThread = 100_000;

export class SimulationThreads {
  /** The oldest first. */
  private readonly runs: Run[] = [];
  private readonly idle = new Map<SimulationThread, ReturnType<typeof setTimeout>>();
  private busy = 0;

  constructor(
    private readonly start: () => SimulationThread,
    /** The maximum number of threads. */
    private readonly maxThreads: number,
  ) {}

  /**
   * The outcome of the job; `cancelled` if the token was cancelled. Rejects if a thread fails. Runs of one layout are
   * executed one after the other, and a free thread goes to the run with the fewest threads, so that no layout keeps
   * the others waiting.
   */
  run(
    job: SimulationJob,
    uri: string,
    token?: CancellationToken,
    onProgress?: (share: number) => void,
  ): Promise<SimulationOutcome> {
    if (token?.isCancellationRequested) return Promise.resolve({ kind: "cancelled" });
    let cancelling: { dispose(): void } | undefined;
    const outcome = new Promise<SimulationOutcome>((resolve, reject) => {
      const run: Run = {
        job,
        uri,
        progress: new Progress(onProgress),
        plan: undefined,
        tasks: [],
        results: [],
        next: 0,
        left: 0,
        maxThreads: 1,
        threads: new Set(),
        settleEarly: undefined,
        resolve,
        reject,
      };
      cancelling = token?.onCancellationRequested(() => this.endEarly(run, () => resolve({ kind: "cancelled" })));
      this.runs.push(run);
      this.startTasks();
    });
    return outcome.finally(() => cancelling?.dispose());
  }

  end(): void {
    for (const thread of this.idle.keys()) this.retire(thread);
  }

  private startTasks(): void {
    while (this.busy < this.maxThreads) {
      const run = this.nextRun();
      if (!run) return;
      if (run.plan) this.startTask(run, run.next++);
      else {
        run.plan = planOf(run.job);
        this.advance(run, run.plan.next());
      }
    }
  }

  /** Of the oldest runs of each layout with a task left to start, the one with the fewest threads. */
  private nextRun(): Run | undefined {
    const uris = new Set<string>();
    let best: Run | undefined;
    for (const run of this.runs) {
      if (uris.has(run.uri)) continue;
      uris.add(run.uri);
      const isReady = !run.plan || (run.next < run.tasks.length && run.threads.size < run.maxThreads);
      if (isReady && !run.settleEarly && (!best || run.threads.size < best.threads.size)) best = run;
    }
    return best;
  }

  private advance(run: Run, step: ReturnType<SimulationPlan["next"]>): void {
    let now = step;
    while (!now.done && now.value.tasks.length === 0) now = run.plan!.next([]);
    if (now.done) {
      this.remove(run);
      run.resolve(now.value);
      this.answerSame(run, now.value);
      return;
    }
    const { tasks } = now.value;
    run.progress.begin(now.value);
    run.tasks = tasks;
    run.results = [];
    run.next = 0;
    run.left = tasks.length;
    run.maxThreads = Math.ceil(tasks.reduce((sum, task) => sum + weightOf(task), 0) / requestsOfThread);
  }

  /** Everyone who waits for the same simulation gets the same outcome. */
  private answerSame({ uri, job }: Run, outcome: SimulationOutcome): void {
    const waiting = this.runs.filter((other) => other.uri === uri && !other.plan && !other.settleEarly);
    if (waiting.length === 0) return;
    const own = JSON.stringify(job);
    for (const other of waiting) {
      if (JSON.stringify(other.job) !== own) continue;
      this.remove(other);
      other.resolve(outcome);
    }
  }

  private startTask(run: Run, at: number): void {
    const thread = this.takeThread();
    this.busy++;
    run.threads.add(thread);
    thread.listen(
      (message) => {
        if (!run.threads.has(thread)) return;
        if (message.kind === "progress") {
          if (!run.settleEarly) run.progress.report(at, message.share);
          return;
        }
        this.idle.set(
          thread,
          setTimeout(() => this.retire(thread), idleMs),
        );
        this.release(run, thread);
        if (!run.settleEarly && message.result) this.book(run, at, message.result);
        this.startTasks();
      },
      (error) => {
        thread.end();
        this.release(run, thread);
        this.endEarly(run, () => run.reject(error));
      },
    );
    thread.post(run.tasks[at]!);
  }

  private book(run: Run, at: number, result: TaskResult): void {
    run.results[at] = result;
    run.progress.report(at, 1);
    if (--run.left === 0) this.advance(run, run.plan!.next(run.results));
  }

  /** The thread no longer works for the run. */
  private release(run: Run, thread: SimulationThread): void {
    if (!run.threads.delete(thread)) return;
    this.busy--;
    if (run.settleEarly && run.threads.size === 0) this.settle(run);
  }

  private endEarly(run: Run, settle: () => void): void {
    if (run.settleEarly || !this.runs.includes(run)) return;
    run.settleEarly = settle;
    if (run.threads.size === 0) this.settle(run);
    for (const thread of run.threads) {
      // A new thread would be slow at first, so a thread that will stop by itself is waited for.
      if (thread.stop()) continue;
      thread.end();
      this.release(run, thread);
    }
    this.startTasks();
  }

  private settle(run: Run): void {
    this.remove(run);
    run.settleEarly?.();
  }

  private remove(run: Run): void {
    this.runs.splice(this.runs.indexOf(run), 1);
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
