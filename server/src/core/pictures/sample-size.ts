/** How many requests of a disk a run measured, and which percentiles that number supports. */
import type { DiskDetail } from "../simulation/detail.ts";
import { fewestBeyond } from "../simulation/kernel/percentiles.ts";

/** Requests that completed after the warm-up: the heat map contains all of them. */
export function measuredRequests({ heatMap }: DiskDetail): number {
  return heatMap.counts.flat().reduce((sum, each) => sum + each, 0);
}

/** `rough` beyond the end of the percentile curve; `none` where not even one request is expected beyond the share. */
export function confidenceIn(share: number, requests: number): "sure" | "rough" | "none" {
  // For example 1 - 0.99, which is slightly more than a hundredth.
  const beyond = Math.round(requests * (1 - share) * 1000) / 1000;
  if (beyond < 1) return "none";
  return beyond < fewestBeyond ? "rough" : "sure";
}
