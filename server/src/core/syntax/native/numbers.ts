/** Reads a token that begins with a digit: number, size, percent, address, duration, link rate, or none of these. */

import { trailingRun } from "../text-lines.ts";
import type { Argument, Range } from "../tree.ts";

const form = /^(?:([0-9]+)|([0-9]+)(?:\.([0-9]+))?([KMGT]?B)|([0-9]+(?:\.[0-9]+)?)%|([0-9]+):([0-9]+))$/i;

/** A duration or a link rate. */
const timed = /^([0-9]+)(?:\.([0-9]+))?(us|ms|s|mbps|gbps)$/i;

/** Powers of ten: of a microsecond for durations, of a bit per second for link rates. */
const exponents: Readonly<Record<string, number>> = { us: 0, ms: 3, s: 6, mbps: 6, gbps: 9 };

const unitBytes: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  TB: 1024 ** 4,
};

/** Digits beyond this count exceed every limit of every platform; the value is then infinite. */
const maxDigits = 40;

export function readNumeric(text: string, start: number): Argument {
  const range = { start, end: start + text.length };
  const match = form.exec(text);
  if (!match) return readTimed(text, range) ?? { kind: "malformed", text, range };
  const [, number, whole, fraction, unit, percent, controller, location] = match;
  if (number !== undefined) return { kind: "number", text, range, value: Number(number) };
  if (percent !== undefined) return { kind: "percent", text, range, percent: Number(percent) };
  if (controller !== undefined && location !== undefined) {
    const colon = start + controller.length;
    const address = {
      controller: Number(controller),
      location: Number(location),
      controllerRange: { start, end: colon },
      locationRange: { start: colon + 1, end: range.end },
    };
    return { kind: "address", text, range, address };
  }
  const bytes = sizeInBytes(whole ?? "", fraction ?? "", unit ?? "");
  return bytes === undefined ? { kind: "malformed", text, range } : { kind: "size", text, range, bytes };
}

export function isUnit(text: string): boolean {
  return unitBytes[text.toUpperCase()] !== undefined || Object.hasOwn(exponents, text.toLowerCase());
}

/** Whether the character is the micro sign or the Greek letter that looks like it: people write `90µs` for `90us`. */
export function isMicro(code: number): boolean {
  return code === 0xb5 || code === 0x3bc;
}

/**
 * The decimal point is moved in the text, because a product of doubles would turn `0.3ms` into 299.99999999999994 us.
 */
function readTimed(text: string, range: Range): Argument | undefined {
  const match = timed.exec(text);
  if (!match) return undefined;
  const [, whole, fraction = "", unit = ""] = match;
  const value = Number(`${whole}.${fraction || "0"}e${exponents[unit.toLowerCase()]}`);
  return unit.length < 3
    ? { kind: "duration", text, range, microseconds: value }
    : { kind: "link-rate", text, range, bitsPerSecond: value };
}

/** Exact, with integers: 1.1KB is not a whole number of bytes, which a product of doubles could hide. */
function sizeInBytes(whole: string, fraction: string, unit: string): number | undefined {
  const factor = unitBytes[unit.toUpperCase()];
  if (factor === undefined) return undefined;
  if (fraction === "" && whole.length <= maxDigits) return Number(whole) * factor;
  const significant = fraction.slice(0, trailingRun(fraction, /0/));
  if (whole.replace(/^0+/, "").length > maxDigits) return Number.POSITIVE_INFINITY;
  if (significant === "") return Number(whole) * factor; // As exact as the number: a factor is a power of two.
  if (significant.length > maxDigits) return undefined;
  const scale = 10n ** BigInt(significant.length);
  const scaled = BigInt(whole + significant) * BigInt(factor);
  return scaled % scale === 0n ? Number(scaled / scale) : undefined;
}
