/** Formats values in the notation of the language. */
import type { Slot } from "./controllers.ts";
import type { ValueType } from "./spec.ts";

const units = [
  ["TB", 1024 ** 4],
  ["GB", 1024 ** 3],
  ["MB", 1024 ** 2],
  ["KB", 1024],
] as const;

/** A value of a type that has one form for numbers, slots and measures; `undefined` for text, words and flags. */
export function formatValue(kind: ValueType["kind"], value: unknown): string | undefined {
  switch (kind) {
    case "number":
    case "choice":
      return formatNumber(value as number);
    case "size":
      return formatSize(value as number);
    case "percent":
      return formatPercent(value as number);
    case "duration":
      return formatDuration(value as number);
    case "link-rate":
      return formatLinkRate(value as number);
    case "address":
      return typeof value === "string" ? value : formatAddress(value as Slot);
    default:
      return undefined;
  }
}

/** The shortest exact notation of a size: `40GB`, `1536MB`, `512B`. */
export function formatSize(bytes: number): string {
  const unit = Number.isFinite(bytes) ? units.find(([, factor]) => bytes >= factor && bytes % factor === 0) : undefined;
  return unit ? `${formatNumber(bytes / unit[1])}${unit[0]}` : `${formatNumber(bytes)}B`;
}

/** `0:1`. */
export function formatAddress({ controller, location }: Slot): string {
  return `${formatNumber(controller)}:${formatNumber(location)}`;
}

/** The digits of a whole number. A number beyond the range of a double stays a number. */
export function formatNumber(value: number): string {
  return Number.isFinite(value) ? BigInt(value).toString() : `1${"0".repeat(maxDigits)}`;
}

const durationUnits = [
  ["s", 1e6],
  ["ms", 1e3],
] as const;

/** The shortest exact notation of a duration: `10ms`, `90us`, `2.5us`. */
export function formatDuration(microseconds: number): string {
  const unit = durationUnits.find(([, factor]) => microseconds >= factor && microseconds % factor === 0);
  return unit ? `${formatDecimal(microseconds / unit[1])}${unit[0]}` : `${formatDecimal(microseconds)}us`;
}

/** `10Gbps`, `2.5Gbps`, `100Mbps`. */
function formatLinkRate(bitsPerSecond: number): string {
  const isGiga = bitsPerSecond >= 1e9;
  return isGiga ? `${formatDecimal(bitsPerSecond / 1e9)}Gbps` : `${formatDecimal(bitsPerSecond / 1e6)}Mbps`;
}

/** A number that may have a fraction, without an exponent. */
function formatDecimal(value: number): string {
  return Number.isInteger(value) || !Number.isFinite(value) ? formatNumber(value) : withoutExponent(String(value));
}

/** Without an exponent: `66.7%`, `0.0000001%`. */
function formatPercent(percent: number): string {
  return `${withoutExponent(String(percent))}%`;
}

function withoutExponent(written: string): string {
  const [digits = "", exponent] = written.split("e-");
  return exponent === undefined ? written : `0.${"0".repeat(Number(exponent) - 1)}${digits.replace(".", "")}`;
}

/** One more digit than the greatest double has. */
const maxDigits = 309;

/** A name in native text: without quotes if it has the form of a word. */
export function formatName(name: string): string {
  return /^[a-z][a-z0-9_.-]*$/i.test(name) ? name : formatText(name);
}

/** A string in quotes; quotes inside are doubled. */
export function formatText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
