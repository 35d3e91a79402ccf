import { expect, test } from "vitest";
import { signatureHelp } from "../../server/src/core/features/signature-help.ts";
import { atCursor } from "../support/cursor.ts";

/** The possible signatures; in the active one, the active argument is in brackets. */
function signatures(source: string): readonly string[] {
  const { document, position } = atCursor(source);
  const help = signatureHelp(document, position, true);
  return (help?.signatures ?? []).map(({ label, parameters, activeParameter }, index) => {
    const place = activeParameter == null ? undefined : parameters?.[activeParameter]?.label;
    if (index !== help?.activeSignature || !Array.isArray(place)) return label;
    const [start, end] = place;
    return `${label.slice(0, start)}<${label.slice(start, end)}>${label.slice(end)}`;
  });
}

const inVm = (line: string) => `vm a {\n  ${line}\n}`;
const diskOptions = "[TYPE] [SIZE] [boot] [shared] [{ … }]";

test.each([
  [
    "a slot",
    inVm("ide $0"),
    [
      "ide <SLOT> disk FILE [TYPE] [SIZE] [boot] [{ … }]",
      "ide SLOT disk physical NUMBER [boot] [{ … }]",
      "ide SLOT dvd ISO [boot]",
      "ide SLOT dvd physical DRIVE [boot]",
      "ide SLOT dvd empty",
    ],
  ],
  [
    "a disk's file",
    inVm('scsi 0:1 disk "D:\\$0"'),
    [`scsi SLOT disk <FILE> ${diskOptions}`, "scsi SLOT disk physical NUMBER [boot] [{ … }]"],
  ],
  [
    "what a drive holds, by the word that is typed",
    inVm("ide 0:0 dvd em$0"),
    ["ide SLOT dvd ISO [boot]", "ide SLOT dvd physical DRIVE [boot]", "ide SLOT dvd <empty>"],
  ],
  ["an option", inVm('scsi 0:1 disk "x" $0'), [`scsi SLOT disk FILE <[TYPE]> [SIZE] [boot] [shared] [{ … }]`]],
  [
    "the option that is left",
    inVm('scsi 0:1 disk "x" fixed $0'),
    [`scsi SLOT disk FILE [TYPE] <[SIZE]> [boot] [shared] [{ … }]`],
  ],
  [
    "the option by its digits",
    inVm('scsi 0:1 disk "x" 40$0'),
    [`scsi SLOT disk FILE [TYPE] <[SIZE]> [boot] [shared] [{ … }]`],
  ],
  [
    "the option by its letters",
    inVm('scsi 0:1 disk "x" bo$0 { }'),
    [`scsi SLOT disk FILE [TYPE] [SIZE] <[boot]> [shared] [{ … }]`],
  ],
  ["a list", inVm("startup cd $0"), ["startup <CLASSES…>"]],
  ["the medium of a volume", 'host h {\n volume "D:" $0', ["volume PREFIX <MEDIA> [CAPACITY] [{ … }]"]],
  ["a text without end", inVm('floppy "C:\\$0'), ["floppy <FILE>", "floppy empty"]],
  [
    "a controller or a slot",
    inVm("scsi 0$0"),
    [
      `scsi <SLOT> disk FILE ${diskOptions}`,
      "scsi SLOT disk physical NUMBER [boot] [{ … }]",
      "scsi SLOT dvd ISO [boot]",
      "scsi SLOT dvd physical DRIVE [boot]",
      "scsi SLOT dvd empty",
      "scsi CONTROLLER",
    ],
  ],
  ["a statement that is complete", inVm("generation 1 $0"), ["generation GENERATION"]],
  ["a block of a disk", inVm('scsi 0:0 disk "x" { load $0 }'), ["load <NAME>", "load { … }"]],
])("%s", (_what, source, expected) => expect(signatures(source)).toEqual(expected));

test.each([
  ["the keyword itself", inVm("ide$0")],
  ["the inside of a block", inVm("$0")],
  ["an unknown statement", inVm("speed $0")],
  ["a statement that fits no form", inVm("ide 0:0 tape $0")],
  ["a comment", inVm("ide 0:0 # $0")],
])("%s has no signature", (_what, source) => expect(signatures(source)).toEqual([]));

test("an argument is explained with its words and its default", () => {
  const { document, position } = atCursor(inVm('scsi 0:1 disk "x" $0'));
  const [signature] = signatureHelp(document, position, true)!.signatures;
  const documentation = signature!.parameters![3]!.documentation as { value: string };
  expect(documentation.value).toContain("`fixed`: All space is allocated at creation");
  expect(documentation.value).toContain("Default: differencing with a parent, else dynamic.");
  expect(signature!.documentation).toBe("A virtual hard disk.");
});

test("a client without support for label offsets gets the parameter's text", () => {
  const { document, position } = atCursor(inVm("on $0"));
  expect(signatureHelp(document, position, false)!.signatures[0]!.parameters![0]!.label).toBe("HOST");
});

test("JSON has no signatures", () => {
  const { document, position } = atCursor('{ "vms": { "a": { "on": $0 } } }', "json");
  expect(signatureHelp(document, position, true)).toBeUndefined();
});
