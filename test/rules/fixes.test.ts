/** The certain fixes of the rules: the text after them, and where no fix is offered. */
import { describe, expect, test } from "vitest";
import { actionsAt, fixedBy, titlesAt } from "../support/cursor.ts";
import { file, vm } from "../support/native-text.ts";

const server = (release: string, ...lines: readonly string[]) => `platform windows-server-${release}\n${vm(...lines)}`;

describe("the boot disk goes to IDE 0:0", () => {
  const title = "Put the boot disk on IDE 0:0";

  test("and the device there takes its place", () =>
    expect(
      fixedBy(title, server("2019", `ide 0:0 disk ${file("d.vhd")}`, `ide 1:1 disk ${file("os.vhd")} $0boot`)),
    ).toBe(server("2019", `ide 1:1 disk ${file("d.vhd")}`, `ide 0:0 disk ${file("os.vhd")} boot`)));

  test("without moving anything else, from IDE and from SCSI, if 0:0 is free", () => {
    const lines = (slot: string) => [
      `ide 0:1 disk ${file("d.vhd")}`,
      `scsi 0:0 disk ${file("e.vhd")}`,
      `ide ${slot} disk ${file("os.vhd")} $0boot`,
    ];
    expect(fixedBy(title, server("2019", ...lines("1:0")))).toBe(server("2019", ...lines("0:0")).replace("$0", ""));
  });

  test("on the pre-release, from another slot of either controller", () => {
    for (const slot of ["0:1", "1:0"]) {
      expect(fixedBy(title, server("2008-beta", `ide ${slot} disk ${file("os.vhd")} $0boot`))).toBe(
        server("2008-beta", `ide 0:0 disk ${file("os.vhd")} boot`),
      );
    }
  });

  test("not where two devices claim 0:0", () =>
    expect(
      titlesAt(
        server("2019", `ide 0:0 disk ${file("d.vhd")}`, "ide 0:0 dvd empty", `ide 1:1 disk ${file("os.vhd")} $0boot`),
      ),
    ).not.toContain(title));
});

test("the boot disk and the DVD drive before it are swapped", () =>
  expect(
    fixedBy(
      "Swap the boot disk and the DVD drive",
      server("2019", "ide 0:0 dvd empty", "scsi 0:0 dvd empty", `ide 0:1 disk ${file("os.vhd")} $0boot`),
    ),
  ).toBe(server("2019", "ide 0:1 dvd empty", "scsi 0:0 dvd empty", `ide 0:0 disk ${file("os.vhd")} boot`)));

describe("a boot disk on SCSI moves to IDE", () => {
  test("to the first free slot", () =>
    expect(
      fixedBy(
        "Move the boot disk to IDE 0:1",
        server("2019", "ide 0:0 dvd empty", `scsi 0:0 disk ${file("a.vhdx")} $0boot`),
      ),
    ).toBe(server("2019", "ide 0:0 dvd empty", `ide 0:1 disk ${file("a.vhdx")} boot`)));

  test.each([
    ["a DVD drive", 'scsi 0:0 dvd "C:\\ISO\\a.iso" $0boot'],
    ["a VHD Set", `scsi 0:0 disk ${file("a.vhds")} $0boot`],
    ["a shared disk", `scsi 0:0 disk ${file("a.vhdx")} $0boot shared`],
  ])("%s does not", (_what, line) => expect(titlesAt(server("2019", line)).join()).not.toContain("to IDE"));

  test("not where IDE is full", () => {
    const full = ["0:0", "0:1", "1:0", "1:1"].map((slot) => `ide ${slot} dvd empty`);
    expect(titlesAt(server("2019", ...full, `scsi 0:0 disk ${file("a.vhdx")} $0boot`)).join()).not.toContain("to IDE");
  });
});

describe("on generation 2 a disk on IDE moves to SCSI", () => {
  const generation2 = (...lines: readonly string[]) => server("2019", "generation 2", ...lines);

  test("to the first free slot", () =>
    expect(
      fixedBy("Move to SCSI 0:1", generation2(`scsi 0:0 disk ${file("os.vhdx")}`, `$0ide 0:0 disk ${file("a.vhdx")}`)),
    ).toBe(generation2(`scsi 0:0 disk ${file("os.vhdx")}`, `scsi 0:1 disk ${file("a.vhdx")}`)));

  test("each to a slot of its own", () =>
    expect(titlesAt(generation2(`ide 0:0 disk ${file("a.vhdx")}`, `$0ide 0:1 disk ${file("b.vhdx")}`))).toContain(
      "Move to SCSI 0:1",
    ));

  test.each([`$0ide 0:0 disk ${file("a.vhd")}`, "$0ide 0:0 dvd empty", "$0ide 0:0 disk physical 3"])(
    "%s does not",
    (line) => expect(titlesAt(generation2(line)).join()).not.toContain("Move to SCSI"),
  );
});

test("the start-up order of generation 1 is removed in generation 2, if the user chooses so", () => {
  const lines = ["generation 2", `scsi 0:0 disk ${file("a.vhdx")} boot`];
  const source = server("2022", lines[0]!, "$0startup cd ide", lines[1]!);
  expect(fixedBy('Remove "startup"', source)).toBe(server("2022", ...lines));
  expect(actionsAt(source).find(({ title }) => title === 'Remove "startup"')?.isPreferred).toBe(false);
});

describe("of two devices in one slot the later moves to the next free slot", () => {
  test.each([
    ["a disk behind a disk", `ide 0:0 disk ${file("a.vhd")}`, `ide $00:0 disk ${file("b.vhd")}`, "0:1"],
    [
      "a disk behind a disk, to the next controller",
      `ide 0:0 dvd empty\n  ide 0:1 disk ${file("a.vhd")}`,
      `ide $00:1 disk ${file("b.vhd")}`,
      "1:0",
    ],
    ["a boot disk where a DVD drive is", "ide 0:0 dvd empty", `ide $00:0 disk ${file("b.vhd")} boot`, "0:1"],
    ["a DVD drive where a disk is, on its controller", `ide 1:1 disk ${file("a.vhd")}`, "ide $01:1 dvd empty", "1:0"],
    ["a boot disk on SCSI", `scsi 0:0 disk ${file("a.vhd")}`, `scsi $00:0 disk ${file("b.vhd")} boot`, "0:1"],
  ])("%s", (_what, first, second, slot) => {
    const moved = second.replace(/\$0\d:\d/, slot);
    expect(fixedBy(`Move to the free slot ${slot}`, vm(first, second))).toBe(vm(first, moved));
  });

  test.each([
    ["a boot disk behind another disk", `ide 0:0 disk ${file("a.vhd")}`, `ide $00:0 disk ${file("b.vhd")} boot`],
    ["a disk before the one that starts", `ide 1:1 disk ${file("a.vhd")}`, `ide $01:1 disk ${file("b.vhd")}`],
  ])("not %s", (_what, first, second) => expect(titlesAt(vm(first, second)).join()).not.toContain("free slot"));

  test("not where no slot is free", () => {
    const full = ["0:0", "0:1", "1:0", "1:1"].map((slot) => `ide ${slot} dvd empty`);
    expect(titlesAt(vm(...full, "ide $01:0 dvd empty")).join()).not.toContain("free slot");
  });
});

describe("a DVD drive on SCSI moves to IDE", () => {
  test("to the second controller first", () =>
    expect(titlesAt(server("2012", `ide 0:0 disk ${file("a.vhd")}`, "$0scsi 0:0 dvd empty"))).toContain(
      "Move to IDE 1:0",
    ));
  test("then to its second location", () =>
    expect(
      titlesAt(
        server("2012", `ide 0:0 disk ${file("a.vhd")}`, `ide 1:0 disk ${file("b.vhd")}`, "$0scsi 0:0 dvd empty"),
      ),
    ).toContain("Move to IDE 1:1"));
  test("not where IDE is full", () => {
    const full = ["0:0", "0:1", "1:0", "1:1"].map((slot) => `ide ${slot} disk ${file(`${slot[0]}${slot[2]}.vhd`)}`);
    expect(titlesAt(server("2012", ...full, "$0scsi 0:0 dvd empty")).join()).not.toContain("Move to IDE");
  });
});

describe("a SCSI location beyond the last", () => {
  test("goes to the next free slot", () =>
    expect(fixedBy("Move to the free slot 0:0", server("2019", `scsi 0:$064 disk ${file("a.vhd")}`))).toBe(
      server("2019", `scsi 0:0 disk ${file("a.vhd")}`),
    ));
  test("not on a controller that does not exist", () =>
    expect(titlesAt(server("2019", `scsi 4:$064 disk ${file("a.vhd")}`)).join()).not.toContain("free slot"));
});

test("SCSI controllers are renumbered without gaps, where devices and numbers name them", () =>
  expect(
    fixedBy(
      "Renumber the SCSI controllers without gaps",
      vm(`scsi 0:5 disk ${file("a.vhd")}`, `scsi $02:7 disk ${file("b.vhd")}`, "scsi 3", "scsi 2:8 dvd empty"),
    ),
  ).toBe(vm(`scsi 0:5 disk ${file("a.vhd")}`, `scsi 1:7 disk ${file("b.vhd")}`, "scsi 2", "scsi 1:8 dvd empty")));

test("the gap is reported at the first use of the lowest controller above it", () => {
  expect(titlesAt(vm("scsi $02", "scsi 2:8 dvd empty"))).toContain("Renumber the SCSI controllers without gaps");
  expect(titlesAt(vm("scsi 2", "scsi $02:8 dvd empty"))).not.toContain("Renumber the SCSI controllers without gaps");
});

describe("what is not allowed is removed", () => {
  test.each([
    [
      "Remove the limit",
      server("2012", `ide 0:0 disk ${file("a.vhd")} { minimum-iops $05; load oltp }`),
      "minimum-iops 5; ",
    ],
    [
      "Remove the limit",
      server("2012", `ide 0:0 disk ${file("a.vhd")} { load oltp; maximum-iops $05 }`),
      "; maximum-iops 5",
    ],
    ["Remove the type", vm("scsi 0:0 disk physical 3 $0fixed"), " fixed"],
    ["Remove the size", vm("scsi 0:0 disk physical 3 $040GB"), " 40GB"],
    ["Remove the block size", vm("scsi 0:0 disk physical 3 { load oltp; block-size $02MB }"), "; block-size 2MB"],
    ["Remove the sector size", vm("scsi 0:0 disk physical 3 { load oltp; sector-size $0512 }"), "; sector-size 512"],
    ["Remove the maximum IOPS", vm("scsi 0:0 disk physical 3 { load oltp; maximum-iops $05 }"), "; maximum-iops 5"],
    [
      "Remove the parent",
      vm(`ide 0:0 disk ${file("a.vhd")} fixed 1GB { load oltp; $0parent ${file("p.vhd")} }`),
      `; parent ${file("p.vhd")}`,
    ],
    ['Remove "legacy"', server("2019", "generation 2", 'network $0legacy "A"'), " legacy"],
    [
      'Remove "boot" here',
      vm(`ide 0:0 disk ${file("a.vhd")} boot`, `ide 1:0 disk ${file("b.vhd")} $0boot fixed`),
      " boot fixed",
    ],
  ])("%s %#", (title, source, removed) => {
    const text = source.replace("$0", "");
    expect(text).toContain(removed);
    const kept = removed.endsWith(" fixed") && title.includes("boot") ? " fixed" : "";
    expect(fixedBy(title, source)).toBe(text.replace(removed, kept));
  });
});

test("a size goes up to the next whole sector, unless that is too large", () => {
  expect(fixedBy("Change to 2040GB", vm(`ide 0:0 disk ${file("a.vhd")} $0${2040 * 2 ** 30 - 1}B`))).toBe(
    vm(`ide 0:0 disk ${file("a.vhd")} 2040GB`),
  );
  expect(titlesAt(vm(`ide 0:0 disk ${file("a.vhd")} $0${2040 * 2 ** 30 + 1}B`)).join()).not.toContain("Change to");
});

test("a start-up order is completed after the classes that it lists, each once", () =>
  expect(fixedBy("Write ide cd legacy-network floppy", vm("startup ide cd $0ide"))).toBe(
    vm("startup ide cd legacy-network floppy"),
  ));

describe("the boot order follows", () => {
  const disk = (slot: string, name: string) => `scsi ${slot} disk ${file(name)}`;

  test("a device that moves out of a slot that does not exist", () =>
    expect(
      fixedBy(
        "Move to the free slot 0:1",
        server(
          "2022",
          "generation 2",
          "boot-order 0:64 0:0 network",
          disk("0:0", "a.vhdx"),
          disk("0:$064", "b.vhdx"),
          "network",
        ),
      ),
    ).toBe(
      server(
        "2022",
        "generation 2",
        "boot-order 0:1 0:0 network",
        disk("0:0", "a.vhdx"),
        disk("0:1", "b.vhdx"),
        "network",
      ),
    ));

  test("not a device that leaves its slot to another", () =>
    expect(
      fixedBy(
        "Move to the free slot 0:1",
        server("2022", "generation 2", "boot-order 0:0", disk("0:0", "a.vhdx"), disk("0:$00", "b.vhdx")),
      ),
    ).toBe(server("2022", "generation 2", "boot-order 0:0", disk("0:0", "a.vhdx"), disk("0:1", "b.vhdx"))));

  test("controllers that are renumbered", () =>
    expect(
      fixedBy(
        "Renumber the SCSI controllers without gaps",
        server(
          "2022",
          "generation 2",
          "boot-order 3:5 network 0:0",
          disk("0:0", "a.vhdx"),
          disk("$03:5", "b.vhdx"),
          "network",
        ),
      ),
    ).toBe(
      server(
        "2022",
        "generation 2",
        "boot-order 1:5 network 0:0",
        disk("0:0", "a.vhdx"),
        disk("1:5", "b.vhdx"),
        "network",
      ),
    ));
});

test("a statement that follows another on its line gets its separator", () => {
  const text = (between: string) => `vm a { generation 2${between}scsi 0:0 disk ${file("a.vhdx")} }`;
  expect(fixedBy('Write ";" before it', text(" $0"))).toBe(text("; "));
  expect(fixedBy('Write ";" before it', text("  $0"))).toBe(text("; "));
});
