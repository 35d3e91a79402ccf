/** Writes values the way the language does. */

const units = [
  ["TB", 1024 ** 4],
  ["GB", 1024 ** 3],
  ["MB", 1024 ** 2],
  ["KB", 1024],
] as const;

/** The shortest exact writing of a size: `40GB`, `1536MB`, `512B`. */
export function formatSize(bytes: number): string {
  const unit = units.find(([, factor]) => bytes >= factor && bytes % factor === 0);
  return unit ? `${bytes / unit[1]}${unit[0]}` : `${bytes}B`;
}
