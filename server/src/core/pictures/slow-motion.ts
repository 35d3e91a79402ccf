/** How fast simulated time is shown: round values, such that a median request takes about four seconds. */
import { duration, whole } from "../figures.ts";

const medianSeconds = 4;
export const maxTurns = 6;

/** Microseconds of simulated time per real second, in steps of 1, 2 and 5; `turns` is the number of steps faster or slower. */
export function pace(medianUs: number, turns: number): number {
  const wanted = Number.isFinite(medianUs) && medianUs > 0 ? medianUs / medianSeconds : 1;
  const decade = Math.floor(Math.log10(wanted));
  const share = wanted / 10 ** decade;
  const nearest = share < Math.SQRT2 ? 0 : share < Math.sqrt(10) ? 1 : share < Math.sqrt(50) ? 2 : 3;
  const step = 3 * decade + nearest + Math.max(-maxTurns, Math.min(maxTurns, turns));
  const within = ((step % 3) + 3) % 3;
  const power = (step - within) / 3;
  const lead = [1, 2, 5][within]!;
  return power < 0 ? lead / 10 ** -power : lead * 10 ** power;
}

/** Such as `1 s shows 200 µs: slowed 5,000 times`. */
export function paceInWords(usPerSecond: number): string {
  const slowed = 1_000_000 / usPerSecond;
  const shown = `1 s shows ${brief(usPerSecond)}`;
  if (slowed === 1) return `${shown}: as fast as it is`;
  return slowed > 1 ? `${shown}: slowed ${whole(slowed)} times` : `${shown}: sped up ${whole(1 / slowed)} times`;
}

/** A round value without insignificant digits. */
function brief(us: number): string {
  return duration(us)
    .replace(/(\.\d*?)0+(?= )/, "$1")
    .replace(/\.(?= )/, "");
}
