import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { layoutStatus } from "../../server/src/core/features/layout-status.ts";

const status = (text: string) => layoutStatus(HvvmDocument.read(text, "hvvm"));

test("counts the virtual machines", () => expect(status("vm a {}\nvm b {}\n").virtualMachines).toBe(2));

test("a layout without a platform names none", () => expect(status("vm a {}\n").platforms).toBeUndefined());

test("names the platform of the file", () =>
  expect(status("platform windows-server-2019\nvm a {}\n").platforms).toBe("windows-server-2019"));

test("names the platforms of all hosts that a VM runs on", () =>
  expect(
    status(`
host old { platform windows-server-2008 }
host new { platform windows-server-2022 }
host spare { platform windows-server-2025 }
vm a { on new }
vm b { on old }`).platforms,
  ).toBe("windows-server-2008, windows-server-2022"));

test("a platform that is misspelt is not named", () =>
  expect(status("platform windows-server-2020\nvm a {}\n").platforms).toBeUndefined());
