import { describe, expect, test } from "vitest";
import { hoverAt } from "../support/cursor.ts";

const layout = (statement: string) => `platform windows-server-2019\nvm a {\n  ${statement}\n}\n`;

describe("says what it is", () => {
  test.each([
    ["a keyword", layout("$0generation 2"), "generation", "The kind of virtual hardware"],
    ["the end of a keyword", layout("generation$0 2"), "generation", "The kind of virtual hardware"],
    ["a choice", layout("generation $02"), "2", "UEFI and SCSI only"],
    ["a word of a form", layout("ide 0:0 d$0vd empty"), "dvd", "A DVD drive"],
    ["a type", layout('ide 0:0 disk "C:\\VMs\\a.vhdx" fi$0xed'), "fixed", "All space is allocated at creation"],
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

  test("an old word, with the word that replaces it", () => {
    const found = hoverAt(layout('ide 0:0 disk "C:\\VMs\\a.vhdx" spa$0rse'));
    expect(found?.marked).toBe("sparse");
    expect(found?.value).toContain("**dynamic** (`sparse` is the old word for it)");
  });

  test("a keyword in any case", () =>
    expect(hoverAt(layout("GENER$0ATION 2"))?.value).toContain("The kind of virtual hardware"));
});

describe("a device", () => {
  test.each([
    ["ide-emulated", "guest windows-nt-4", '$0ide 0:0 disk "C:\\VMs\\a.vhd" boot', "**IDE 0:0** is emulated:"],
    ["ide-enlightened", "guest windows-10", '$0ide 0:0 disk "C:\\VMs\\a.vhd" boot', "driver once Windows has started."],
    ["ide-enlightened", "guest linux", '$0ide 0:0 disk "C:\\VMs\\a.vhd" boot', "driver once the guest has started."],
    ["scsi-synthetic", "guest linux", '$0scsi 0:0 disk "C:\\VMs\\a.vhd"', "**SCSI 0:0** uses the fast VMBus driver."],
  ])("on the path %s begins with what it uses", (_way, guest, device, verdict) => {
    expect(hoverAt(layout(`${guest}\n  ${device}`))?.value.split("\n\n")[0]).toContain(verdict);
  });

  test("that the guest does not see is described as such", () => {
    const found = hoverAt(layout('guest windows-nt-4\n  $0scsi 0:0 disk "C:\\VMs\\a.vhd"'));
    expect(found?.value).toContain("does not see SCSI 0:0");
  });
});

test.each([
  ["generation 2\n  $0ide 0:0", "IDE 0:0"],
  ["$0ide 0:2", "IDE 0:2"],
  ["$0scsi 4:0", "SCSI 4:0"],
])("of a slot that is not there, no path is described: %s", (slot, title) => {
  const found = hoverAt(layout(`${slot} disk "C:\\VMs\\a.vhdx"`));
  expect(found?.value).not.toContain(`**${title}**`);
});

test("a word that two kinds of devices have is explained for the one that is written", () => {
  expect(hoverAt(layout('ide 1:0 dvd phy$0sical "D:"'))?.value).toContain("optical drive");
  expect(hoverAt(layout("ide 0:0 disk phy$0sical 3"))?.value).toContain("pass-through");
});

describe("a file says which volume it is on", () => {
  const on = (file: string) =>
    hoverAt(`media pool { of hdd-7200; disks 8 }
cluster c1 { volume "C:\\ClusterStorage\\Volume1" pool 4TB }
host n1 { cluster c1; volume "D:" optane }
vm web01 {
  on n1
  scsi 0:0 disk "$0${file}"
}`)?.value.replaceAll("\\", "");

  test.each([
    ["D:\\V\\os.vhdx", "It is on volume D: of n1: optane."],
    ["C:\\ClusterStorage\\Volume1\\a.vhdx", "It is on volume C:ClusterStorageVolume1 of n1: pool 4TB."],
    ["E:\\a.vhdx", "None of the volumes of n1 holds it."],
  ])("%s", (file, sentence) => expect(on(file)).toContain(sentence));

  test("but not where the host is unknown or has no volumes", () => {
    const text = (host: string, on: string) => `${host}\nvm a {\n${on}\nscsi 0:0 disk "$0D:\\V\\a.vhdx"\n}`;
    for (const source of [text("", ""), text("", "on n1"), text("host n1 { }", "on n1")])
      expect(hoverAt(source)?.value).not.toMatch(/volume/);
  });

  test("nor for a physical drive of the host", () =>
    expect(hoverAt('host n1 { volume "$0D:" optane }')?.value).toContain("A drive, folder or share."));
});

describe("a name says what it is", () => {
  const text = `platform windows-server-2022
cluster c1 { volume "C:\\\\ClusterStorage\\\\Volume1" pool 4TB }
media pool { of hdd-7200; disks 8; resiliency mirror }
host n1 { cluster c1; volume "D:" optane }
host n2 { cluster c1 }
load orders { rate 500; read 50% }
vm web01 {
  on n1
  guest windows-server-2022
  ide 0:0 disk "D:\\V\\os.vhdx" boot
  ide 1:0 dvd empty
  scsi 0:0 disk "D:\\V\\a.vhdx" { load orders }
  scsi 0:1 disk "C:\\ClusterStorage\\Volume1\\b.vhdx"
}
`.replaceAll("\\\\", "\\");
  const at = (place: string) => {
    const offset = text.indexOf(place);
    return `${text.slice(0, offset)}$0${text.slice(offset)}`;
  };
  const first = (place: string) => hoverAt(at(place))?.value.replaceAll("\\", "").split("\n\n")[0];

  test.each([
    ["web01", "**web01**: generation 1, starts from IDE 0:0, 3 disks."],
    ["n1 {", '**n1**: a host, windows-server-2022, of cluster "c1", 1 VM on it.'],
    ["n1\n", '**n1**: a host, windows-server-2022, of cluster "c1", 1 VM on it.'],
    ["c1 {", "**c1**: a failover cluster, hosts: n1 and n2."],
    ["c1 }", "**c1**: a failover cluster, hosts: n1 and n2."],
    ["orders {", "**orders**: a load, 8KB, 50% reads, 100% random, 500 requests a second, carried by 1 disk."],
    ["orders }", "**orders**: a load, 8KB, 50% reads, 100% random, 500 requests a second, carried by 1 disk."],
    ["pool {", "**pool**: a medium, 8 x hdd-7200, mirror, used by 1 volume or disk."],
  ])("at %s", (place, line) => expect(first(place)).toBe(line));

  test("a VM whose disks cannot all be read shows no number of disks", () =>
    expect(hoverAt('vm web$001 {\n  ide 0:0 disk "C:\\V\\a.vhdx" fixd\n}')?.value.split("\n")[0]).toBe(
      "**web01**: generation 1, may start \\(its text has an error\\).",
    ));

  test("a medium under several volumes", () => {
    const two = text.replace('volume "D:" optane', 'volume "D:" pool');
    const offset = two.indexOf("pool {");
    expect(hoverAt(`${two.slice(0, offset)}$0${two.slice(offset)}`)?.value).toContain("used by 2 volumes or disks.");
  });

  test("a host lists the volumes of its cluster, too", () =>
    expect(hoverAt(at("n1 {"))!.value.replaceAll("\\", "")).toContain(
      "- D: optane\n- C:ClusterStorageVolume1 pool 4TB",
    ));

  test("a VM says where the time of its busiest disk is spent, and where it runs", () => {
    const { value } = hoverAt(at("web01"))!;
    expect(value.replaceAll("\\", "")).toMatch(/The busiest disk is SCSI 0:0: [\d,]+ IOPS, most of the time in /);
    expect(value.replaceAll("\\", "")).toContain("It runs on host n1. Its guest is windows-server-2022.");
  });

  test("a VM that does not start says why", () =>
    expect(hoverAt(layout('scsi 0:0 disk "C:\\V\\a.vhdx" boot').replace("vm a", "vm $0a"))?.value).toContain(
      "does not start",
    ));

  test("in JSON", () => {
    const json = '{ "vms": { "$0a": { "generation": 2, "scsi": { "0:1": { "disk": "C:\\\\V\\\\a.vhdx" } } } } }';
    expect(hoverAt(json, "json")?.value.replaceAll("\\", "")).toContain(
      "**a**: generation 2, starts from SCSI 0:1, 1 disk.",
    );
  });
});

test("in JSON the key describes the statement and the value describes the argument", () => {
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
      String.raw`1. IDE 1:0 \("C:\\a\.iso"\): starts if its disc is bootable`,
      String.raw`2. IDE 0:0 \("C:\\VMs\\a\.vhdx"\): the VM starts here`,
      String.raw`3. floppy \(no image\): skipped`,
      String.raw`4. network \(no adapter\): skipped`,
    ]);
  });

  test("boot on SCSI in generation 1 says why it does not start", () => {
    const value = hoverAt(generation1(`scsi 0:0 ${disk(" bo$0ot")}`, ""))!.value;
    expect(value).toContain('✗ "a" does not start: generation 1, boot device on SCSI 0:0');
    expect(value).toContain("Not seen by the BIOS, which has no VMBus: SCSI 0:0.");
  });

  test("does not say what the VM starts from where a device cannot be read", () => {
    const value = hoverAt(generation1("start$0up cd ide", `ide 0:0 ${disk(" fixd boot")}\nide 0:1 ${disk()}`))!.value;
    expect(value).toContain('? "a" may start: its text has an error.');
    expect(value).not.toMatch(/^\d\. /m);
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
])("there is no hover on %s", (_what, source) => expect(hoverAt(source)).toBeUndefined());
