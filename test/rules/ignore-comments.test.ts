/** Comments that suppress rules: where they are written, what they name, and the findings about them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { quickFixes } from "../../server/src/core/features/quick-fixes.ts";
import { describeFindings, findingsOf } from "../support/check.ts";

/** `old-word` at `sparse` is the finding to suppress. */
const disk = String.raw`ide 0:0 disk "C:\VMs\web01\os.vhdx" sparse boot`;
const vm = (...lines: readonly string[]) => `vm web01 {\n${lines.join("\n")}\n}\n`;
const found = (text: string, notation: Notation = "hvvm") => describeFindings(text, findingsOf(text, notation));
const unsuppressed = ["hint old-word sparse"];

test("the text without a comment has one finding", () => expect(found(vm(disk))).toEqual(unsuppressed));

describe("the place of a comment", () => {
  test.each([
    ["at the end of the line", vm(`${disk} # hvvm-ignore old-word`)],
    ["at the end of the line, after a semicolon", vm(`${disk}; # hvvm-ignore old-word`)],
    ["alone on the line above", vm("# hvvm-ignore old-word", disk)],
    ["indented above", vm("\t # hvvm-ignore old-word", disk)],
    ["above another comment", vm("# hvvm-ignore old-word", "# The old system disk.", disk)],
    ["above another ignore comment", vm("# hvvm-ignore old-word", "# hvvm-ignore old-word: twice", disk)],
    ["in the first line of a file with a byte order mark", `\ufeff# hvvm-ignore old-word\nvm web01 { ${disk} }`],
    ["without white space after #", vm("#hvvm-ignore old-word", disk)],
    ["with a reason", vm("# hvvm-ignore old-word: the team says sparse, old-wrod", disk)],
    ["with CR line ends", vm("# hvvm-ignore old-word", disk).replaceAll("\n", "\r")],
    ["with CRLF line ends", vm("# hvvm-ignore old-word", disk).replaceAll("\n", "\r\n")],
  ])("%s it suppresses", (_where, text) => expect(found(text)).toEqual([]));

  test.each([
    ["above a blank line", vm("# hvvm-ignore old-word", "", disk)],
    ["on the line below", vm(disk, "# hvvm-ignore old-word")],
    ["at the end of the line above", vm("generation 1 # hvvm-ignore old-word", disk)],
    ["at the end of the file", `${vm(disk)}# hvvm-ignore old-word`],
  ])("%s it suppresses nothing", (_where, text) =>
    expect([...found(text)].sort()).toEqual([...unsuppressed, "hint unused-ignore old-word"]),
  );

  test("in a string it is not a comment", () => {
    const text = vm(String.raw`ide 0:0 disk "C:\VMs\# hvvm-ignore old-word\os.vhdx" sparse boot`);
    expect(found(text)).toEqual(unsuppressed);
  });

  test("a finding that begins on another line is not suppressed, even if its statement continues", () => {
    const text = vm(`${disk} {`, "} # hvvm-ignore old-word");
    expect(found(text)).toEqual([...unsuppressed, "hint unused-ignore old-word"]);
  });
});

describe("the codes that a comment names", () => {
  const late = String.raw`scsi 0:1 disk "C:\VMs\web01\data.vhdx" delta`;
  const both = String.raw`ide 0:2 disk "C:\VMs\web01\data.vhdx" sparse`;

  test.each([
    ["old-word ide-location-out-of-range"],
    ["old-word,ide-location-out-of-range"],
    ["old-word , ide-location-out-of-range: reason"],
  ])("several codes: %s", (codes) =>
    expect(found(vm(disk.replace("sparse", "fixed"), `${both} # hvvm-ignore ${codes}`))).toEqual([]),
  );

  test("of several codes, the one that suppresses nothing is reported", () => {
    const text = vm(`${disk} # hvvm-ignore old-word slot-taken`);
    expect(found(text)).toEqual(["hint unused-ignore slot-taken"]);
  });

  test("a code that is not a rule causes only a warning that names the nearest one", () => {
    const text = vm(`${disk} # hvvm-ignore old-wrod`);
    expect(found(text)).toEqual([...unsuppressed, "warning unknown-rule-in-ignore old-wrod"]);
    const finding = findingsOf(text).find(({ code }) => code === "unknown-rule-in-ignore");
    expect(finding?.finding.message).toContain('"old-word"');
  });

  test("a comment without a code names no rule", () => {
    expect(found(vm(`${disk} # hvvm-ignore: later`))).toEqual([
      ...unsuppressed,
      "warning unknown-rule-in-ignore hvvm-ignore",
    ]);
  });

  test("an error of the syntax group cannot be suppressed", () => {
    const text = vm(disk.replace("sparse", ""), "speed 3 # hvvm-ignore unknown-statement");
    expect(found(text)).toEqual(["unknown-statement speed", "hint unused-ignore unknown-statement"]);
  });

  test("the message says which codes no comment suppresses, and which have nothing to suppress", () => {
    const messages = findingsOf(vm(`${disk} # hvvm-ignore slot-taken unclosed-block`)).flatMap(({ code, finding }) =>
      code === "unused-ignore" ? [finding.message] : [],
    );
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatch(/^There is nothing here for "slot-taken" to suppress/);
    expect(messages[1]).toMatch(/^"unclosed-block" .* cannot be suppressed/);
  });

  test("findings about a comment can be suppressed, too", () => {
    expect(found(vm(`${disk} # hvvm-ignore old-word slot-taken unused-ignore`))).toEqual([]);
  });

  test("words that only begin alike are not an ignore comment", () => {
    expect(found(vm(`${disk} # hvvm-ignored old-word`))).toEqual(unsuppressed);
  });

  test("in a statement that cannot be read, no code is reported as unused", () => {
    expect(found(vm(`ide 0:0 disk 40GiB # hvvm-ignore old-word`, late))).not.toContain("hint unused-ignore old-word");
  });
});

describe("in JSON", () => {
  const json = (...lines: readonly string[]) => `{ "vms": { "web01": { "ide": {\n${lines.join("\n")}\n} } } }\n`;
  const slot = String.raw`"0:0": { "disk": "C:\\VMs\\web01\\os.vhdx", "type": "sparse", "boot": true }`;
  const unsuppressed = ['hint old-word "sparse"'];

  test.each([
    ["at the end of the line", json(`${slot} // hvvm-ignore old-word`)],
    ["alone above", json("  // hvvm-ignore old-word: reason", slot)],
    ["above a block comment", json("// hvvm-ignore old-word", "/* one", "two */", slot)],
  ])("%s it suppresses", (_where, text) => expect(found(text, "json")).toEqual([]));

  test.each([
    ["above a blank line", json("// hvvm-ignore old-word", "", slot), "hint unused-ignore old-word"],
    ["with a wrong code", json(slot, "// hvvm-ignore old-wrod"), "warning unknown-rule-in-ignore old-wrod"],
  ])("%s it is reported", (_where, text, told) =>
    expect([...found(text, "json")].sort()).toEqual([...unsuppressed, told].sort()),
  );

  test("in a string it is not a comment", () => {
    const text = json(String.raw`"0:0": { "disk": "C:\\VMs\\// hvvm-ignore old-word", "type": "sparse" }`);
    expect(found(text, "json")).toContain(unsuppressed[0]);
    expect(found(text, "json")).not.toContain("hint unused-ignore old-word");
  });
});

describe("quick fixes", () => {
  const apply = (text: string, title: string, notation: Notation = "hvvm") => {
    const document = HvvmDocument.read(text, notation);
    const everything = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
    const fixes = quickFixes(document, findingsOf(text, notation), everything, "file:///a.hvvm");
    const [edit] = fixes.find((fix) => fix.title === title)!.edit!.changes!["file:///a.hvvm"]!;
    return (
      text.slice(0, document.offsetAt(edit!.range.start)) +
      edit!.newText +
      text.slice(document.offsetAt(edit!.range.end))
    );
  };

  test("a finding is ignored by a comment above with the same indentation", () => {
    const text = vm(`  ${disk}`);
    expect(apply(text, "Ignore old-word here")).toBe(vm("  # hvvm-ignore old-word", `  ${disk}`));
  });

  test("the comment of a JSON file is one of JSON, with the file's line ends", () => {
    const text = '{ "vms": { "web01": { "ide": {\r\n\t"0:0": { "disk": "C:\\\\a\\\\b.vhdx", "type": "sparse" } } } } }';
    const mended = apply(text, "Ignore old-word here", "json");
    expect(mended).toContain('{\r\n\t// hvvm-ignore old-word\r\n\t"0:0"');
    expect(found(mended, "json")).toEqual([]);
  });

  test("an error of the syntax group has no such fix", () => {
    expect(() => apply(vm("speed 3"), "Ignore unknown-statement here")).toThrow();
  });

  test.each([
    [
      vm("# hvvm-ignore old-word: reason", disk.replace("sparse", "fixed")),
      "Remove the comment",
      vm(disk.replace("sparse", "fixed")),
    ],
    [vm(`${disk} # hvvm-ignore slot-taken, old-word`), "Remove the code", vm(`${disk} # hvvm-ignore old-word`)],
    [vm(`${disk} # hvvm-ignore old-word slot-taken: x`), "Remove the code", vm(`${disk} # hvvm-ignore old-word: x`)],
    [
      vm(`${disk} # hvvm-ignore slot-taken, old-word, disk-too-small`),
      "Remove the code",
      vm(`${disk} # hvvm-ignore old-word, disk-too-small`),
    ],
    [vm(`${disk} # hvvm-ignore slot-taken`), "Remove the comment", vm(disk)],
    [`# hvvm-ignore slot-taken\r\n${vm(disk)}`, "Remove the comment", vm(disk)],
    [`# hvvm-ignore slot-taken\r${vm(disk)}`, "Remove the comment", vm(disk)],
    [`${vm(disk)}\t# hvvm-ignore slot-taken`, "Remove the comment", vm(disk)],
    [vm(`${disk} \t\u00a0# hvvm-ignore slot-taken`), "Remove the comment", vm(disk)],
    [vm(`${disk} # hvvm-ignore old-wrod`), 'Change to "old-word"', vm(`${disk} # hvvm-ignore old-word`)],
  ])("%s is fixed: %s", (text, title, mended) => expect(apply(text, title)).toBe(mended));
});

describe("any text", () => {
  const piece = fc.constantFrom(
    "# hvvm-ignore old-word",
    "// hvvm-ignore old-word slot-taken, x: y",
    "/* hvvm-ignore",
    "*/",
    disk,
    "vm a {",
    "}",
    '"',
    "{",
    '"vms": {',
    "\n",
    "\r",
    "\r\n",
    " ",
    ",",
    ":",
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

  test.each<[Notation]>([["hvvm"], ["json"]])("is checked, with every place inside it: %s", (notation) => {
    fc.assert(
      fc.property(text, (source) => {
        for (const { start, finding } of findingsOf(source, notation)) {
          expect(start + finding.at.start).toBeGreaterThanOrEqual(0);
          expect(start + finding.at.end).toBeLessThanOrEqual(source.length);
        }
      }),
    );
  });

  test("each fix of a comment reduces the number of findings about comments", () => {
    fc.assert(
      fc.property(text, (source) => {
        const onComments = (found: ReturnType<typeof findingsOf>) =>
          found.filter(({ code }) => code === "unused-ignore" || code === "unknown-rule-in-ignore");
        const before = onComments(findingsOf(source));
        const fix = before.find(({ code }) => code === "unused-ignore")?.finding.fixes?.[0];
        if (!fix) return;
        const { range } = fix.edits[0]!;
        const mended = source.slice(0, range.start) + source.slice(range.end);
        expect(onComments(findingsOf(mended)).length).toBeLessThan(before.length);
      }),
    );
  });
});
