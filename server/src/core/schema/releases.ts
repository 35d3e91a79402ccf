/** The Hyper-V releases and what each of them supports. The sources are in `hyper-v-limits.ts`. */

export type Release = keyof typeof releaseWords;

const releaseWords = {
  "windows-server-2008-beta": "The pre-release of 2008, with 255 devices on a SCSI controller.",
  "windows-server-2008": "Windows Server 2008, the first release of Hyper-V.",
  "windows-server-2008-r2": "Windows Server 2008 R2.",
  "windows-server-2012": "Windows Server 2012: VHDX, file shares and storage with several channels.",
  "windows-server-2012-r2": "Windows Server 2012 R2: generation 2, shared disks and IOPS limits.",
  "windows-server-2016": "Windows Server 2016: VHD Sets.",
  "windows-server-2019": "Windows Server 2019.",
  "windows-server-2022": "Windows Server 2022.",
  "windows-server-2025": "Windows Server 2025.",
  "windows-8": "Hyper-V on Windows 8, with the limits of Windows Server 2012 and no shared disks.",
  "windows-8.1": "Hyper-V on Windows 8.1, with the limits of Windows Server 2012 R2 and no shared disks.",
  "windows-10": "Hyper-V on Windows 10, with the limits of Windows Server 2019 and no shared disks.",
  "windows-11": "Hyper-V on Windows 11, with the limits of Windows Server 2022 and no shared disks.",
} as const;

/** In chronological order; a client release counts as the server release whose limits it shares. */
const ages: Readonly<Record<Release, number>> = {
  "windows-server-2008-beta": 0,
  "windows-server-2008": 1,
  "windows-server-2008-r2": 2,
  "windows-server-2012": 3,
  "windows-8": 3,
  "windows-server-2012-r2": 4,
  "windows-8.1": 4,
  "windows-server-2016": 5,
  "windows-server-2019": 6,
  "windows-10": 6,
  "windows-server-2022": 7,
  "windows-11": 7,
  "windows-server-2025": 8,
};

export const allReleases = Object.keys(releaseWords) as readonly Release[];

/** The releases with their descriptions in the order in which completion offers them: servers before clients, each newest first, the pre-release last. */
export const releasesNewestFirst: Readonly<Record<string, string>> = Object.fromEntries(
  [...allReleases]
    .sort(
      (a, b) =>
        Number(isPreRelease(a)) - Number(isPreRelease(b)) ||
        Number(isClient(a)) - Number(isClient(b)) ||
        ages[b] - ages[a],
    )
    .map((release) => [release, releaseWords[release]]),
);

/** Whether `release` is `other` or a later one; client releases count as the server release with the same limits. */
export function isAtLeast(release: Release, other: Release): boolean {
  return ages[release] >= ages[other];
}

export function isClient(release: Release): boolean {
  return !release.startsWith("windows-server-");
}

export function isPreRelease(release: Release): boolean {
  return release === "windows-server-2008-beta";
}

/**
 * Lists releases briefly: three or more consecutive ones as a range, such as `windows-server-2012 to
 * windows-server-2025`.
 */
export function listReleases(releases: readonly Release[]): string {
  if (releases.length === 0) return "no release";
  const runs: Release[][] = [];
  for (const release of allReleases.filter((candidate) => releases.includes(candidate))) {
    const run = runs.at(-1);
    const isNext = run && isClient(release) === isClient(run[0]!) && follows(run.at(-1)!, release);
    if (isNext) run.push(release);
    else runs.push([release]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(" and "))).join(", ");
}

function follows(release: Release, next: Release): boolean {
  return allReleases.indexOf(next) === allReleases.indexOf(release) + 1;
}
