/** The guest systems that a layout can name, and what is known about each. */

interface GuestFacts {
  readonly doc: string;
  /** Whether it has VMBus storage drivers. */
  readonly hasDrivers: boolean;
  readonly bootsOnGeneration2: boolean;
}

function guest(doc: string, facts: Partial<GuestFacts> = {}): GuestFacts {
  return { doc, hasDrivers: true, bootsOnGeneration2: true, ...facts };
}

const generation1Only = { bootsOnGeneration2: false };

/** In the order in which completion offers them: the newest first. */
const guests: Readonly<Record<string, GuestFacts>> = {
  "windows-server-2025": guest("Windows Server 2025."),
  "windows-server-2022": guest("Windows Server 2022."),
  "windows-server-2019": guest("Windows Server 2019."),
  "windows-server-2016": guest("Windows Server 2016."),
  "windows-server-2012-r2": guest("Windows Server 2012 R2."),
  "windows-server-2012": guest("Windows Server 2012."),
  "windows-server-2008-r2": guest("Windows Server 2008 R2.", generation1Only),
  "windows-server-2008": guest("Windows Server 2008.", generation1Only),
  "windows-server-2003": guest("Windows Server 2003.", generation1Only),
  "windows-11": guest("Windows 11; it needs generation 2."),
  "windows-10": guest("Windows 10, 64 bit."),
  "windows-8.1": guest("Windows 8.1."),
  "windows-8": guest("Windows 8."),
  "windows-7": guest("Windows 7.", generation1Only),
  "windows-vista": guest("Windows Vista.", generation1Only),
  "windows-xp": guest("Windows XP.", generation1Only),
  "windows-2000": guest("Windows 2000.", generation1Only),
  "windows-nt-4": guest("Windows NT 4.0: emulated devices only.", { hasDrivers: false, bootsOnGeneration2: false }),
  linux: guest("Linux with the storage driver of its kernel, hv_storvsc."),
  "linux-without-drivers": guest("Linux without hv_storvsc: emulated devices only.", { hasDrivers: false }),
  freebsd: guest("FreeBSD 10 or later, with hv_storvsc."),
  openbsd: guest("OpenBSD 6.2 or later, with hvs."),
  other: guest("A system without VMBus storage drivers: emulated devices only.", { hasDrivers: false }),
};

export const guestWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(guests).map(([word, facts]) => [word, facts.doc]),
);

/** What is known about a system; `undefined` for an unlisted one. */
export function guestFacts(system: string): GuestFacts | undefined {
  return Object.hasOwn(guests, system) ? guests[system] : undefined;
}

/** The guest system that generation 1 cannot run. */
export const generation2Guest = "windows-11";
