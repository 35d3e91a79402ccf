/**
 * The places to edit together: a file that one VM names several times with the same spelling, for example as the parent
 * of several disks. Folders named after the VM are not included, because changing them means moving files, which the
 * layout cannot do; nor are loads and switches, because they are chosen for each device separately.
 */
import type { HvvmDocument, Position, PositionRange } from "../document.ts";
import { contains } from "../syntax/tree.ts";
import { mentionAt, mentionsOf, type PlacedMention } from "./mentions.ts";
import { withoutQuotes } from "./write-name.ts";

/** The ranges, and what the text in them may become without ending the linking. `undefined` if there is only one. */
export function linkedEditingRanges(
  document: HvvmDocument,
  position: Position,
): { readonly ranges: PositionRange[]; readonly wordPattern: string } | undefined {
  const offset = document.offsetAt(position);
  const found = mentionAt(document, offset);
  if (found?.mention.kind !== "file" || found.mention.key === undefined) return undefined;
  const inner = ({ start, mention }: PlacedMention) => withoutQuotes(document, mention.range, start);
  const written = (placed: PlacedMention) => {
    const { start, end } = inner(placed);
    return document.slice(placed.start + start, placed.start + end);
  };
  if (!contains(inner(found), offset - found.start)) return undefined;
  const same = mentionsOf(document, found.mention.key).filter(
    (placed) => placed.start === found.start && written(placed) === written(found),
  );
  if (same.length < 2) return undefined;
  return { ranges: same.map((placed) => document.rangeOf(inner(placed), placed.start)), wordPattern: '[^"\\r\\n]*' };
}
