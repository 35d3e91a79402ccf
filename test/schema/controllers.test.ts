import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { devicesInReach } from "../../server/src/core/model/boot.ts";
import type { VirtualMachine } from "../../server/src/core/model/layout.ts";
import { freeSlots, writeSlot } from "../../server/src/core/model/slots.ts";
import { controllers, controllerTypes } from "../../server/src/core/schema/controllers.ts";
import { allReleases } from "../../server/src/core/schema/releases.ts";
import { deviceStatements } from "../../server/src/core/schema/statements/devices.ts";

function vmOf(text: string): VirtualMachine {
  return HvvmDocument.read(text, "hvvm").items[0]!.item.layout[0] as VirtualMachine;
}

describe.each(controllerTypes)("%s", (type) => {
  const { keyword, generations } = controllers[type];

  test("its statement accepts addresses of its own type", () => {
    for (const { sequence, isAlone } of deviceStatements[type].forms) {
      if (!isAlone) expect(sequence[0]).toMatchObject({ type: { kind: "address", of: type } });
    }
  });

  test.each(generations)(
    "a free slot of generation %i is within reach on every release, and then taken",
    (generation) => {
      const device = (slot: string) => `${keyword} ${slot} disk "D:\\a.vhdx"`;
      const empty = vmOf(`vm a { generation ${generation} }`);
      for (const slot of freeSlots(empty, type)) {
        const vm = vmOf(`vm a { generation ${generation}; ${device(writeSlot(slot))} }`);
        for (const release of allReleases) expect(devicesInReach(vm, [release])).toHaveLength(1);
        expect(freeSlots(vm, type)).not.toContainEqual(slot);
      }
    },
  );
});
