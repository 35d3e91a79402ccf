/** What many statements have in common: those that set one value, and those that name what their block describes. */
import type { ArgumentSpec, Place, StatementSpec } from "../spec.ts";

/** A statement with one value, at most once in its block. `more` replaces what would follow from keyword and argument. */
export function setting(
  place: Place,
  keyword: string,
  argument: ArgumentSpec,
  more: Partial<Omit<StatementSpec, "forms">> = {},
): StatementSpec {
  const { doc = argument.doc } = more;
  return {
    keyword,
    places: [place],
    doc,
    forms: [{ sequence: [argument], options: [], doc }],
    json: { shape: "value", property: keyword.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) },
    once: keyword,
    ...more,
  };
}

/** A statement of the file that names a thing and describes it in a block. `short` says what the thing is. */
export function definition(
  kind: "host" | "cluster" | "media" | "load" | "vm",
  texts: { readonly property: string; readonly doc: string; readonly short: string; readonly name: string },
): StatementSpec {
  return {
    keyword: kind,
    places: ["file"],
    doc: texts.doc,
    forms: [
      {
        sequence: [{ name: "name", type: { kind: "name", of: kind, isNew: true }, doc: texts.name }],
        options: [],
        block: { place: kind, required: true },
        doc: texts.short,
      },
    ],
    json: { shape: "map", property: texts.property },
  };
}
