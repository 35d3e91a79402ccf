/** Parses drawn markup, so that tests refer to elements and not to white space. */
import { expect } from "vitest";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements, and text as elements of the name "#text". */
  readonly nodes: Element[];
  readonly children: readonly Element[];
  readonly text: string;
}

const empty = new Set(["input", "meta", "link", "br", "img", "wbr"]);

/** The tree of a piece of markup; fails on a tag that is not closed, not open or not quoted. */
export function parse(markup: { readonly text: string } | string): Element {
  const source = typeof markup === "string" ? markup : markup.text;
  const root = elementOf("", "", "");
  const open = [root];
  const tag = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*(\/?)>|([^<]+)|</g;
  for (const match of source.matchAll(tag)) {
    const [whole, closes, name, attributes, selfCloses, text] = match;
    const current = open.at(-1)!;
    if (text !== undefined) current.nodes.push(elementOf("#text", "", resolved(text)));
    else if (name === undefined) expect.fail(`A bare "<" at ${source.slice(match.index, match.index + 60)}`);
    else if (closes) {
      expect(name, `closes <${current.name}>: ${whole}`).toBe(current.name);
      open.pop();
    } else {
      const element = elementOf(name, attributes ?? "", "");
      current.nodes.push(element);
      if (!selfCloses && !empty.has(name)) open.push(element);
    }
  }
  expect(open.map((element) => element.name)).toEqual([""]);
  return root;
}

export function all(root: Element, matches: (element: Element) => boolean): readonly Element[] {
  const below = root.children.flatMap((child) => all(child, matches));
  return matches(root) ? [root, ...below] : below;
}

export function withClass(root: Element, name: string): readonly Element[] {
  return all(root, (element) => (element.attributes.class ?? "").split(" ").includes(name));
}

/** All text inside, with white space unchanged. */
export function textOf(element: Element): string {
  return [element.text, ...element.nodes.map(textOf)].join(" ").replace(/\s+/g, " ").trim();
}

function elementOf(name: string, attributes: string, text: string): Element {
  const nodes: Element[] = [];
  return {
    name,
    attributes: attributesOf(attributes),
    nodes,
    get children() {
      return nodes.filter((node) => node.name !== "#text");
    },
    text,
  };
}

function attributesOf(source: string): Record<string, string> {
  const pairs = source.matchAll(/([\w:-]+)(?:="([^"]*)")?/g);
  return Object.fromEntries(Array.from(pairs, ([, name, value]) => [name!, resolved(value ?? "")]));
}

function resolved(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
