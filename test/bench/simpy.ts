/** The same M/M/1 in SimPy, for a comparison that readers know. Debian has it as python3-simpy; nothing is installed here. */
import { spawnSync } from "node:child_process";

export interface SimPyRun {
  readonly version: string;
  /** Arrivals and services in a second. */
  readonly eventsPerSecond: number;
}

/** `undefined` where no Python has SimPy. Debian's own Python is asked before the one of the path. */
export function simPy(): SimPyRun | undefined {
  for (const python of ["/usr/bin/python3", "python3"]) {
    const { status, stdout } = spawnSync(python, ["test/bench/mm1.py"], { encoding: "utf8" });
    if (status !== 0) continue;
    const [version, seconds, events] = stdout.trim().split(" ");
    return { version: version!, eventsPerSecond: Number(events) / Number(seconds) };
  }
  return undefined;
}
