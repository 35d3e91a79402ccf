import { expect, test } from "vitest";
import { stageLong, stageShort } from "../../../server/src/core/simulation/paths/stage-names.ts";
import { simulate } from "../../support/simulate.ts";
import { disk, ideDisk, system } from "../specs.ts";

test("every stage of a run has a name for sentences and a short one, including those of Storage Spaces", () => {
  const pool = { key: "C:", medium: "ssd-nvme", disks: 4, resiliency: "mirror" } as const;
  const spec = system([disk(), ideDisk()], { volumes: [pool], costs: { "spaces.read": 22, "spaces.write": 105 } });
  const outcome = simulate(spec, { seed: 1, requests: 500, withoutAssumptions: true });
  if (outcome.kind !== "done") throw new Error("The run was refused.");
  const ids = new Set(outcome.report.disks.flatMap(({ stages }) => stages.map(({ id }) => id)));
  expect(ids).toContain("spaces.read");
  expect([...ids].filter((id) => stageLong(id) === id || stageShort(id) === id)).toEqual([]);
});
