/**
 * Reads JSON with comments and trailing commas as a tree, over the scanner of jsonc-parser. Any text gives a tree;
 * what does not belong is an error of the smallest part that contains it. Nesting does not use the stack.
 *
 * The library's own `parseTree` is not used: it recurses, so 20,000 brackets overflow the stack; after a missing colon
 * it drops the properties that follow, after an unclosed bracket it treats those of the outer object as elements; and
 * its errors
 * do not say which part they belong to, which reading one item again after an edit needs.
 */
import type { Range, Writable } from "../tree.ts";
import { JsonTokens, kinds } from "./tokens.ts";
import type { JsonArray, JsonError, JsonNode, JsonObject, JsonProperty, JsonString } from "./tree.ts";

export interface JsonDocument {
  readonly root: JsonNode | undefined;
  /** The text outside the root. */
  readonly error: JsonError | undefined;
  /** The error that was found first. */
  readonly firstError: JsonError | undefined;
  /** Whether as many brackets of each kind are closed as are opened. */
  readonly isBalanced: boolean;
}

/** Reads a whole text. What is nested deeper than `depth` is checked for errors, but is not in the tree. */
export function parseJson(text: string, depth = Number.POSITIVE_INFINITY): JsonDocument {
  const parser = new JsonParser(text, depth);
  const whole = openArray({ start: 0, end: 0 });
  parser.readInto(whole);
  return {
    root: whole.elements[0],
    error: whole.error,
    firstError: parser.firstError,
    isBalanced: parser.braces === 0 && parser.brackets === 0,
  };
}

/** Reads one property as in an object: `"key": value`. `hasError` tells whether anything in it is wrong. */
export function parseJsonProperty(text: string): { readonly property: JsonProperty; readonly hasError: boolean } {
  const parser = new JsonParser(text, Number.POSITIVE_INFINITY);
  const around = openObject({ start: 0, end: 0 });
  parser.readInto(around);
  return { property: around.properties[0]!, hasError: parser.firstError !== undefined };
}

/** What may come next in an open array or object. `skip`: nothing, until a comma or the end. */
type State = "key" | "colon" | "value" | "comma" | "skip";

/** Grows with each token. */
interface Growing {
  range: Writable<Range>;
}

type OpenProperty = Omit<Writable<JsonProperty>, "range"> & Growing;

interface Parts extends Growing {
  elements: JsonNode[];
  properties: OpenProperty[];
}

type OpenArray = Omit<Writable<JsonArray>, keyof Parts> & Parts & { state: State };
type OpenObject = Omit<Writable<JsonObject>, keyof Parts> &
  Parts & { state: State; property: OpenProperty | undefined };
type Open = OpenArray | OpenObject;

class JsonParser {
  firstError: JsonError | undefined;
  /** How many more brackets are opened than closed. */
  braces = 0;
  brackets = 0;
  private readonly tokens: JsonTokens;
  private stack: Open[] = [];

  constructor(
    text: string,
    private readonly depth: number,
  ) {
    this.tokens = new JsonTokens(text);
  }

  /** Reads to the end of the text as if inside `outer`, which has no bracket of its own. */
  readInto(outer: Open): void {
    this.stack = [outer];
    this.next();
    while (this.tokens.kind !== kinds.end) {
      const innermost = this.stack.at(-1)!;
      if (innermost === outer && outer.kind === "array" && outer.elements.length > 0 && outer.state !== "skip") {
        this.surprise(innermost);
      } else if (innermost.kind === "object") this.inObject(innermost);
      else this.inArray(innermost);
    }
    this.finish(outer);
  }

  private inObject(object: OpenObject): void {
    const token = this.tokens.kind;
    if (token === kinds.closeBrace || token === kinds.closeBracket) {
      this.close(object);
      return;
    }
    if (object.state === "key") {
      if (token === kinds.string) {
        this.key(object);
        return;
      }
      this.surprise(object);
      return;
    }
    if (token === kinds.comma) {
      this.endProperty(object);
      object.state = "key";
      this.next();
      return;
    }
    if (object.state === "colon") {
      if (token === kinds.colon) this.take(object);
      else this.fail(object, this.tokens.range, 'A ":" is missing between the property and its value.');
      object.state = "value";
      return;
    }
    if (token === kinds.string && (object.state !== "value" || this.tokens.isBeforeColon())) {
      if (object.state === "skip" && !this.tokens.isBeforeColon()) {
        this.take(object);
        return;
      }
      if (object.state === "value") this.endProperty(object);
      else if (object.state === "comma") this.failContainer(object, this.tokens.range, 'A "," is missing before this.');
      object.state = "key";
      return;
    }
    if (object.state === "value") {
      this.value(object);
      return;
    }
    this.surprise(object);
  }

  private inArray(array: OpenArray): void {
    const token = this.tokens.kind;
    if (token === kinds.closeBrace || token === kinds.closeBracket) {
      this.close(array);
      return;
    }
    if (token === kinds.comma) {
      if (array.state === "value")
        this.failContainer(array, this.tokens.range, "A value is missing before this comma.");
      array.state = "value";
      this.next();
      return;
    }
    if (array.state === "comma" && isValueStart(token)) {
      this.failContainer(array, this.tokens.range, 'A "," is missing before this.');
      array.state = "value";
    }
    if (array.state === "value") {
      this.value(array);
      return;
    }
    this.surprise(array);
  }

  private key(object: OpenObject): void {
    const key = this.string();
    const property = { key, value: undefined, range: { ...this.tokens.range }, error: undefined };
    if (this.stack.length <= this.depth) object.properties.push(property);
    object.property = property;
    this.checkToken(object);
    object.state = "colon";
    this.next();
  }

  /** The current token where a value is expected. */
  private value(into: Open): void {
    const { range } = this.tokens;
    switch (this.tokens.kind) {
      case kinds.openBrace:
        this.open(into, openObject(range));
        return;
      case kinds.openBracket:
        this.open(into, openArray(range));
        return;
      case kinds.string:
        this.plain(into, this.string());
        return;
      case kinds.number:
        this.plain(into, { kind: "number", value: Number(this.tokens.value()), range });
        return;
      case kinds.trueWord:
      case kinds.falseWord:
        this.plain(into, { kind: "boolean", value: this.tokens.kind === kinds.trueWord, range });
        return;
      case kinds.nullWord:
        this.plain(into, { kind: "null", range });
        return;
      default:
        this.surprise(into);
        return;
    }
  }

  private plain(into: Open, node: JsonNode): void {
    this.attach(into, node);
    into.state = "comma";
    this.checkToken(into);
    this.take(into);
  }

  private attach(into: Open, node: JsonNode): void {
    if (into.kind === "object") {
      if (into.property) into.property.value = node;
    } else if (this.stack.length <= this.depth) into.elements.push(node);
  }

  private open(into: Open, inner: Open): void {
    if (into.state !== "skip") {
      this.attach(into, inner);
      into.state = "comma";
    }
    this.stack.push(inner);
    this.next();
  }

  /** A token that does not fit here: an error, and the text up to the next comma is skipped. */
  private surprise(into: Open): void {
    const shown = this.tokens.text.slice(
      this.tokens.range.start,
      Math.min(this.tokens.range.end, this.tokens.range.start + maxShown),
    );
    if (into.state !== "skip")
      this.fail(into, this.tokens.range, `"${shown}" is not allowed here in JSON. ${advice(shown)}`);
    into.state = "skip";
    if (this.tokens.kind === kinds.openBrace || this.tokens.kind === kinds.openBracket) this.value(into);
    else this.take(into);
  }

  /** A closing bracket ends the innermost block of its kind; blocks inside that one are unclosed. */
  private close(innermost: Open): void {
    const kind = this.tokens.kind === kinds.closeBrace ? "object" : "array";
    if (innermost.kind !== kind || this.stack.length === 1) {
      const hasPartner = this.stack.some((block, index) => index > 0 && block.kind === kind);
      if (!hasPartner) {
        this.surprise(innermost);
        return;
      }
      this.leave(innermost);
      this.failUnclosed(innermost);
      return;
    }
    innermost.isClosed = true;
    this.leave(innermost);
    innermost.range.end = this.tokens.range.end;
    this.take(this.stack.at(-1)!);
  }

  /** Ends the innermost block here, before the current token. */
  private leave(block: Open): void {
    if (block.kind === "object") this.endProperty(block);
    this.stack.pop();
    this.extend(block, this.tokens.lastEnd);
    this.extend(this.stack.at(-1)!, this.tokens.lastEnd);
  }

  /** An error at the end of the text may leave many blocks open: it is reported once, at the innermost. */
  private finish(outer: Open): void {
    const innermost = this.stack.at(-1)!;
    if (innermost.kind === "object") this.endProperty(innermost);
    const last = innermost.kind === "object" ? innermost.properties.at(-1) : undefined;
    if (innermost !== outer && !last?.error) this.failUnclosed(innermost);
    while (this.stack.length > 1) this.leave(this.stack.at(-1)!);
  }

  /** Reports an error if the current property has no value. */
  private endProperty(object: OpenObject): void {
    const { property } = object;
    if (property && property.value === undefined && property.error === undefined) {
      property.error = this.note(property.key.range, `"${property.key.value}" has no value.`);
    }
    object.property = undefined;
    object.state = "comma";
  }

  private failUnclosed(block: Open): void {
    const { start } = block.range;
    const [bracket, partner] = block.kind === "object" ? (["{", "}"] as const) : (["[", "]"] as const);
    const message = `This "${bracket}" has no "${partner}". Add it where the block ends.`;
    this.failContainer(block, { start, end: start + 1 }, message, partner);
  }

  /** An error in the current property, or else in the block itself. */
  private fail(into: Open, range: Range, message: string): void {
    const property = into.kind === "object" ? into.property : undefined;
    if (!property) this.failContainer(into, range, message);
    else property.error ??= this.note(range, message);
  }

  /** A comment after a complete property belongs to the block; before the value it belongs to the property. */
  private failComment(into: Open, range: Range): void {
    const message = 'This comment is not closed. Add "*/".';
    if (into.state !== "colon" && into.state !== "value") {
      this.failContainer(into, range, message);
      return;
    }
    this.fail(into, range, message);
    this.extend(into, range.end);
    this.tokens.lastEnd = range.end;
  }

  private failContainer(into: Open, range: Range, message: string, lacks?: "}" | "]"): void {
    into.error ??= this.note(range, message, lacks);
  }

  private note(range: Range, message: string, lacks?: "}" | "]"): JsonError {
    const error: JsonError = lacks ? { range, message, lacks } : { range, message };
    this.firstError ??= error;
    return error;
  }

  /** Moves past the current token, which belongs to the current property. */
  private take(into: Open): void {
    this.extend(into, this.tokens.range.end);
    this.next();
  }

  private extend(block: Open, end: number): void {
    if (block.kind === "object" && block.property) block.property.range.end = end;
    if (!block.isClosed) block.range.end = Math.max(block.range.end, end);
  }

  private string(): JsonString {
    return { kind: "string", value: this.tokens.value(), range: this.tokens.range };
  }

  private next(): void {
    const unclosed = this.tokens.next();
    if (unclosed) this.failComment(this.stack.at(-1)!, unclosed);
    const { kind } = this.tokens;
    if (kind === kinds.openBrace || kind === kinds.closeBrace) this.braces += kind === kinds.openBrace ? 1 : -1;
    if (kind === kinds.openBracket || kind === kinds.closeBracket) this.brackets += kind === kinds.openBracket ? 1 : -1;
  }

  /** Reports what is wrong inside the current token. */
  private checkToken(into: Open): void {
    if (this.tokens.fault !== undefined) this.fail(into, this.tokens.range, this.tokens.fault);
  }
}

const maxShown = 20;

function openArray({ start, end }: Range): OpenArray {
  const range = { start, end };
  return { kind: "array", range, elements: [], properties: [], isClosed: false, error: undefined, state: "value" };
}

function openObject({ start, end }: Range): OpenObject {
  const range = { start, end };
  return {
    kind: "object",
    range,
    elements: [],
    properties: [],
    property: undefined,
    isClosed: false,
    error: undefined,
    state: "key",
  };
}

function advice(shown: string): string {
  if (shown.startsWith("'")) return "Put strings in double quotes.";
  return /^\w/.test(shown) ? "Put text in double quotes." : "Remove it.";
}

function isValueStart(token: number): boolean {
  return token === kinds.openBrace || token === kinds.openBracket || (token >= kinds.nullWord && token <= kinds.number);
}
