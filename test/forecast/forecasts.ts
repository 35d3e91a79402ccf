/** Layout text in, what is simulated out. */
import { HvvmDocument } from "../../server/src/core/document.ts";
import { type Forecast, type ForecastOptions, forecast } from "../../server/src/core/forecast/forecast.ts";
import type { LayoutItem } from "../../server/src/core/model/layout.ts";
import type { Definitions } from "../../server/src/core/rule-context.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import type { DiskSpec } from "../../server/src/core/simulation/system-spec.ts";

export const { costs } = resolveCosts();

export function layoutOf(text: string): { readonly layout: readonly LayoutItem[]; readonly definitions: Definitions } {
  const document = HvvmDocument.read(text, "hvvm");
  return { layout: document.items.flatMap(({ item }) => item.layout), definitions: document.definitions };
}

export function forecastOf(text: string, options: Partial<ForecastOptions> = {}): Forecast {
  const { layout, definitions } = layoutOf(text);
  return forecast(layout, definitions, { costs, ...options });
}

/** One line for each simulated disk: its slot, followed by the result of `describe`. */
export function disksOf(
  text: string,
  describe: (disk: DiskSpec) => unknown,
  options: Partial<ForecastOptions> = {},
): readonly string[] {
  const { spec } = forecastOf(text, options);
  return spec.vms.flatMap(({ disks }) => disks.map((disk) => `${disk.slot}: ${describe(disk)}`));
}
