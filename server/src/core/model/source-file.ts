/** One version of a file's text as items to bind, in either notation. Items that did not change stay the same objects. */

import type { PlacedItems } from "../syntax/incremental/placed-items.ts";
import type { TextBuffer } from "../syntax/incremental/text-buffer.ts";
import { type JsonItem, type JsonItems, readJsonItems, updateJsonItems } from "../syntax/json/reader.ts";
import { type NativeItems, readItems, type TextChange, updateItems } from "../syntax/native/items.ts";
import type { Item } from "../syntax/tree.ts";
import { bindJson } from "./bind-json.ts";
import { bindNative } from "./bind-native.ts";
import type { BoundItem } from "./bound.ts";
import { syntaxProblem } from "./json-problems.ts";
import type { Problem } from "./problem.ts";
import { vocabulary } from "./vocabulary.ts";

export type Notation = "hvvm" | "json";

export type SourceFile =
  | { readonly notation: "hvvm"; readonly source: NativeItems }
  | { readonly notation: "json"; readonly source: JsonItems };

export type SourceItem = Item | JsonItem;

export function readSource(text: string, notation: Notation): SourceFile {
  return notation === "hvvm"
    ? { notation, source: readItems(text, vocabulary) }
    : { notation, source: readJsonItems(text) };
}

/** `change` turned `oldText`, the text of `before`, into `text`. */
export function updateSource(
  text: TextBuffer,
  oldText: TextBuffer,
  before: SourceFile,
  change: TextChange,
): SourceFile {
  return before.notation === "hvvm"
    ? { notation: "hvvm", source: updateItems(text, oldText, before.source, change, vocabulary) }
    : { notation: "json", source: updateJsonItems(text, before.source, change) };
}

export function itemsOf({ source }: SourceFile): PlacedItems<SourceItem> {
  return source.items;
}

export function bindSource(item: SourceItem): BoundItem {
  return "section" in item ? bindJson(item) : bindNative(item);
}

/** Whether an item is a VM, judging by its text before it is bound. */
export function beginsAsVm(item: SourceItem): boolean {
  return "section" in item ? item.section === "vms" : /^vm\b/i.test(item.text);
}

/** Problems that belong to no item, with absolute ranges. */
export function fileProblems(file: SourceFile): readonly Problem[] {
  if (file.notation !== "json") return [];
  const { errors, misnesting } = file.source;
  return (misnesting ? [misnesting] : errors).map((error) =>
    error.code === "json-syntax" ? syntaxProblem(error) : error,
  );
}

/** Whether something could not be read at all, so that what seems absent may be there. */
export function isFileUncertain(file: SourceFile): boolean {
  return file.notation === "json" && file.source.mayBeIncomplete;
}

/** Whether the brackets of JSON do not match, so that it is unknown what belongs where. */
export function isFileMisnested(file: SourceFile): boolean {
  return file.notation === "json" && file.source.misnesting !== undefined;
}
