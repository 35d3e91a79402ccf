/** Measures the best of several runs and prints one line per figure; a goal that is missed is printed as missed. */
export function best(runs: number, work: () => number): { readonly seconds: number; readonly count: number } {
  let seconds = Number.POSITIVE_INFINITY;
  let count = 0;
  for (let n = 0; n < runs; n++) {
    const start = performance.now();
    count = work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { seconds, count };
}

export function line(name: string, figure: string, goal?: { readonly text: string; readonly isMet: boolean }): void {
  console.log(
    `${name.padEnd(58)} ${figure.padEnd(34)} ${goal ? `${goal.isMet ? "met   " : "MISSED"} ${goal.text}` : ""}`,
  );
}
