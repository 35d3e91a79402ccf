import { expect, test } from "vitest";
import { checkSpec } from "../../server/src/core/simulation/system-spec.ts";
import { disk, system } from "./specs.ts";

test("the number of disks that are simulated at once is limited: the refusal says how many there are and what helps", () => {
  const disks = Array.from({ length: 4097 }, (_, index) => disk({ slot: `scsi 0:${index}` }));
  expect(checkSpec(system(disks.slice(1)))).toBeUndefined();
  expect(checkSpec(system(disks))).toBe(
    "A simulation covers at most 4,096 disks, and this one has 4,097. Put each host or cluster into a layout of its own.",
  );
});
