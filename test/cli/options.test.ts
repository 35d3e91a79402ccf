/** What the values of options mean, without a process. */
import { expect, test } from "vitest";
import { slotNamed, wholeNumber } from "../../server/src/cli/options.ts";
import { HvvmDocument } from "../../server/src/core/document.ts";

test("an address alone is a slot if the VMs have it on only one controller type", () => {
  const text = `vm a { ide 0:0 dvd empty; scsi 0:0 dvd empty; scsi 0:1 dvd empty }
vm b { scsi 0:1 dvd empty; scsi 1:0 dvd empty }`;
  const layout = HvvmDocument.read(text, "hvvm").items.flatMap(({ item }) => item.layout);
  const vms = layout.filter((item) => item.kind === "vm");
  expect(slotNamed("0:1", vms)).toBe("scsi 0:1");
  expect(slotNamed(" 01:00 ", vms)).toBe("scsi 1:0");
  expect(slotNamed("0:0", vms)).toBe("0:0");
  expect(slotNamed("0:9", vms)).toBe("0:9");
  expect(slotNamed("scsi 0:0", vms)).toBe("scsi 0:0");
});

test("a number of any length is accepted; its consumer checks the maximum", () => {
  expect(["0", "007", "9007199254740991", "1".repeat(400)].map(wholeNumber)).toEqual([0, 7, 2 ** 53 - 1, Infinity]);
  for (const text of ["", "-1", "1.5", "1e3", "0x10", " 1"]) expect(() => wholeNumber(text)).toThrow("whole number");
});
