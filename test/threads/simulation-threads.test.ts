import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import type { SimulationJob } from "../../server/src/core/forecast/simulation-job.ts";
import { performTask } from "../../server/src/core/simulation/perform-task.ts";
import type { SystemSpec } from "../../server/src/core/simulation/system-spec.ts";
import type { SimulationTask } from "../../server/src/core/simulation/tasks.ts";
import {
  type SimulationThread,
  SimulationThreads,
  type ThreadMessage,
} from "../../server/src/threads/simulation-threads.ts";
import { disk, load, system } from "../simulation/specs.ts";
import { runJob } from "../support/simulate.ts";

const never = new CancellationTokenSource().token;
const jobOf = (seed: number, spec = system([disk()])): SimulationJob => ({
  spec,
  alternatives: [],
  seed,
  requests: 1,
  isQuickRun: true,
  detailed: [],
  notes: [],
});

/** A thread that performs its task when the test triggers it. */
class FakeThread implements SimulationThread {
  constructor(private readonly canStop: boolean) {}

  /** Seeds of the tasks that it received. */
  readonly posted: number[] = [];
  isEnded = false;
  isStopped = false;
  private task: SimulationTask | undefined;
  answer: (message: ThreadMessage) => void = () => {};
  fail: (error: Error) => void = () => {};

  post(task: SimulationTask): void {
    this.task = task;
    this.posted.push(task.kind === "assumptions" ? 0 : task.seed);
  }

  perform(): void {
    this.answer({ kind: "done", result: performTask(this.task!, {}) });
  }

  listen(onMessage: (message: ThreadMessage) => void, onFailure: (error: Error) => void): void {
    this.answer = onMessage;
    this.fail = onFailure;
  }

  stop(): boolean {
    this.isStopped = this.canStop;
    return this.canStop;
  }

  end(): void {
    this.isEnded = true;
  }
}

function threadsOfFakes({ canStop = false, maxThreads = 2 } = {}) {
  const started: FakeThread[] = [];
  const threads = new SimulationThreads(() => {
    const thread = new FakeThread(canStop);
    started.push(thread);
    return thread;
  }, maxThreads);
  /** A job for a layout of its own. */
  const run = (seed: number, token: CancellationToken = never) => threads.run(jobOf(seed), `file:///${seed}`, token);
  return { threads, started, run };
}

test("the outcome of a job is that of its thread, which is then used again", async () => {
  const { started, run } = threadsOfFakes();
  const first = run(1);
  started[0]!.perform();
  expect(await first).toEqual(runJob(jobOf(1)));
  const second = run(2);
  started[0]!.perform();
  expect(await second).toEqual(runJob(jobOf(2)));
  expect(started.map(({ posted }) => posted)).toEqual([[1, 2]]);
});

test("callers that wait for the same simulation share its outcome, and another one of the layout still runs", async () => {
  const { threads, started } = threadsOfFakes();
  const [first, second, other] = [1, 1, 2].map((seed) => threads.run(jobOf(seed), "file:///a"));
  started[0]!.perform();
  expect(await second).toBe(await first);
  started[0]!.perform();
  expect(await other).toEqual(runJob(jobOf(2)));
  expect(started.map(({ posted }) => posted)).toEqual([[1, 2]]);
});

test("two jobs at once have a thread each", () => {
  const { started, run } = threadsOfFakes();
  void run(1);
  void run(2);
  expect(started.map(({ posted }) => posted)).toEqual([[1], [2]]);
});

describe("more jobs than threads", () => {
  test("wait in order, each for the next thread that is done", async () => {
    const { started, run } = threadsOfFakes();
    const outcomes = [1, 2, 3, 4].map((seed) => run(seed));
    expect(started.map(({ posted }) => posted)).toEqual([[1], [2]]);
    started[1]!.perform();
    started[0]!.perform();
    await Promise.all(outcomes.slice(0, 2));
    expect(started.map(({ posted }) => posted)).toEqual([
      [1, 4],
      [2, 3],
    ]);
  });

  test("of one layout run one after the other, and another layout does not wait for them", () => {
    const { threads, started } = threadsOfFakes();
    for (const seed of [1, 2, 3]) void threads.run(jobOf(seed), "file:///a", never);
    void threads.run(jobOf(4), "file:///b", never);
    expect(started.map(({ posted }) => posted)).toEqual([[1], [4]]);
    started[0]!.perform();
    expect(started.map(({ posted }) => posted)).toEqual([[1, 2], [4]]);
  });

  test("that are cancelled while they wait are answered at once and never run", async () => {
    const { started, run } = threadsOfFakes({ maxThreads: 1 });
    const source = new CancellationTokenSource();
    void run(1);
    const cancelled = run(2, source.token);
    void run(3);
    source.cancel();
    expect(await cancelled).toEqual({ kind: "cancelled" });
    started[0]!.perform();
    expect(started.map(({ posted }) => posted)).toEqual([[1, 3]]);
  });

  test("go on when a thread fails", async () => {
    const { started, run } = threadsOfFakes({ maxThreads: 1 });
    const failing = run(1);
    void run(2);
    started[0]!.fail(new Error("out of memory"));
    await expect(failing).rejects.toThrow("out of memory");
    expect(started.map(({ posted }) => posted)).toEqual([[1], [2]]);
  });
});

describe("a thread that has nothing to do", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("is ended after ten seconds, unless it gets a job before that", () => {
    const { started, run } = threadsOfFakes();
    void run(1);
    started[0]!.perform();
    vi.advanceTimersByTime(9000);
    void run(2);
    vi.advanceTimersByTime(60_000);
    expect(started[0]!.isEnded).toBe(false);
    started[0]!.perform();
    vi.advanceTimersByTime(9999);
    expect(started[0]!.isEnded).toBe(false);
    vi.advanceTimersByTime(1);
    expect(started[0]!.isEnded).toBe(true);
    void run(3);
    expect(started).toHaveLength(2);
  });
});

test("a cancelled job is stopped if its thread can be notified, and the thread is used again", async () => {
  const { started, run } = threadsOfFakes({ canStop: true });
  const source = new CancellationTokenSource();
  const cancelled = run(1, source.token);
  source.cancel();
  expect(started[0]!.isStopped).toBe(true);
  started[0]!.answer({ kind: "progress", share: 0.5 });
  started[0]!.answer({ kind: "done", result: undefined });
  expect(await cancelled).toEqual({ kind: "cancelled" });
  void run(2);
  expect(started.map(({ posted, isEnded }) => ({ posted, isEnded }))).toEqual([{ posted: [1, 2], isEnded: false }]);
});

test("a job that is already done when it is cancelled has no outcome either", async () => {
  const { started, run } = threadsOfFakes({ canStop: true });
  const source = new CancellationTokenSource();
  const cancelled = run(1, source.token);
  source.cancel();
  started[0]!.perform();
  expect(await cancelled).toEqual({ kind: "cancelled" });
});

test("if a thread cannot be notified, a cancelled job is answered at once, and its thread is ended and not used again", async () => {
  const { started, run } = threadsOfFakes();
  const source = new CancellationTokenSource();
  const cancelled = run(1, source.token);
  source.cancel();
  expect(await cancelled).toEqual({ kind: "cancelled" });
  expect(started[0]!.isEnded).toBe(true);
  started[0]!.perform();
  void run(2);
  expect(started.map(({ posted }) => posted)).toEqual([[1], [2]]);
});

test("a job that is cancelled before it starts uses no thread", async () => {
  const { started, run } = threadsOfFakes();
  const source = new CancellationTokenSource();
  source.cancel();
  expect(await run(1, source.token)).toEqual({ kind: "cancelled" });
  expect(started).toEqual([]);
});

test("cancelling after the answer ends nothing", async () => {
  const { started, run } = threadsOfFakes();
  const source = new CancellationTokenSource();
  const done = run(1, source.token);
  started[0]!.perform();
  await done;
  source.cancel();
  expect(started[0]!.isEnded).toBe(false);
});

test("a thread that fails rejects its job, and the next job gets a new one", async () => {
  const { started, run } = threadsOfFakes();
  const failing = run(1);
  started[0]!.fail(new Error("out of memory"));
  await expect(failing).rejects.toThrow("out of memory");
  expect(started[0]!.isEnded).toBe(true);
  void run(2);
  expect(started).toHaveLength(2);
});

test("at the end idle threads are ended", async () => {
  const { threads, started, run } = threadsOfFakes();
  const done = run(1);
  started[0]!.perform();
  await done;
  threads.end();
  expect(started[0]!.isEnded).toBe(true);
});

test("progress is passed on until the outcome, and not after the job is cancelled", async () => {
  const { threads, started } = threadsOfFakes();
  const shares: number[] = [];
  const source = new CancellationTokenSource();
  const running = threads.run(jobOf(1), "file:///a", source.token, (share) => shares.push(share));
  started[0]!.answer({ kind: "progress", share: 0.25 });
  started[0]!.answer({ kind: "progress", share: 0.5 });
  source.cancel();
  started[0]!.answer({ kind: "progress", share: 0.75 });
  expect(await running).toEqual({ kind: "cancelled" });
  expect(shares).toEqual([0.25, 0.5]);
});

test("what cannot be simulated is refused without a thread", async () => {
  const { threads, started } = threadsOfFakes();
  const outcome = await threads.run(jobOf(1, system([])), "file:///a", never);
  expect(outcome).toEqual({ kind: "refused", problem: "There is no disk to simulate." });
  expect(started).toEqual([]);
});

describe("a job of many tasks", () => {
  /** VMs on separate hosts, with enough requests for a thread each. */
  const hosts = (count: number): SystemSpec => {
    const one = system([disk({ load: load({ queueDepth: 2 }) })]);
    const vms = Array.from({ length: count }, (_, n) => ({
      ...one.vms[0]!,
      name: `vm ${n}`,
      host: { name: `host ${n}` },
      disks: [disk({ volume: `${n}` })],
    }));
    return { ...one, vms, volumes: vms.map((_, n) => ({ key: `${n}`, medium: "ssd-sata" as const })) };
  };
  const large: SimulationJob = { ...jobOf(1, hosts(4)), requests: 250_000 };

  test("has a thread for each task, up to all threads, and the same report as on one thread", async () => {
    const { threads, started } = threadsOfFakes({ maxThreads: 3 });
    const outcome = threads.run(large, "file:///a", never);
    expect(started.map(({ posted }) => posted.length)).toEqual([1, 1, 1]);
    started[2]!.perform();
    for (const thread of [...started].reverse()) thread.perform();
    expect(started.map(({ posted }) => posted.length)).toEqual([1, 1, 2]);
    expect(JSON.stringify(await outcome)).toBe(JSON.stringify(runJob(large)));
  });

  test("leaves a free thread to a layout that has none", () => {
    const { threads, started } = threadsOfFakes();
    void threads.run(large, "file:///a", never);
    void threads.run(jobOf(2), "file:///b", never);
    expect(started.map(({ posted }) => posted)).toEqual([[1], [1]]);
    started[1]!.perform();
    expect(started.map(({ posted }) => posted)).toEqual([[1], [1, 2]]);
  });

  test("uses one thread if it has few requests", () => {
    const { threads, started } = threadsOfFakes();
    void threads.run({ ...large, requests: 4000 }, "file:///a", never);
    expect(started).toHaveLength(1);
  });

  test("that is cancelled stops all its threads, and is answered when the last of them has", async () => {
    const { threads, started } = threadsOfFakes({ canStop: true });
    const source = new CancellationTokenSource();
    const outcome = threads.run(large, "file:///a", source.token);
    source.cancel();
    expect(started.map(({ isStopped }) => isStopped)).toEqual([true, true]);
    let isAnswered = false;
    void outcome.then(() => {
      isAnswered = true;
    });
    started[1]!.answer({ kind: "done", result: undefined });
    await Promise.resolve();
    expect(isAnswered).toBe(false);
    started[0]!.answer({ kind: "done", result: undefined });
    expect(await outcome).toEqual({ kind: "cancelled" });
    expect(started.map(({ posted }) => posted.length)).toEqual([1, 1]);
  });

  test("ends the other tasks and rejects if a thread fails", async () => {
    const { threads, started, run } = threadsOfFakes();
    const failing = threads.run(large, "file:///a", never);
    started[0]!.fail(new Error("out of memory"));
    await expect(failing).rejects.toThrow("out of memory");
    expect(started.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    void run(2);
    expect(started).toHaveLength(3);
  });
});
