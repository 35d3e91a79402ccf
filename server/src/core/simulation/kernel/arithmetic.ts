/**
 * Logarithm and power from additions, multiplications and divisions alone. `Math.log` and `Math.pow` may differ in their
 * last bit between engines, and one bit is enough to reorder two events; these give the same bits everywhere.
 */

const ln2 = Math.LN2;
const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);
const high = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Natural logarithm of a positive, normal number; relative error below 1e-14. */
export function logarithm(x: number): number {
  double[0] = x;
  let exponent = (words[high]! >>> 20) - 1023;
  words[high] = (words[high]! & 0xfffff) | 0x3ff00000;
  let mantissa = double[0]!;
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  // ln m = 2 artanh((m - 1) / (m + 1)), |t| <= 0.1716.
  const t = (mantissa - 1) / (mantissa + 1);
  const s = t * t;
  const series =
    1 +
    s *
      (1 / 3 +
        s * (1 / 5 + s * (1 / 7 + s * (1 / 9 + s * (1 / 11 + s * (1 / 13 + s * (1 / 15 + s * (1 / 17 + s / 19))))))));
  return exponent * ln2 + 2 * t * series;
}

/** e^x for |x| < 700. */
export function exponential(x: number): number {
  const halvings = Math.round(x / ln2);
  const r = x - halvings * ln2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 18; n++) {
    term *= r / n;
    sum += term;
  }
  for (let n = Math.abs(halvings); n > 0; n--) sum = halvings > 0 ? sum * 2 : sum / 2;
  return sum;
}

/** x^p for x >= 0 and p > 0. */
export const power = (x: number, p: number): number => (x < 1e-300 ? 0 : exponential(p * logarithm(x)));

/** Base-2 logarithm of a positive number. */
export const logarithm2 = (x: number): number => logarithm(x) / ln2;
