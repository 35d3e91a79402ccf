/** Runs one task at a time; requests during a run cause one more run after it, never a queue. */

/** Returns the function that requests a run. `run` handles its own failures. */
export function singleFlight(run: () => Promise<void>): () => void {
  let running = false;
  let askedAgain = false;
  return function request(): void {
    if (running) {
      askedAgain = true;
      return;
    }
    running = true;
    void run().finally(() => {
      running = false;
      if (!askedAgain) return;
      askedAgain = false;
      request();
    });
  };
}
