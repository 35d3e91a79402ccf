/** How messages refer to the JSON notation, and which text of a key they mark. */
import { expect, test } from "vitest";
import { describeFindings, findingsOf } from "../support/check.ts";

function messages(vm: object, file: object = {}): readonly string[] {
  const text = JSON.stringify({ platform: "windows-server-2022", ...file, vms: { a: vm } });
  return findingsOf(text, "json").map(({ finding }) => finding.message);
}

const ide = { "0:0": { disk: String.raw`C:\VMs\os.vhdx` } };
const disk = { disk: String.raw`C:\VMs\data.vhdx` };

test("a message advises what can be written in JSON, and not native statements", () => {
  const network = messages({ ide, startup: ["legacy-network", "ide", "cd", "floppy"] });
  expect(network).toEqual([expect.stringContaining('"networks"')]);
  const drivers = messages({ ide, guest: "other", scsi: { "0:0": disk } });
  expect(drivers).toEqual([expect.stringContaining('"integrationServices"')]);
  const gap = messages({ ide, scsi: { "1": {} } });
  expect(gap).toEqual([expect.stringContaining('"0": {}')]);
  const parent = messages({ ide, scsi: { "0:0": { ...disk, type: "differencing" } } });
  expect(parent).toEqual([expect.stringContaining('"parent":')]);
  const physical = messages(
    { ide, on: "h", scsi: { "0:0": { physicalDisk: 2 } } },
    { hosts: { h: { physicalDisks: { "1": { media: "ssd-sata" } } } } },
  );
  expect(physical).toEqual([expect.stringContaining('"physicalDisks"')]);
  for (const message of [network, drivers, gap, parent, physical].flat()) {
    expect(message).not.toMatch(/integration-services|network legacy|scsi 0|physical 2|parent "FILE" \}/);
  }
});

test("the platform to state is advised as a property", () => {
  const text = JSON.stringify({ vms: { a: { ide: { "0:0": { disk: "//nas/vms/a/os.vhd" } } } } });
  const found = findingsOf(text, "json").find(({ code }) => code === "platform-not-stated");
  expect(found?.finding.message).toMatch(/ such as: "platform": "windows-server-2025"$/);
});

test("a repeated property is named as it is written there", () => {
  const text = (load: string) =>
    `{ "platform": "windows-server-2022", "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhdx", "load": { ${load} } } } } } }`;
  for (const load of ['"queueDepth": 1, "queueDepth": 2', '"rate": 1, "queueDepth": 2']) {
    const found = findingsOf(text(load), "json");
    expect(found.map(({ finding }) => finding.message)).toEqual([expect.stringContaining('"queueDepth"')]);
  }
});

test("a word where a list belongs is not proposed as its own correction", () => {
  const text = JSON.stringify({ platform: "windows-server-2022", vms: { a: { ide, startup: "cd" } } });
  const [found, ...others] = findingsOf(text, "json");
  expect(others).toEqual([]);
  expect(found!.finding.message).toContain("a list of words");
  expect(found!.finding.fixes ?? []).toEqual([]);
});

test("in a key that is a controller number the digits are marked, as in an address", () => {
  const found = (scsi: object) => {
    const text = JSON.stringify({ platform: "windows-server-2022", vms: { a: { ide, scsi } } });
    return describeFindings(text, findingsOf(text, "json"));
  };
  expect(found({ "4": {} })).toEqual(["scsi-controller-out-of-range 4"]);
  expect(found({ "4:0": disk })).toEqual(["scsi-controller-out-of-range 4"]);
  expect(found({ "1": {} })).toEqual(["scsi-controller-gap 1"]);
  expect(found({ "1:0": disk })).toEqual(["scsi-controller-gap 1"]);
});
