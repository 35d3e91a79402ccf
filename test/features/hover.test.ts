import { describe, expect, test } from "vitest";
import { hoverAt } from "../support/cursor.ts";

const layout = (statement: string) => `platform windows-server-2019\nvm a {\n  ${statement}\n}\n`;

describe("says what it is", () => {
  test.each([
    ["a keyword", layout("$0generation 2"), "generation", "The kind of virtual hardware"],
    ["the end of a keyword", layout("generation$0 2"), "generation", "The kind of virtual hardware"],
    ["a choice", layout("generation $02"), "2", "UEFI and SCSI only"],
    ["a word of a form", layout("ide 0:0 d$0vd empty"), "dvd", "A DVD drive"],
    ["a type", layout('ide 0:0 disk "C:\\VMs\\a.vhdx" fi$0xed'), "fixed", "All space is taken at creation"],
    ["a flag", layout('ide 0:0 disk "C:\\VMs\\a.vhdx" bo$0ot'), "boot", "The VM starts from this device."],
    ["a switch", layout("integration-services o$0ff"), "off", "Whether the guest has VMBus storage drivers."],
    [
      "one of a list",
      layout("startup cd i$0de legacy-network floppy"),
      "ide",
      "The first IDE disk with a boot sector.",
    ],
    ["a built-in load", layout('ide 0:0 disk "C:\\VMs\\a.vhdx" { load ol$0tp }'), "oltp", "**load oltp**"],
  ])("%s", (_what, source, marked, sentence) => {
    const found = hoverAt(source);
    expect(found?.marked).toBe(marked);
    expect(found?.value).toContain(sentence);
  });

  test("an old word, with the word that it stands for", () => {
    const found = hoverAt(layout('ide 0:0 disk "C:\\VMs\\a.vhdx" spa$0rse'));
    expect(found?.marked).toBe("sparse");
    expect(found?.value).toContain("**dynamic** (`sparse` is the old word for it)");
  });

  test("a keyword whatever its case", () =>
    expect(hoverAt(layout("GENER$0ATION 2"))?.value).toContain("The kind of virtual hardware"));
});

describe("a device", () => {
  test.each([
    ["ide-emulated", "guest windows-nt-4", '$0ide 0:0 disk "C:\\VMs\\a.vhd" boot'],
    ["ide-enlightened", "guest windows-server-2019", '$0ide 0:0 disk "C:\\VMs\\a.vhd" boot'],
    ["scsi-synthetic", "guest windows-server-2019", '$0scsi 0:0 disk "C:\\VMs\\a.vhd"'],
  ])("uses the path %s", (way, guest, device) => {
    expect(hoverAt(layout(`${guest}\n  ${device}`))?.value).toContain(`uses the path **${way}**`);
  });

  test("that the guest does not see is said to be so", () => {
    const found = hoverAt(layout('guest windows-nt-4\n  $0scsi 0:0 disk "C:\\VMs\\a.vhd"'));
    expect(found?.value).toContain("does not see SCSI 0:0");
  });
});

test("in JSON the key stands for the statement and the value for the argument", () => {
  const json = (generation: string) => `{ "vms": { "a": { ${generation} } } }`;
  expect(hoverAt(json('"gener$0ation": 2'), "json")?.value).toContain("The kind of virtual hardware");
  expect(hoverAt(json('"generation": $02'), "json")).toMatchObject({
    marked: "2",
    value: expect.stringContaining("UEFI and SCSI only"),
  });
});

describe("a word that decides what the VM starts from lists what the firmware tries", () => {
  const disk = (options = "") => `disk "C:\\VMs\\a.vhdx"${options}`;
  const generation1 = (first: string, rest: string) => `vm a {\n${first}\n${rest}\n}`;

  test("startup, in its order", () => {
    const value = hoverAt(
      generation1("start$0up cd ide floppy legacy-network", `ide 1:0 dvd "C:\\a.iso"\nide 0:0 ${disk(" boot")}`),
    )!.value;
    expect(value).toContain('✓ "a" starts from IDE 0:0');
    expect(value.match(/^\d\. .*$/gm)).toEqual([
      String.raw`1. IDE 1:0 \("C:\\a\.iso"\): starts if its disc can be started`,
      String.raw`2. IDE 0:0 \("C:\\VMs\\a\.vhdx"\): the VM starts here`,
      String.raw`3. floppy \(no image\): passed over`,
      String.raw`4. network \(no adapter\): passed over`,
    ]);
  });

  test("boot on SCSI in generation 1 says why it does not start", () => {
    const value = hoverAt(generation1(`scsi 0:0 ${disk(" bo$0ot")}`, ""))!.value;
    expect(value).toContain('✗ "a" does not start: generation 1, boot device on SCSI 0:0');
    expect(value).toContain("Not seen by the BIOS, which has no VMBus: SCSI 0:0.");
  });

  test("boot-order and boot in JSON", () => {
    const json = (order: string, boot: string) =>
      `{ "vms": { "a": { "generation": 2, "${order}": ["network", "0:0"], "networks": [{}], "scsi": { "0:0": { "disk": "C:\\\\VMs\\\\a.vhdx", "${boot}": true } } } } }`;
    for (const source of [json("boot$0Order", "boot"), json("bootOrder", "bo$0ot")])
      expect(hoverAt(source, "json")!.value.match(/^\d\. .*$/gm)).toEqual([
        "1. the network: starts if a server answers",
        String.raw`2. SCSI 0:0 \("C:\\VMs\\a\.vhdx"\): the VM starts here`,
      ]);
  });
});

test.each([
  ["an empty file", "$0"],
  ["a comment", "# gener$0ation\nvm a {\n}"],
  ["white space between statements", "vm a {\n  generation 1\n$0\n}"],
  ["an unknown word", layout("spe$0ed 3")],
  ["a brace", layout("generation 1\n}$0")],
])("there is none on %s", (_what, source) => expect(hoverAt(source)).toBeUndefined());
