/**
 * Turns a load that is defined at one disk into a named load, and a named load into one that is defined at its disk.
 */

import type { TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import type { DocumentItem } from "../../document-item.ts";
import { type BoundStatement, childOf } from "../../model/bound.ts";
import type { Device } from "../../model/layout.ts";
import { formatName } from "../../schema/format.ts";
import { builtInLoad } from "../../schema/loads.ts";
import { parseJson } from "../../syntax/json/parser.ts";
import { isFirstOnLine, lineBreakOf, lineStart, trailingRun } from "../../syntax/text-lines.ts";
import { type Placed, shift } from "../../syntax/tree.ts";
import { mentionsOf, nameKey } from "../mentions.ts";
import { textEdits } from "./apply-steps.ts";
import { removeItem } from "./fix-edits.ts";
import { addMember, plainMember } from "./json-edits.ts";
import type { Replacement } from "./replacement.ts";

export interface LoadChange {
  readonly name: string;
  readonly edits: TextEdit[];
}

/** `undefined` unless the load is defined at the device. */
export function extractLoad(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  device: Device,
): LoadChange | undefined {
  const load = loadStatement(device);
  if (!load?.block || load.fields.has("name")) return undefined;
  const name = freeName(document, device);
  const { text, notation } = document;
  const block = shift(load.block, placed.start);
  const body = text.slice(block.start, block.end);
  if (notation === "json") {
    const value = { range: block, newText: JSON.stringify(name) };
    return change(document, name, [value, ...addLoad(text, `${JSON.stringify(name)}: ${body}`)]);
  }
  const whole = { range: shift(load.range, placed.start), newText: `load ${formatName(name)}` };
  const at = itemStart(text, placed.start);
  const lineBreak = lineBreakOf(text);
  const newText = `load ${formatName(name)} ${body}${lineBreak}${lineBreak}`;
  return change(document, name, [whole, { range: { start: at, end: at }, newText }]);
}

/** `undefined` unless the device names a load of the file. The definition is removed if nothing else names it. */
export function inlineLoad(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  device: Device,
): LoadChange | undefined {
  const field = loadStatement(device)?.fields.get("name");
  const name = typeof field?.value === "string" ? field.value : undefined;
  const definition = document.items.find(
    ({ item }) => item.isDefining && item.layout.some((part) => part.kind === "load" && isSame(part.name?.value, name)),
  );
  const block = definition?.item.bound.statements[0]?.block;
  if (!field || name === undefined || !definition || !block || definition.item.bound.problems.length > 0)
    return undefined;
  const { text } = document;
  const body = text.slice(definition.start + block.start, definition.start + block.end);
  const written = document.notation === "json" ? body : oneLine(body);
  if (written === undefined) return undefined;
  const inline = { range: shift(field.range, placed.start), newText: written };
  const removed = usesOf(document, name) === 1 ? removeItem(document, definition) : [];
  return change(document, name, [inline, ...removed]);
}

function loadStatement({ statement }: Device): BoundStatement | undefined {
  const load = childOf(statement, "load");
  return load?.isBroken ? undefined : load;
}

function change(document: HvvmDocument, name: string, replacements: readonly Replacement[]): LoadChange {
  return { name, edits: textEdits(document, replacements) };
}

/** The statements of a block on one line; `undefined` if there is a comment between them. */
function oneLine(block: string): string | undefined {
  const lines = block
    .slice(1, -1)
    .split(/[\r\n;]+/)
    .map((line) => line.trim());
  return block.includes("#") ? undefined : `{ ${lines.filter((line) => line !== "").join("; ")} }`;
}

/** Above the comment lines directly above the statement. */
function itemStart(text: string, start: number): number {
  if (!isFirstOnLine(text, start)) return start;
  let at = lineStart(text, start);
  for (;;) {
    const above = at === 0 ? 0 : lineStart(text, at - (text[at - 1] === "\n" && text[at - 2] === "\r" ? 2 : 1));
    if (above === at || !/^[ \t\u00a0]*#/.test(text.slice(above, at))) return at;
    at = above;
  }
}

function addLoad(text: string, member: string): readonly Replacement[] {
  const { root } = parseJson(text);
  if (root?.kind !== "object") return [];
  const loads = root.properties.find(({ key }) => key.value === "loads");
  if (loads?.value?.kind === "object") {
    return addMember(text, loads.value, loads.value.properties.length - 1, plainMember(member));
  }
  const vms = root.properties.findIndex(({ key }) => key.value === "vms");
  return addMember(text, root, vms - 1, plainMember(`"loads": { ${member} }`));
}

/** The file name without its extension, if that is a word and not taken; otherwise with a number appended. */
function freeName(document: HvvmDocument, { content }: Device): string {
  const file = content.kind === "disk" ? content.file.value.text : "";
  const dot = trailingRun(file, /[a-z]/i) - 1;
  const word = file[dot] === "." ? file.slice(trailingRun(file, /[a-z0-9_-]/i, dot), dot) : "";
  const stem = /[a-z].*/i.exec(word)?.[0] ?? "load";
  const taken = (name: string) =>
    builtInLoad(name) !== undefined ||
    document.items.some(
      ({ item }) =>
        item.isDefining &&
        (item.bound.possibleNames.has(name.toLowerCase()) ||
          item.layout.some((part) => part.kind === "load" && isSame(part.name?.value, name))),
    );
  let name = stem;
  for (let number = 2; taken(name); number++) name = `${stem}-${number}`;
  return name;
}

function usesOf(document: HvvmDocument, name: string): number {
  return mentionsOf(document, nameKey("load", name)).filter(({ mention }) => !mention.isDefinition).length;
}

function isSame(a: unknown, b: string | undefined): boolean {
  return typeof a === "string" && a.toLowerCase() === b?.toLowerCase();
}
