/** The report as it is: the text that `hvvm simulate --format json` writes. */
import type { SimulationReport } from "../../simulation/report.ts";

export function jsonOf(report: SimulationReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
