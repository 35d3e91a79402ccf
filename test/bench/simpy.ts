/** The same M/M/1 in SimPy, as a familiar comparison. Debian has it as python3-simpy; nothing is installed here. */
import { spawnSync } from "node:child_process";

export interface SimPyRun {
  readonly version: string;
  /** Arrivals and services per second. */
  readonly eventsPerSecond: number;
}

/** `undefined` if no Python has SimPy. Debian's own Python is tried before the one on the path. */
export function simPy(): SimPyRun | undefined {
  for (const python of ["/usr/bin/python3", "python3"]) {
    const { status, stdout } = spawnSync(python, ["test/bench/mm1.py"], { encoding: "utf8" });
    if (status !== 0) continue;
    const [version, seconds, events] = stdout.trim().split(" ");
    return { version: version!, eventsPerSecond: Number(events) / Number(seconds) };
  }
  return undefined;
}
