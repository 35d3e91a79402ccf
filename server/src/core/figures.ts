/**
 * Formats figures for people: hover, lens, hint, message, table, picture and command line write a value in the same
 * way. Three significant digits, units by magnitude, a dash for what is not a number or was not observed.
 */

/** `null`: not observed in the run. */
type Figure = number | null;

const noFigure = "–";
export const notObserved = "not observed";
/**
 * Shown in place of the response time of a load that its path cannot serve, because a figure would only reflect how
 * long the run was.
 */
export const growing = "grows";

// Cached, because creating one takes longer than a hundred uses.
const threeDigitNumbers = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const wholeNumbers = new Intl.NumberFormat("en-US");

/** A duration given in microseconds, such as `208 µs`, `9.69 ms` or `1.20 s`. */
export function duration(microseconds: Figure): string {
  const rounded = microseconds === null ? Number.NaN : Number(microseconds.toPrecision(3));
  if (!Number.isFinite(rounded)) return noFigure;
  if (rounded === 0) return "0 µs";
  const size = Math.abs(rounded);
  if (size < 0.01) return "<0.01 µs";
  if (size < 1000) return `${threeDigits(rounded)} µs`;
  if (size < 1_000_000) return `${threeDigits(rounded / 1000)} ms`;
  return `${threeDigits(rounded / 1_000_000)} s`;
}

/** A count or a rate with thousands separators, such as `3,300` or `0.5`. */
export function count(value: Figure): string {
  const rounded = value === null ? Number.NaN : Number(value.toPrecision(3));
  return Number.isFinite(rounded) ? threeDigitNumbers.format(rounded) : noFigure;
}

/** A throughput such as `3,300 IOPS`, or words that say that it was not observed. */
export function iops(value: Figure): string {
  return value !== null && Number.isFinite(value) ? `${count(value)} IOPS` : notObserved;
}

/** A count with its noun, such as `26 exits`, `1 interrupt` or `54 context switches`. */
export function counted(value: Figure, noun: string): string {
  return withNoun(count(value), noun);
}

/** The same with all digits, such as `2,048 processors`. */
export function exactly(value: number, noun: string): string {
  return withNoun(whole(value), noun);
}

function withNoun(written: string, noun: string): string {
  return `${written} ${noun}${written === "1" ? "" : /(s|x|ch|sh)$/.test(noun) ? "es" : "s"}`;
}

/** A whole number with all its digits, such as `100,000`. */
export function whole(value: Figure): string {
  return value !== null && Number.isFinite(value) ? wholeNumbers.format(Math.round(value)) : noFigure;
}

/** An input value with its unit, a whole number with all its digits, another with six significant ones; `us` is written µs. */
export function given(value: number, unit = ""): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(6));
  const figure = Number.isFinite(value) ? String(rounded) : noFigure;
  return unit === "" ? figure : `${figure} ${unit === "us" ? "µs" : unit}`;
}

/** A ratio such as `12.1×`; two digits below 1, where the third says little. */
export function ratio(value: number): string {
  if (!Number.isFinite(value)) return noFigure;
  if (value >= 1000) return `${count(value)}×`;
  const small = value.toPrecision(2);
  if (Number(small) < 1) return `${small}×`;
  return `${value < 1 ? "1.00" : value.toPrecision(3)}×`;
}

/** `12.1× the throughput`; within one percent, which no estimate can resolve, `the same throughput`. */
export function throughputInWords(factor: number): string {
  return Math.abs(factor - 1) < 0.01 ? "the same throughput" : `${ratio(factor)} the throughput`;
}

/** `12,000`: rounded down to two significant digits. */
export function atMost(value: number): string {
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return wholeNumbers.format(Number((Math.floor(value / step) * step).toPrecision(2)));
}

/** A share from 0 to 1 as a percentage; close to 1 it keeps a digit, so that 100% means all. */
export function percent(share: Figure): string {
  const hundredths = share === null ? Number.NaN : share * 100;
  if (!Number.isFinite(hundredths)) return noFigure;
  if (hundredths > 99 && hundredths < 100) return `${Math.floor(hundredths * 10) / 10}%`;
  if (hundredths > 0 && hundredths < 1) return hundredths < 0.1 ? "<0.1%" : `${hundredths.toFixed(1)}%`;
  return `${Math.round(hundredths)}%`;
}

/** A size in powers of 1024, as the layout writes it: `8 KB`. */
export function bytes(value: number): string {
  if (!Number.isFinite(value)) return noFigure;
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  let scaled = value;
  let unit = 0;
  while (Math.abs(scaled) >= 1023.5 && unit < units.length - 1) {
    scaled /= 1024;
    unit++;
  }
  return `${count(scaled)} ${units[unit]}`;
}

/** Bytes per second, in the same units. */
export function bytesPerSecond(value: Figure): string {
  return value !== null && Number.isFinite(value) ? `${bytes(value)}/s` : noFigure;
}

/** A signed figure with a true minus, such as `−0.70`. */
export function signed(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return noFigure;
  const digits = Math.abs(value).toFixed(2);
  if (Number(digits) === 0) return "0.00";
  return `${value < 0 ? "−" : "+"}${digits}`;
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toFixed(decimals);
}
