/**
 * Resolves the variables in style sheets, for programs that display SVG but are not browsers. Supports what the page's
 * own style sheets use: `var()` with fallbacks and `color-mix(in srgb, …)`. Pointer states and blocks of `@` rules are
 * left out.
 */
import type { Palette } from "./palette.ts";

interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** 0 to 1. */
  readonly alpha: number;
}

/** Only rules that apply to the drawing are kept. */
export function resolveStyles(styles: string, palette: Palette, drawing: string): string {
  const isUsed = usedIn(drawing);
  const rules = rulesOf(styles);
  const variables = new Map(Object.entries(palette));
  for (const { selector, declarations } of rules)
    if (selector === ":root") for (const [name, value] of declarations) variables.set(name, value);
  return rules
    .filter(({ selector }) => selector.split(",").some(isUsed))
    .map(({ selector, declarations }) => {
      const resolved = declarations.flatMap(([name, value]) => {
        const known = withoutVariables(value, variables, 0);
        const plain = known === undefined ? undefined : withoutMixes(known);
        return plain === undefined ? [] : [`${name}: ${plain};`];
      });
      return resolved.length === 0 ? "" : `${selector} { ${resolved.join(" ")} }\n`;
    })
    .join("");
}

/** The variables that the style sheets define for a selector such as `.vscode-light`. */
export function variablesOf(styles: string, wanted: string): Palette {
  const rules = rulesOf(styles).filter(({ selector }) => selector === wanted);
  return Object.fromEntries(
    rules.flatMap(({ declarations }) => declarations).filter(([name]) => name.startsWith("--")),
  );
}

/** Whether a selector of elements and classes matches something in the drawing; pointer states do not exist there. */
function usedIn(drawing: string): (selector: string) => boolean {
  const names = new Set(Array.from(drawing.matchAll(/<([a-z][\w-]*)/gi), ([, name]) => name));
  for (const [, list] of drawing.matchAll(/ class="([^"]*)"/g))
    for (const name of list!.split(" ")) names.add(`.${name}`);
  return (selector) => {
    const parts = selector.match(/[.#]?[a-z][\w-]*/gi) ?? [];
    return parts.length > 0 && !/[:[]/.test(selector) && parts.every((part) => names.has(part));
  };
}

interface Rule {
  readonly selector: string;
  readonly declarations: readonly (readonly [string, string])[];
}

function rulesOf(styles: string): readonly Rule[] {
  const plain = withoutAtRules(styles.replace(/\/\*[\s\S]*?\*\//g, ""));
  return Array.from(plain.matchAll(/([^{}]+)\{([^{}]*)\}/g), ([, selector, body]) => ({
    selector: selector!.trim().replace(/\s+/g, " "),
    declarations: body!.split(";").flatMap((declaration) => {
      const colon = declaration.indexOf(":");
      return colon < 0 ? [] : [[declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()] as const];
    }),
  }));
}

function withoutAtRules(styles: string): string {
  let kept = "";
  let at = 0;
  for (;;) {
    const start = styles.indexOf("@", at);
    if (start < 0) return kept + styles.slice(at);
    kept += styles.slice(at, start);
    at = endOfBlock(styles, start);
  }
}

function endOfBlock(styles: string, start: number): number {
  let depth = 0;
  for (let at = start; at < styles.length; at++) {
    if (styles[at] === "{") depth++;
    if (styles[at] === "}" && --depth === 0) return at + 1;
    if (styles[at] === ";" && depth === 0) return at + 1;
  }
  return styles.length;
}

/** `undefined` if a variable has neither a value nor a fallback, or refers to itself. */
function withoutVariables(value: string, variables: ReadonlyMap<string, string>, depth: number): string | undefined {
  const call = callIn(value, "var(");
  if (!call) return value;
  if (depth > 20) return undefined;
  const [name, ...fallback] = splitArguments(call.inside);
  const meant = variables.get(name!) ?? (fallback.length > 0 ? fallback.join(", ") : undefined);
  const resolved = meant === undefined ? undefined : withoutVariables(meant, variables, depth + 1);
  return resolved === undefined
    ? undefined
    : withoutVariables(value.slice(0, call.start) + resolved + value.slice(call.end), variables, depth + 1);
}

/** Innermost mixes first; `undefined` for a mix of anything but colours. */
function withoutMixes(value: string): string | undefined {
  const call = callIn(value, "color-mix(");
  if (!call) return value;
  const inside = withoutMixes(call.inside);
  const [space, one, other] = inside === undefined ? [] : splitArguments(inside);
  if (space !== "in srgb" || !one || !other) return undefined;
  const share = /\s([\d.]+)%$/.exec(one);
  const first = colourOf(one.replace(/\s[\d.]+%$/, ""));
  const second = colourOf(other);
  if (!share || !first || !second) return undefined;
  const mixed = mix(first, second, Number(share[1]) / 100);
  return withoutMixes(value.slice(0, call.start) + mixed + value.slice(call.end));
}

function callIn(
  value: string,
  name: string,
): { readonly start: number; readonly end: number; readonly inside: string } | undefined {
  const start = value.indexOf(name);
  if (start < 0) return undefined;
  let depth = 1;
  let end = start + name.length;
  for (; end < value.length && depth > 0; end++) {
    if (value[end] === "(") depth++;
    if (value[end] === ")") depth--;
  }
  return { start, end, inside: value.slice(start + name.length, end - 1) };
}

function splitArguments(inside: string): readonly string[] {
  const parts: string[] = [""];
  let depth = 0;
  for (const character of inside) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

function colourOf(text: string): Colour | undefined {
  if (text === "transparent") return { red: 0, green: 0, blue: 0, alpha: 0 };
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text);
  if (hex) {
    const [red, green, blue] = hex.slice(1).map((digits) => Number.parseInt(digits, 16));
    return { red: red!, green: green!, blue: blue!, alpha: 1 };
  }
  const rgba = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(text);
  if (!rgba) return undefined;
  const [red, green, blue, alpha] = rgba.slice(1).map(Number);
  return { red: red!, green: green!, blue: blue!, alpha: alpha! };
}

/** As in CSS: colours are weighted by their alpha. */
function mix(one: Colour, other: Colour, share: number): string {
  const alpha = one.alpha * share + other.alpha * (1 - share);
  const channel = (a: number, b: number) =>
    Math.round(alpha === 0 ? 0 : (a * one.alpha * share + b * other.alpha * (1 - share)) / alpha);
  const [red, green, blue] = [
    channel(one.red, other.red),
    channel(one.green, other.green),
    channel(one.blue, other.blue),
  ];
  if (alpha < 1) return `rgba(${red}, ${green}, ${blue}, ${Number(alpha.toFixed(3))})`;
  return `#${[red, green, blue].map((value) => value!.toString(16).padStart(2, "0")).join("")}`;
}
