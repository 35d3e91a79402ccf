/**
 * The meaning of a statement, as a text that is equal for statements with the same meaning: case, the spelling of sizes
 * and paths, old words, the order within a block, and defaults that are written out make no difference.
 */
import { type BoundStatement, type Field, withNested } from "../model/bound.ts";
import { parseWindowsPath } from "../model/windows-path.ts";
import { formatValue } from "../schema/format.ts";
import { type ArgumentSpec, isWord } from "../schema/spec.ts";

/** Empty for a statement that only states a default, such as `processors 1`. */
export function statementMeaning(statement: BoundStatement): string {
  const meanings = new Map<BoundStatement, string>();
  // Backwards, what is in a block comes before the statement of the block.
  for (const each of [...withNested([statement])].reverse()) {
    const inBlock = each.children.map((child) => meanings.get(child)!);
    meanings.set(each, ownMeaning(each, inBlock));
  }
  return meanings.get(statement)!;
}

function ownMeaning({ spec, form, fields, children }: BoundStatement, inBlock: readonly string[]): string {
  const hasParent = children.some((child) => child.spec.keyword === "parent");
  let defaults = 0;
  const parts = [...form.sequence, ...form.options].flatMap((element): string[] => {
    if (isWord(element)) return [element];
    const field = fields.get(element.name);
    if (!field) return [];
    const value = valueMeaning(element, field);
    if (value !== defaultOf(element, hasParent)) return [`${element.name}: ${JSON.stringify(value)}`];
    defaults++;
    return [];
  });
  const inner = inBlock.filter((meaning) => meaning !== "").sort();
  if (defaults > 0 && parts.length === 0 && inner.length === 0) return "";
  return `${spec.keyword} ${parts.join(", ")} { ${inner.join("; ")} }`;
}

function defaultOf({ name, default: text }: ArgumentSpec, hasParent: boolean): string | undefined {
  // The default type of a disk depends on whether it has a parent.
  if (name === "type") return hasParent ? "differencing" : "dynamic";
  return text?.toLowerCase();
}

function valueMeaning(argument: ArgumentSpec, { value }: Field): string {
  if (Array.isArray(value)) return (value as readonly Field[]).map((item) => valueMeaning(argument, item)).join(" ");
  const { kind } = argument.type;
  if (kind === "path") return parseWindowsPath(value as string).key;
  return (formatValue(kind, value) ?? String(value)).toLowerCase();
}
