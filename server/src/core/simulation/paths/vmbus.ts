/**
 * The path of a request over a VMBus channel: the synthetic SCSI controller, and the IDE disk of a guest whose storage
 * driver has taken over. No access is trapped; signals are sent only when a ring was empty. The polling of Microsoft's
 * open VMM, which picks up new requests on completions, is not modelled: what Windows does is not public.
 */
import { acquire, type IoPath, type RequestShape, release, serve } from "./path.ts";

/** Largest transfer of one packet. */
const transferBytes = 256 * 1024;

/** Steps of one request; a larger one is sent as several packets that travel together. */
export function vmbus(
  request: RequestShape,
  chan: "chan" | "chan.before2012",
  restOfChannel: number,
  backend: IoPath,
): IoPath {
  const packets = Math.ceil(request.bytes / transferBytes);
  return [
    serve("g.issue", "processor"),
    acquire("outstanding"),
    serve("vsc.build", "processor", packets),
    { kind: "ring-out" },
    serve("vsp.exec", "channel", packets),
    // What `chan` says beyond the provider's own two stages.
    ...(restOfChannel > 0 ? [serve(chan, "channel", packets, restOfChannel)] : []),
    ...backend,
    serve("vsp.cmpl", "channel", packets),
    { kind: "ring-in" },
    serve("g.cmpl", "processor"),
    release("outstanding"),
    serve("g.wake", "processor"),
  ];
}
