/** The diagram in one sentence, for those who cannot see it. */

import type { Picture } from "./picture.ts";
import { crossingLabel } from "./stage-label.ts";
import { transportNames } from "./words.ts";

export function diagramSummary(picture: Picture): string {
  const { path, vm } = picture;
  if (!path) return `Slots of ${vm.name}`;
  const crossings = path.stages
    .filter((at) => at.crossing)
    .map(crossingLabel)
    .join(", ");
  return `I/O path of ${vm.name} ${path.disk.slot} over ${transportNames[path.disk.transport]}: ${path.stages.length} stages${crossings && `, ${crossings}`}. The table below holds the same figures.`;
}
