/** Where the requests to a chain of differencing disks end, and how many files they look into on the way. */
import type { DiskSpec } from "../system-spec.ts";

/** Requests that end in a file on one volume. */
export interface ChainEnd {
  readonly share: number;
  readonly volume: string;
  /** Mean number of files looked into, this one included. */
  readonly lookups: number;
}

/**
 * The ends of the reads of a disk, by volume. `topShare` of them end in the disk itself; the rest end in its parents,
 * equally in each, because only the guest knows what was written when. So in a longer chain the same read looks into
 * more files.
 */
export function readEnds({ volume, parentVolumes }: DiskSpec, topShare: number): readonly ChainEnd[] {
  const parents = parentVolumes.length;
  if (parents === 0) return [{ share: 1, volume, lookups: 1 }];
  const ends = new Map<string, { share: number; weighted: number }>();
  [volume, ...parentVolumes].forEach((each, level) => {
    const share = level === 0 ? topShare : (1 - topShare) / parents;
    const end = ends.get(each) ?? { share: 0, weighted: 0 };
    end.share += share;
    end.weighted += share * (level + 1);
    ends.set(each, end);
  });
  return [...ends]
    .filter(([, { share }]) => share > 0)
    .map(([each, { share, weighted }]) => ({ share, volume: each, lookups: weighted / share }));
}
