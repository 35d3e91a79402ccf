/** Writes Terraform's HCL: blocks, attributes and literals, in the format of `terraform fmt`. */
import { trailingRun } from "../../syntax/text-lines.ts";
import { commentText } from "../comment-text.ts";

/** Text that is already HCL, such as a reference. */
export class Expression {
  constructor(readonly text: string) {}
}

export type HclValue = string | number | boolean | Expression | readonly HclValue[] | HclObject;
export interface HclObject {
  readonly [name: string]: HclValue | undefined;
}

/** A part of a block's body; adjacent attributes are aligned. */
export type BodyPart =
  | { readonly attributes: HclObject }
  | { readonly block: string; readonly body: readonly BodyPart[] }
  | { readonly comment: string };

export function block(head: string, body: readonly BodyPart[]): string {
  return `${head} {\n${bodyLines(body, "  ").join("\n")}\n}\n`;
}

export function comment(text: string): string {
  return `# ${commentText(text)}`;
}

/** A string `"…"`. `${` and `%{` would begin templates, so their first character is doubled. */
function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, "\\$&")
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
      (character) => `\\U${character.codePointAt(0)!.toString(16).padStart(8, "0")}`,
    )
    .replace(/([$%])\{/g, "$1$1{");
  return `"${escaped}"`;
}

/** Labels of resources, in ASCII and unique without regard to case. */
export class Labels {
  private readonly taken = new Set<string>();

  /** A label that resembles `text`. */
  next(text: string): string {
    const joined = text.replace(/[^A-Za-z0-9_-]+/g, "_").replace(/^_+/, "");
    const plain = joined.slice(0, trailingRun(joined, /_/));
    const base = /^[A-Za-z]/.test(plain) ? plain : `vm_${plain}`.replace(/_$/, "");
    let label = base;
    for (let number = 2; this.taken.has(label.toLowerCase()); number++) label = `${base}_${number}`;
    this.taken.add(label.toLowerCase());
    return label;
  }
}

function bodyLines(parts: readonly BodyPart[], indent: string): readonly string[] {
  return parts.flatMap((part) => {
    if ("comment" in part) return [`${indent}${comment(part.comment)}`];
    if ("block" in part) return [`${indent}${part.block} {`, ...bodyLines(part.body, `${indent}  `), `${indent}}`];
    return attributeLines(part.attributes, indent);
  });
}

function attributeLines(attributes: HclObject, indent: string): readonly string[] {
  const pairs = Object.entries(attributes).filter((pair): pair is [string, HclValue] => pair[1] !== undefined);
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.flatMap(([name, value]) => {
    const [first, ...rest] = valueLines(value, indent);
    return [`${indent}${name.padEnd(isLong(value) ? 0 : width)} = ${first}`, ...rest];
  });
}

/** `terraform fmt` does not align values that take several lines. */
function isLong(value: HclValue): boolean {
  return Array.isArray(value) && value.length > 0;
}

function valueLines(value: HclValue, indent: string): readonly string[] {
  if (!Array.isArray(value)) return [inline(value)];
  if (value.length === 0) return ["[]"];
  return ["[", ...value.map((each) => `${indent}  ${inline(each)},`), `${indent}]`];
}

function inline(value: HclValue): string {
  if (typeof value === "string") return quoted(value);
  if (value instanceof Expression) return value.text;
  if (typeof value === "number" || typeof value === "boolean") return `${value}`;
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  const pairs = Object.entries(value).filter((pair): pair is [string, HclValue] => pair[1] !== undefined);
  return `{ ${pairs.map(([name, each]) => `${name} = ${inline(each)}`).join(", ")} }`;
}
