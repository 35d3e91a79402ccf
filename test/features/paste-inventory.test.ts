/** An inventory that is pasted into a layout: where it is inserted, and that the text around it stays. */
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { pasteInventory } from "../../server/src/core/features/paste-inventory.ts";

const pasted = `# Imported from clipboard: 0 hosts, 1 VM.
# Not in the inventory: the release of the hosts (platform), the hosts' volumes, guest systems, loads.

# Its hard disks are not listed.
vm new {
  generation 2
}
`;
const inventory = { name: "clipboard", text: '{ "Name": "new", "Generation": 2, "State": 2, "ProcessorCount": null }' };

/** `$0` is the cursor. */
function paste(marked: string, text = inventory.text) {
  const offset = marked.indexOf("$0");
  const document = HvvmDocument.read(marked.replace("$0", ""), "hvvm");
  const result = pasteInventory(document, offset, { ...inventory, text });
  if ("refusal" in result) return result.refusal;
  return TextDocument.applyEdits(TextDocument.create("", "hvvm", 1, document.text), [result.edit]);
}

describe("an inventory is inserted", () => {
  test.each([
    ["in an empty layout", "$0", pasted],
    ["on the blank line of the cursor", "vm a { }\n\n$0\n\nvm b { }\n", `vm a { }\n\n${pasted}\nvm b { }\n`],
    ["after the line of the cursor", "vm a$0 { } # kept\nvm b { }\n", `vm a { } # kept\n\n${pasted}\nvm b { }\n`],
    ["after the statement that the line belongs to", "vm a {\n $0\n}\n", `vm a {\n \n}\n\n${pasted}`],
    [
      "after both of two statements that share a line",
      "vm a {\n$0\n}; vm b {\n}; vm c { }\nvm d { }",
      `vm a {\n\n}; vm b {\n}; vm c { }\n\n${pasted}\nvm d { }`,
    ],
    ["at the end of a text without a last line break", "vm a { }$0", `vm a { }\n\n${pasted}`],
    ["where a statement ends with the text, unclosed", "vm a {\n  $0", `vm a {\n  \n${pasted}`],
    ["after the indentation of blank lines", "vm a { }\n  \n  $0\n", `vm a { }\n  \n  \n${pasted}`],
  ])("%s", (_where, marked, expected) => expect(paste(marked)).toBe(expected));
});

test("Windows line breaks around it are preserved", () =>
  expect(paste("vm a { $0\r\n}\r\nvm b { }\r\n")).toBe(`vm a { \r\n}\n\n${pasted}\r\nvm b { }\r\n`));

test.each([
  ["", /^is empty; run Get-VM/],
  ["vm a { }", /^is a layout, not an inventory of a host/],
  ["Name,State\na,Off\n", /^is neither JSON nor a CSV file of HVTools/],
  ['{ "a": 1 }', /^is JSON without a Hyper-V inventory/],
])("%j is refused with what to do", (text, reason) => expect(paste("$0", text)).toMatch(reason));
