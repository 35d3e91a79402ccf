import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Notation } from "../../server/src/core/document.ts";
import { prepareRename, rename } from "../../server/src/core/features/rename.ts";
import { findingsOf } from "../support/check.ts";
import { family, familyJson } from "../support/family.ts";
import { cursorOn, placesOf } from "../support/places.ts";

interface Place {
  readonly on: string;
  readonly nth?: number;
  readonly text?: string;
  readonly notation?: Notation;
}

function answerTo({ on, nth = 0, text = family, notation = "hvvm" }: Place, newName: string) {
  const { document, position } = cursorOn(text, on, nth, notation);
  return rename(document, position, newName, {
    findings: () => findingsOf(document.text, notation),
    findingsIn: (other) => findingsOf(other, notation),
  });
}

/** The lines that a rename changed, each as `LINE text`. */
function changed(place: Place, newName: string): readonly string[] {
  const { text = family, notation = "hvvm" } = place;
  const answer = answerTo(place, newName);
  if ("refusal" in answer) throw new Error(answer.refusal);
  const after = TextDocument.applyEdits(TextDocument.create("", notation, 0, text), [...answer]).split("\n");
  return after.flatMap((line, at) => (line === text.split("\n")[at] ? [] : [`${at + 1} ${line.trim()}`]));
}

function refusal(place: Place, newName: string): string {
  const answer = answerTo(place, newName);
  return "refusal" in answer ? answer.refusal : `not refused: ${JSON.stringify(answer)}`;
}

test("a hint that the new name causes is not a reason to refuse it", () => {
  const misspelt = "host hv01 { processors 8 }\nvm a { on hv02 }";
  expect(changed({ on: "hv01", text: misspelt }, "rack1")).toEqual(["1 host rack1 { processors 8 }"]);
  const ignored = 'vm a { ide 0:0 disk "C:\\VMs\\a.img" } # hvvm-ignore file-extension-not-supported';
  expect(changed({ on: "a.img", text: ignored }, "C:\\VMs\\a.vhd")).toEqual([
    '1 vm a { ide 0:0 disk "C:\\VMs\\a.vhd" } # hvvm-ignore file-extension-not-supported',
  ]);
});

describe("rename changes all places", () => {
  test.each([
    ["of a host", { on: "HV01" }, "hv02", ["2 host hv02 {", "9 on hv02", "15 on hv02"]],
    [
      "of a host, in quotes where it is no word",
      { on: "hv01" },
      "rack 1",
      ['2 host "rack 1" {', '9 on "rack 1"', '15 on "rack 1"'],
    ],
    ["of a VM, without quotes where it is a word", { on: '"web 01"' }, "web02", ["14 vm web02 {"]],
    ["of a VM, with a quote doubled", { on: "golden" }, 'a"b', ['8 vm "a""b" {']],
    [
      "of a load",
      { on: "Orders" },
      "mine",
      [
        "7 load mine { read 50% }",
        "18 scsi 0:1 disk physical 3 { load mine }",
        '24 scsi 0:0 disk "D:\\Gold\\ws.vhdx" boot { load mine }',
      ],
    ],
    [
      "of a file: where it is attached, and where it is a parent, but not of another host's file of that path",
      { on: "ws.vhdx" },
      "D:\\Gold\\ws 2019.vhdx",
      [
        '11 scsi 0:0 disk "D:\\Gold\\ws 2019.vhdx" boot',
        '17 scsi 0:0 disk "D:\\VMs\\web01\\os.vhdx" boot { parent "D:\\Gold\\ws 2019.vhdx" }',
      ],
    ],
    ["of a switch of one host", { on: '"External"' }, "Lan", ['12 network "Lan"', '20 network "Lan"']],
    ["in other case", { on: "HV01" }, "HV01", ["2 host HV01 {", "15 on HV01"]],
  ] as const)("%s", (_, place, newName, expected) => expect(changed(place, newName)).toEqual(expected));

  test("of a JSON key and its uses, with what JSON escapes", () => {
    const place = { text: familyJson, notation: "json" } as const;
    expect(changed({ ...place, on: 'HV01"' }, 'a"\\b')).toEqual([
      '4 "a\\"\\\\b": {',
      '12 "on": "a\\"\\\\b", "generation": 2,',
      '17 "on": "a\\"\\\\b", "generation": 2,',
    ]);
    expect(changed({ ...place, on: "ws.vhdx" }, "E:\\x.vhdx".replace("E:", "D:\\y"))).toEqual([
      '13 "scsi": { "0:0": { "disk": "D:\\\\y\\\\x.vhdx", "boot": true } },',
      '20 "parent": "D:\\\\y\\\\x.vhdx" },',
    ]);
  });

  test("a load of the file that has a built-in load's name can be given another", () => {
    const text = 'load oltp { read 10% }\nvm a {\n  ide 0:0 disk "C:\\v\\a.vhd" boot { load oltp }\n}\n';
    expect(changed({ text, on: "oltp" }, "mine")).toHaveLength(2);
    expect(changed({ text, on: "oltp" }, "mail")).toHaveLength(2);
  });

  test("of two definitions with one name, only that under the cursor; the uses belong to the first", () => {
    const text = "host h {\n}\nhost H {\n}\nvm a {\n  on h\n}\nvm A {\n}\n";
    expect(changed({ text, on: "H {" }, "h2")).toEqual(["3 host h2 {"]);
    expect(changed({ text, on: "h {" }, "h2")).toEqual(["1 host h2 {", "6 on h2"]);
    expect(changed({ text, on: "A {" }, "b")).toEqual(["8 vm b {"]);
  });

  test("renaming to the current name changes nothing", () =>
    expect(answerTo({ on: '"web 01"' }, "web 01")).toEqual([]));
});

describe("a rename that is not possible is refused with the reason", () => {
  const twoHosts = ["a", "b"].map(
    (host) => `vm ${host} {\n  on ${host}\n  scsi 0:0 disk "\\\\s\\t\\x.vhds" shared\n}\n`,
  );

  test.each([
    ["an empty name", { on: "hv01" }, " ", /^A host needs a name/],
    [
      "a control character",
      { on: "hv01" },
      "a\tb",
      /^A name cannot contain line breaks, tabs or other control characters/,
    ],
    [
      "another host's name",
      { on: "first", text: "host first {\n}\nhost SECOND {\n}\n" },
      "second",
      /^There is already a host named "SECOND"/,
    ],
    ["another VM's name", { on: "golden" }, "WEB 01", /^There is already a VM named "web 01"/],
    [
      "a built-in load that disks carry",
      { on: "orders" },
      "OLTP",
      /^Disks in this file carry the built-in load "oltp"/,
    ],
    ["what disks without a load carry", { on: "orders" }, "idle", /^"idle" is what a disk without a load carries/],
    ["a built-in load", { on: "oltp" }, "mine", /^"oltp" is a built-in load/],
    ["a quote in a path", { on: "os.vhdx" }, '"D:\\a.vhdx"', /^A path cannot contain quotes/],
    ["a relative path", { on: "os.vhdx" }, "os2.vhdx", /^"os2.vhdx" is not an absolute path/],
    ["a character that Windows refuses", { on: "os.vhdx" }, "D:\\VMs\\a?.vhdx", /^Windows refuses "\?"/],
    [
      "another file's path",
      { on: "os.vhdx" },
      "d:\\vms\\WEB01\\data.vhdx",
      /^"D:\\VMs\\web01\\data.vhdx" is another file/,
    ],
    [
      "another switch",
      { on: "One", text: 'vm a {\n  network "One"\n  network "Two"\n}\n' },
      "TWO",
      /^"Two" is another switch/,
    ],
    [
      "a drive for what VMs of two hosts share",
      { on: "x.vhds", text: twoHosts.join("") },
      "D:\\a\\x.vhds",
      /^VMs on several hosts name this file/,
    ],
    [
      "an extension that does not fit",
      { on: "os.vhdx" },
      "D:\\VMs\\os.iso",
      /^"D:\\VMs\\os.iso" would cause a new problem: /,
    ],
    ["a volume", { on: '"D:"' }, "E:", /^Renaming the volume "D:" would move the files/],
    ["a physical disk", { on: "3 ssd-sata" }, "4", /^Physical disk 3 has its number from the host/],
    [
      "a path that may be any file",
      { on: "a.vhd", text: 'vm a {\n  ide 0:0 disk "a.vhd"\n}\n' },
      "C:\\v\\a.vhd",
      /^"a.vhd" has neither drive nor share/,
    ],
    ["a keyword", { on: "generation" }, "x", /^There is no host, load, VM, file or switch/],
  ] as const)("%s", (_, place, newName, expected) => expect(refusal(place, newName)).toMatch(expected));
});

describe("before a rename", () => {
  function prepared(on: string, text = family, notation: Notation = "hvvm") {
    const { document, position } = cursorOn(text, on, 0, notation);
    const answer = prepareRename(document, position);
    if (!answer || "refusal" in answer) return answer;
    return [...placesOf(document, [answer.range]), answer.placeholder];
  }

  test("the editor offers the name without quotes and escapes", () => {
    expect(prepared("HV01")).toEqual(["9 HV01", "HV01"]);
    expect(prepared("web 01")).toEqual(["14 web 01", "web 01"]);
    expect(prepared("D:\\VMs")).toEqual(["17 D:\\VMs\\web01\\os.vhdx", "D:\\VMs\\web01\\os.vhdx"]);
    expect(prepared("D:\\\\VMs", familyJson, "json")).toEqual([
      "19 D:\\\\VMs\\\\web01\\\\os.vhdx",
      "D:\\VMs\\web01\\os.vhdx",
    ]);
  });

  test("what cannot be renamed is refused with the reason", () => {
    expect(prepared("oltp")).toEqual({ refusal: '"oltp" is a built-in load. It cannot be renamed.' });
    expect(prepared("generation")).toBeUndefined();
  });
});
