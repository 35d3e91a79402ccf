/**
 * The path of a request through the emulated IDE controller. Every register access stops the virtual processor until
 * vmwp.exe has served it, and the channel accepts one command at a time from its first access to the end of its
 * interrupt. Access counts: measured with QEMU device tracing under Linux 6.1, whose driver also binds Hyper-V's PIIX4;
 * the same counts are used for Windows guests.
 */
import { acquire, type IoPath, interrupt, type RequestShape, release, type Step, serve } from "./path.ts";

export type IdeCommand = "firmware" | "dma" | "dma-ext" | "pio" | "atapi";

/** Sectors above this offset need an LBA48 command. */
export const lba28Bytes = 128 * 2 ** 30;
const kib = 1024;
/** The emulator moves data through a bounce buffer of this size, one piece at a time. */
const bounceBytes = 64 * kib;

interface CommandSpec {
  /** Register accesses to issue it and to complete it, without data words. */
  readonly issue: number;
  readonly complete: number;
  /** The maximum transfer of one command. */
  readonly largestBytes: number;
}

const commands: Readonly<Record<IdeCommand, CommandSpec>> = {
  firmware: { issue: 1, complete: 0, largestBytes: 128 * kib },
  dma: { issue: 18, complete: 8, largestBytes: 128 * kib },
  "dma-ext": { issue: 23, complete: 8, largestBytes: 65536 * 512 },
  atapi: { issue: 23, complete: 8, largestBytes: 65536 * 512 },
  pio: { issue: 11, complete: 8, largestBytes: 128 * kib },
};

/** Steps of one request; `backend` gives the root's side of one piece. */
export function ideEmulated(
  request: RequestShape,
  command: IdeCommand,
  waitsBetweenAccesses: boolean,
  backend: (piece: RequestShape) => IoPath,
): IoPath {
  const parts = split(request.bytes, commands[command].largestBytes);
  const run = (bytes: number): IoPath => oneCommand({ ...request, bytes }, command, waitsBetweenAccesses, backend);
  if (command === "firmware") return parts.flatMap(run);
  return [
    serve("g.issue", "processor"),
    ...parts.flatMap(run),
    serve("g.cmpl", "processor"),
    serve("g.wake", "processor"),
  ];
}

function oneCommand(
  request: RequestShape,
  command: IdeCommand,
  waitsBetweenAccesses: boolean,
  backend: (piece: RequestShape) => IoPath,
): IoPath {
  const { issue, complete } = commands[command];
  const words = command === "pio" ? dataWords(request.bytes) : 0;
  const pieces = split(request.bytes, bounceBytes).flatMap((bytes) =>
    onePiece({ ...request, bytes }, command, backend),
  );
  // The firmware makes one access and its processor stops until the data is there; there is no interrupt.
  if (command === "firmware")
    return [
      acquire("controller"),
      acquire("processor"),
      access(issue),
      ...pieces,
      release("processor"),
      release("controller"),
    ];
  const waits = waitsBetweenAccesses && command !== "pio" ? [serve("ide.guestDelay", "host")] : [];
  return [
    acquire("controller"),
    ...trapped(issue + (request.isRead ? 0 : words), waits),
    ...pieces,
    interrupt("irq.inject"),
    ...trapped(complete + (request.isRead ? words : 0), []),
    serve("eoi", "host"),
    release("controller"),
  ];
}

const access = (visits: number): Step => serve("ide.access", "worker", visits);
const trapped = (visits: number, waits: IoPath): IoPath => [
  acquire("processor"),
  access(visits),
  ...waits,
  release("processor"),
];

function onePiece(piece: RequestShape, command: IdeCommand, backend: (piece: RequestShape) => IoPath): IoPath {
  // PIO moves the data by its accesses; DMA copies it between the bounce buffer and the guest's pages.
  const copy = command === "pio" ? [] : [serve("ide.copy", "worker", 1, piece.bytes / bounceBytes)];
  const wake = serve("ctx", "host");
  return piece.isRead ? [...backend(piece), wake, ...copy] : [...copy, ...backend(piece), wake];
}

/** Data words of 32 bits. */
const dataWords = (bytes: number): number => Math.ceil(bytes / 4);

function split(bytes: number, largest: number): readonly number[] {
  const count = Math.ceil(bytes / largest);
  return Array.from({ length: count }, (_, index) => Math.min(largest, bytes - index * largest));
}
