/**
 * Student's t from 5 degrees of freedom on, for tests that check many figures at once: how far a mean deviates, and how
 * far it may.
 */

/** Probability that |T| is at least `t` with `degrees` of freedom. */
export function twoSided(t: number, degrees: number): number {
  // Simpson's rule over the density, whose constant cancels in the ratio of its two parts.
  const density = (x: number): number => (1 + (x * x) / degrees) ** (-(degrees + 1) / 2);
  const total = simpson(density, 0, 60);
  return 1 - simpson(density, 0, Math.min(60, Math.abs(t))) / total;
}

/** The t that |T| exceeds with this probability. */
export function quantile(probability: number, degrees: number): number {
  let [low, high] = [0, 60];
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (twoSided(middle, degrees) > probability) low = middle;
    else high = middle;
  }
  return low;
}

/** The error probability for each of `rows` independent tests, so that all pass together with 95 % (Šidák). */
export const sidak = (rows: number): number => 1 - 0.95 ** (1 / rows);

export function meanAndError(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

function simpson(f: (x: number) => number, from: number, to: number): number {
  const steps = 2000;
  const width = (to - from) / steps;
  let sum = f(from) + f(to);
  for (let n = 1; n < steps; n++) sum += (n % 2 === 1 ? 4 : 2) * f(from + n * width);
  return (sum * width) / 3;
}
