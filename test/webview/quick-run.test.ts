import { expect, test } from "vitest";
import { pictureInFullRun, withDetailsOf } from "../../client/webview/quick-run.ts";
import type { DiskDetail, SimulateResult } from "../../server/src/protocol.ts";
import { outline, report, result } from "./fixtures.ts";

const [first, second] = report.disks;
const detailOf = ({ vm, slot }: { readonly vm: string; readonly slot: string }, requests: number) =>
  ({ vm, slot, requests: new Array(requests).fill({}), heatMap: { counts: [] } }) as unknown as DiskDetail;
const fullRun: SimulateResult = { ...result, details: [detailOf(first!, 1), detailOf(second!, 1)] };
const quickReport: SimulateResult = { ...result, details: [detailOf(first!, 2)] };

test("a quick run keeps its own details and borrows the others", () => {
  const { details } = withDetailsOf(quickReport, fullRun);
  expect(details!.map(({ slot, requests }) => [slot, requests.length])).toEqual([
    [first!.slot, 2],
    [second!.slot, 1],
  ]);
});

test("details of a disk whose path has changed, or that was removed, are not borrowed", () => {
  const disks = [first!, { ...second!, stages: second!.stages.slice(1) }];
  expect(withDetailsOf({ ...quickReport, report: { ...report, disks } }, fullRun).details).toHaveLength(1);
  expect(withDetailsOf({ ...quickReport, report: { ...report, disks: [first!] } }, fullRun).details).toHaveLength(1);
  expect(withDetailsOf(quickReport, undefined)).toBe(quickReport);
});

test("the chosen disk is found in the full run even if its VM was renamed", () => {
  const vmPlace = { index: 0, count: outline.vms.length };
  const choice = { vm: "renamed", vmPlace, slot: first!.slot, label: "C:\\VMs\\os.vhd" };
  expect(pictureInFullRun(fullRun, choice)?.path?.disk).toBe(first);
});

test("a disk that the full run lacks is not mistaken for another one", () => {
  expect(pictureInFullRun(fullRun, { vm: "new", slot: first!.slot })).toBeUndefined();
  expect(pictureInFullRun(fullRun, { vm: first!.vm, slot: "scsi 3:9" })).toBeUndefined();
  expect(pictureInFullRun(undefined, { vm: first!.vm, slot: first!.slot })).toBeUndefined();
});
