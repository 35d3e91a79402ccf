/** Recorded requests for tests. Every figure here is invented. */
import type { TracedRequest, TracedStep } from "../../server/src/core/simulation/des/trace.ts";

/** A request from its steps, each as stage, start of waiting, start of service, end. */
export function traced(
  steps: readonly (readonly [stage: number, waitUs: number, serviceUs: number, endUs: number])[],
  more: Partial<TracedRequest> = {},
): TracedRequest {
  const written = steps.map(([stage, waitUs, serviceUs, endUs]): TracedStep => ({ stage, waitUs, serviceUs, endUs }));
  return {
    disk: 0,
    bytes: 8192,
    isRead: true,
    issuedUs: written[0]?.waitUs ?? 0,
    completedUs: written.at(-1)?.endUs ?? 0,
    steps: written,
    ...more,
  };
}
