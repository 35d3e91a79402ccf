/** Writes values the way the language does. */

const units = [
  ["TB", 1024 ** 4],
  ["GB", 1024 ** 3],
  ["MB", 1024 ** 2],
  ["KB", 1024],
] as const;

/** The shortest exact writing of a size: `40GB`, `1536MB`, `512B`. */
export function formatSize(bytes: number): string {
  const unit = Number.isFinite(bytes) ? units.find(([, factor]) => bytes >= factor && bytes % factor === 0) : undefined;
  return unit ? `${formatNumber(bytes / unit[1])}${unit[0]}` : `${formatNumber(bytes)}B`;
}

/** The digits of a whole number. One beyond what a double can hold stays one. */
export function formatNumber(value: number): string {
  return Number.isFinite(value) ? BigInt(value).toString() : `1${"0".repeat(maxDigits)}`;
}

/** Without an exponent: `66.7%`, `0.0000001%`. */
export function formatPercent(percent: number): string {
  const [digits = "", exponent] = String(percent).split("e-");
  if (exponent === undefined) return `${percent}%`;
  return `0.${"0".repeat(Number(exponent) - 1)}${digits.replace(".", "")}%`;
}

/** One more than the digits of the greatest double. */
const maxDigits = 309;

/** A name as native text writes it: bare where it has the form of a word, else in quotes. */
export function formatName(name: string): string {
  return /^[a-z][a-z0-9_.-]*$/i.test(name) ? name : formatText(name);
}

/** A text in quotes; a quote inside is doubled. */
export function formatText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
