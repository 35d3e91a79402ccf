/** The built-in loads, and the default values of a load. Shares are 0 to 1. */

export interface LoadFigures {
  /** Sizes with their weights; one entry unless the load has several sizes. */
  readonly requestSizes: readonly { readonly bytes: number; readonly weight: number }[];
  readonly read: number;
  readonly random: number;
  /** Share of the writes that are written through; 0 by default. */
  readonly durable?: number;
  /** Closed workload: the number of requests always outstanding. 0: no requests. */
  readonly queueDepth?: number;
  /** Open workload: arrivals per second. */
  readonly rate?: number;
}

const kilobyte = 1024;

function closed(kilobytes: number, read: number, random: number, queueDepth: number): LoadFigures {
  return { requestSizes: [{ bytes: kilobytes * kilobyte, weight: 1 }], read, random, queueDepth };
}

/** Source: the file-server profile of thessdreview.com, as sizes in bytes with their shares in percent. */
const fileServerMix = [
  { bytes: 512, weight: 10 },
  { bytes: kilobyte, weight: 5 },
  { bytes: 2 * kilobyte, weight: 5 },
  { bytes: 4 * kilobyte, weight: 60 },
  { bytes: 8 * kilobyte, weight: 2 },
  { bytes: 16 * kilobyte, weight: 4 },
  { bytes: 32 * kilobyte, weight: 4 },
  { bytes: 64 * kilobyte, weight: 10 },
];

export const defaultLoad = closed(8, 0.7, 1, 8);

export const builtInLoads: Readonly<Record<string, LoadFigures & { readonly doc: string }>> = {
  oltp: { doc: "A transaction database: 8 KB, 67% reads, random, 8 outstanding.", ...closed(8, 0.67, 1, 8) },
  mail: { doc: "A mail store: 32 KB, 68% reads, random, 8 outstanding.", ...closed(32, 0.68, 1, 8) },
  "file-server": {
    doc: "A file server: 512 B to 64 KB, mostly 4 KB, 80% reads, random, 8 outstanding.",
    requestSizes: fileServerMix,
    read: 0.8,
    random: 1,
    queueDepth: 8,
  },
  web: {
    doc: "A web server: the sizes of the file server, reads only, random, 8 outstanding.",
    requestSizes: fileServerMix,
    read: 1,
    random: 1,
    queueDepth: 8,
  },
  backup: { doc: "A backup: 512 KB, reads only, sequential, 8 outstanding.", ...closed(512, 1, 0, 8) },
  "database-log": {
    doc: "A database log: 16 KB, writes only, all written through, sequential, 4 outstanding.",
    ...closed(16, 0, 0, 4),
    durable: 1,
  },
  boot: { doc: "The start of a system: 16 KB, 85% reads, random, 4 outstanding.", ...closed(16, 0.85, 1, 4) },
  system: {
    doc: "A system at work after its start: 16 KB, half of it reads, random, 15 requests a second.",
    requestSizes: [{ bytes: 16 * kilobyte, weight: 1 }],
    read: 0.5,
    random: 1,
    rate: 15,
  },
  idle: { doc: "No requests.", ...closed(8, 0.7, 1, 0) },
};

/** The built-in load of that name, without regard to case. */
export function builtInLoad(name: string): (LoadFigures & { readonly doc: string }) | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(builtInLoads, key) ? builtInLoads[key] : undefined;
}

/**
 * Loads of disks that state none: `boot` while the system starts, `system` afterwards, `idle` for any disk but the boot
 * disk. A disk with one of them does not count as loaded, whoever defines the name.
 */
export const restingLoads: ReadonlySet<string> = new Set(["boot", "system", "idle"]);

export const loadRanges = {
  requestSize: { min: 512, max: 32 * 1024 * 1024, step: 512 },
  queueDepth: { min: 1, max: 4096 },
  rate: { min: 1, max: 10_000_000 },
} as const;
