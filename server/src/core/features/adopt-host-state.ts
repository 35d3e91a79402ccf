/**
 * The edits that take over the hosts' state into the text of a layout, for differences that `drift` has found. What the
 * inventory does not know about a device, and what a host cannot have, such as a load, stays as it is in the text.
 */
import { group } from "d3-array";
import type { TextEdit } from "vscode-languageserver-types";
import { HvvmDocument } from "../document.ts";
import { compareEstate } from "../exchange/drift/compare-estate.ts";
import type { Difference } from "../exchange/drift/difference.ts";
import { writeStatements } from "../exchange/inventory/commented-statement.ts";
import type { Estate, EstateVm } from "../exchange/inventory/estate.ts";
import { vmStatement } from "../exchange/inventory/estate-layout.ts";
import { toJson } from "../model/to-json.ts";
import { parseJson } from "../syntax/json/parser.ts";
import type { JsonNode, JsonObject } from "../syntax/json/tree.ts";
import { indentAt, lineBreakOf } from "../syntax/text-lines.ts";
import { applySteps, editsOf, textEdits } from "./edits/apply-steps.ts";
import { statementsOf } from "./edits/host-device.ts";
import { hostStateSteps } from "./edits/host-state-steps.ts";
import { itemText, vmOf } from "./edits/item-text.ts";
import { addMember, hasLines, membersOf, plainMember, removeMember } from "./edits/json-edits.ts";
import { removeNative } from "./edits/native-edits.ts";
import { applyReplacements, minimalReplacements, type Replacement } from "./edits/replacement.ts";

/**
 * One list of edits for all `differences`, which must be of `document`. A difference that cannot be taken over is
 * skipped.
 */
export function adoptHostState(document: HvvmDocument, differences: readonly Difference[]): TextEdit[] {
  const byItem = group(differences, ({ place }) => place?.start);
  const edits = document.items.flatMap((placed): TextEdit[] => {
    const found = byItem.get(placed.start);
    if (!found || found.some(({ kind }) => kind === "vm-missing")) return [];
    const before = itemText(document, placed);
    const vm = vmOf(before);
    if (!vm) return [];
    const steps = found.flatMap((each) => hostStateSteps(each, vm));
    return editsOf(document, placed, before, applySteps(before, steps));
  });
  const gone = differences.filter(({ kind }) => kind === "vm-missing");
  const added = differences.flatMap(({ kind, host }) => (kind === "vm-extra" && host.vm ? [host.vm] : []));
  if (gone.length === 0 && added.length === 0) return edits;
  if (document.notation === "hvvm")
    return [
      ...edits,
      ...textEdits(document, [...gone.flatMap((each) => withoutVm(document, each)), ...appended(document, added)]),
    ];
  // Properties share commas, so one of two adjacent edits is applied after the other.
  const vms = added.length === 0 ? {} : (JSON.parse(toJson(statementsOf(nativeText(added)))) as { vms: object }).vms;
  const kept = gone.reduce((now, { vm }) => withoutProperty(now, vm), applied(document, edits));
  const text = Object.entries(vms).reduce((now, [name, vm]) => withProperty(now, name, vm), kept);
  return textEdits(document, minimalReplacements(document.text, text));
}

/**
 * The text of the layout with the hosts' state. Taking over a generation or a type reveals further differences, so this
 * is repeated.
 */
export function hostText(document: HvvmDocument, estate: Estate): string {
  let now = document;
  for (let round = 0; round < maxRounds; round++) {
    const { differences } = compareEstate(now, estate);
    const edits = adoptHostState(now, differences);
    if (edits.length === 0) break;
    now = HvvmDocument.read(applied(now, edits), now.notation);
  }
  return now.text;
}

const maxRounds = 4;

/** The edits that turn the text into `hostText`. */
export function adoptAll(document: HvvmDocument, estate: Estate): TextEdit[] {
  return textEdits(document, minimalReplacements(document.text, hostText(document, estate)));
}

function applied(document: HvvmDocument, edits: readonly TextEdit[]): string {
  const replacements = edits.map(({ range, newText }) => ({
    range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
    newText,
  }));
  return applyReplacements(document.text, replacements);
}

function withoutVm(document: HvvmDocument, { place }: Difference): readonly Replacement[] {
  const start = place?.start ?? 0;
  const statement = document.items.find((placed) => placed.start === start)?.item.bound.statements[0];
  if (!statement) return [];
  const range = { start: start + statement.range.start, end: start + statement.range.end };
  return removeNative(document.text, { ...statement, range }, undefined);
}

function appended(document: HvvmDocument, vms: readonly EstateVm[]): readonly Replacement[] {
  if (vms.length === 0) return [];
  const end = document.length;
  const newText = `\n${nativeText(vms)}`.replaceAll("\n", lineBreakOf(document.text));
  return [{ range: { start: end, end }, newText }];
}

function nativeText(vms: readonly EstateVm[]): string {
  return writeStatements([], vms.map(vmStatement), "hvvm").trimStart();
}

function withoutProperty(json: string, vm: string): string {
  const vms = vmsIn(parseJson(json).root);
  const index = vms?.properties.findIndex(({ key }) => key.value === vm) ?? -1;
  return vms && index >= 0 ? applyReplacements(json, removeMember(json, vms, index)) : json;
}

/** After the last VM; with the property that holds the VMs if there is none. */
function withProperty(json: string, name: string, vm: unknown): string {
  const { root } = parseJson(json);
  const vms = vmsIn(root);
  if (vms) return withMember(json, vms, name, vm);
  return root?.kind === "object" ? withMember(json, root, "vms", { [name]: vm }) : json;
}

function withMember(json: string, object: JsonObject, name: string, value: unknown): string {
  const [first] = membersOf(object);
  const isOnLines = first !== undefined && hasLines(json, object);
  const lineBreak = isOnLines ? lineBreakOf(json) + indentAt(json, first.start) : "";
  const written = JSON.stringify(value, undefined, isOnLines ? 2 : undefined).replaceAll("\n", lineBreak);
  const member = plainMember(`${JSON.stringify(name)}: ${written}`);
  return applyReplacements(json, addMember(json, object, object.properties.length - 1, member));
}

function vmsIn(node: JsonNode | undefined): JsonObject | undefined {
  const property = node?.kind === "object" ? node.properties.find(({ key }) => key.value === "vms") : undefined;
  return property?.value?.kind === "object" ? property.value : undefined;
}
