/** One line about a host or a load of the layout, for lists. */
import { count, given } from "../figures.ts";
import { type Cluster, type Host, known, type LoadDefinition, type MediaDefinition } from "../model/layout.ts";
import { formatSize } from "../schema/format.ts";
import type { LoadFigures } from "../schema/loads.ts";

/** `8KB, 67% reads, 100% random, queue depth 32`. */
export function describeLoad({ requestSizes, read, random, queueDepth, rate }: LoadFigures): string {
  if (queueDepth === 0) return "no requests";
  const sizes = requestSizes.map(({ bytes }) => bytes);
  const [min, max] = [Math.min(...sizes), Math.max(...sizes)];
  const size = min === max ? formatSize(max) : `${formatSize(min)} to ${formatSize(max)}`;
  const share = (value: number, of: string) => `${given(100 * value)}% ${of}`;
  const arrival = rate === undefined ? `queue depth ${queueDepth}` : `${count(rate)} requests a second`;
  return [size, share(read, "reads"), share(random, "random"), arrival].join(", ");
}

/** One line about a host, cluster, medium or load. */
export function describe(part: Host | Cluster | MediaDefinition | LoadDefinition): string {
  if (part.kind === "load") return describeLoad(part.figures);
  return part.kind === "media" ? describeMedia(part) : describeHost(part);
}

/** `8 x hdd-7200, mirror`; `data sheet`. */
export function describeMedia({ of, disks, resiliency }: MediaDefinition): string {
  const base = known(of) ?? "data sheet";
  const number = known(disks) ?? 1;
  const word = known(resiliency);
  return [number === 1 ? base : `${number} x ${base}`, ...(word ? [word] : [])].join(", ");
}

/** `windows-server-2022, C:, D:`. */
function describeHost(host: Host | Cluster): string {
  const release = known(host.platform);
  return [...(release ? [release] : []), ...host.volumes.map(({ prefix }) => prefix.value.text)].join(", ");
}
