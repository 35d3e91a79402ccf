/**
 * Reads JSON with comments and trailing commas as a tree, over the scanner of jsonc-parser. Any text gives a tree;
 * what does not belong is an error of the smallest part that holds it. Nesting costs no stack.
 */
import { createScanner } from "jsonc-parser";
import type { Range } from "../tree.ts";
import type { JsonArray, JsonError, JsonNode, JsonObject, JsonProperty, JsonString } from "./tree.ts";

export interface JsonDocument {
  readonly root: JsonNode | undefined;
  /** What stands outside the root. */
  readonly error: JsonError | undefined;
  /** Of all errors, the one that was found first. */
  readonly firstError: JsonError | undefined;
}

/** Reads a whole text. */
export function parseJson(text: string): JsonDocument {
  const parser = new JsonParser(text);
  const whole: OpenArray = { ...open("array", { start: 0, end: 0 }), state: "value" };
  parser.readInto(whole);
  return { root: whole.elements[0], error: whole.error, firstError: parser.firstError };
}

/** Reads one property, as it stands in an object: `"key": value`. `hasError` tells whether anything in it is wrong. */
export function parseJsonProperty(text: string): { readonly property: JsonProperty; readonly hasError: boolean } {
  const parser = new JsonParser(text);
  const around: OpenObject = { ...open("object", { start: 0, end: 0 }), property: undefined, state: "key" };
  parser.readInto(around);
  return { property: around.properties[0]!, hasError: parser.firstError !== undefined };
}

/** The scanner's token numbers; its own names for them are compiled away. */
const kinds = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  nullWord: 7,
  trueWord: 8,
  falseWord: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  trivia: 15,
  end: 17,
} as const;

/** What comes next in an open array or object. `skip`: nothing, until a comma or the end. */
type State = "key" | "colon" | "value" | "comma" | "skip";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Parts {
  readonly elements: JsonNode[];
  readonly properties: Writable<JsonProperty>[];
}

type OpenArray = Writable<JsonArray> & Parts & { state: State };
type OpenObject = Writable<JsonObject> & Parts & { state: State; property: Writable<JsonProperty> | undefined };
type Open = OpenArray | OpenObject;

class JsonParser {
  firstError: JsonError | undefined;
  private readonly scanner;
  private token: number = kinds.end;
  private range: Range = { start: 0, end: 0 };
  private lastEnd = 0;
  private stack: Open[] = [];

  constructor(private readonly text: string) {
    this.scanner = createScanner(text, false);
    if (text.charCodeAt(0) === byteOrderMark) this.scanner.setPosition(1);
  }

  /** Reads to the end of the text as if inside `outer`, which has no bracket of its own. */
  readInto(outer: Open): void {
    this.stack = [outer];
    this.next();
    while (this.token !== kinds.end) {
      const innermost = this.stack.at(-1)!;
      if (innermost === outer && outer.kind === "array" && outer.elements.length > 0 && outer.state !== "skip") {
        this.surprise(innermost);
      } else if (innermost.kind === "object") this.inObject(innermost);
      else this.inArray(innermost);
    }
    this.finish(outer);
  }

  private inObject(object: OpenObject): void {
    const { token } = this;
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
      else this.fail(object, this.range, 'A ":" is missing between the property and its value.');
      object.state = "value";
      return;
    }
    if (token === kinds.string && (object.state !== "value" || this.isKey())) {
      if (object.state === "skip" && !this.isKey()) {
        this.take(object);
        return;
      }
      if (object.state === "value") this.endProperty(object);
      else if (object.state === "comma") this.failContainer(object, this.range, 'A "," is missing before this.');
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
    const { token } = this;
    if (token === kinds.closeBrace || token === kinds.closeBracket) {
      this.close(array);
      return;
    }
    if (token === kinds.comma) {
      if (array.state === "value") this.failContainer(array, this.range, "A value is missing before this comma.");
      array.state = "value";
      this.next();
      return;
    }
    if (array.state === "comma" && isValueStart(token)) {
      this.failContainer(array, this.range, 'A "," is missing before this.');
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
    const property = { key, value: undefined, range: this.range, error: undefined };
    object.properties.push(property);
    object.property = property;
    this.checkToken(object);
    object.state = "colon";
    this.next();
  }

  /** The current token where a value is wanted. */
  private value(into: Open): void {
    const { range } = this;
    switch (this.token) {
      case kinds.openBrace:
        this.open(into, { ...open("object", range), property: undefined, state: "key" });
        return;
      case kinds.openBracket:
        this.open(into, { ...open("array", range), state: "value" });
        return;
      case kinds.string:
        this.plain(into, this.string());
        return;
      case kinds.number:
        this.plain(into, { kind: "number", value: Number(this.scanner.getTokenValue()), range });
        return;
      case kinds.trueWord:
      case kinds.falseWord:
        this.plain(into, { kind: "boolean", value: this.token === kinds.trueWord, range });
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
    attach(into, node);
    into.state = "comma";
    this.checkToken(into);
    this.take(into);
  }

  private open(into: Open, inner: Open): void {
    if (into.state !== "skip") {
      attach(into, inner);
      into.state = "comma";
    }
    this.stack.push(inner);
    this.next();
  }

  /** A token that fits nowhere here: an error, and nothing more is read before the next comma. */
  private surprise(into: Open): void {
    const shown = this.text.slice(this.range.start, Math.min(this.range.end, this.range.start + mostShown));
    if (into.state !== "skip") this.fail(into, this.range, `"${shown}" may not stand here in JSON. ${advice(shown)}`);
    into.state = "skip";
    if (this.token === kinds.openBrace || this.token === kinds.openBracket) this.value(into);
    else this.take(into);
  }

  /** A closing bracket ends the innermost block of its kind; blocks inside that one are unclosed. */
  private close(innermost: Open): void {
    const kind = this.token === kinds.closeBrace ? "object" : "array";
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
    innermost.range = { start: innermost.range.start, end: this.range.end };
    this.take(this.stack.at(-1)!);
  }

  /** Ends the innermost block here, before the current token. */
  private leave(block: Open): void {
    if (block.kind === "object") this.endProperty(block);
    this.stack.pop();
    this.extend(block, this.lastEnd);
    this.extend(this.stack.at(-1)!, this.lastEnd);
  }

  /** One fault at the end of the text leaves many blocks open: it is said once, of the innermost. */
  private finish(outer: Open): void {
    const innermost = this.stack.at(-1)!;
    if (innermost.kind === "object") this.endProperty(innermost);
    const last = innermost.kind === "object" ? innermost.properties.at(-1) : undefined;
    if (innermost !== outer && !last?.error) this.failUnclosed(innermost);
    while (this.stack.length > 1) this.leave(this.stack.at(-1)!);
  }

  /** Says so if the property at hand has no value. */
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
    const [bracket, partner] = block.kind === "object" ? ["{", "}"] : ["[", "]"];
    const message = `This "${bracket}" has no "${partner}". Add it where the block ends.`;
    this.failContainer(block, { start, end: start + 1 }, message);
  }

  /** An error in the property at hand, or else in the block itself. */
  private fail(into: Open, range: Range, message: string): void {
    const property = into.kind === "object" ? into.property : undefined;
    if (!property) this.failContainer(into, range, message);
    else property.error ??= this.note(range, message);
  }

  /** Behind a complete property a comment belongs to the block, before the value to the property. */
  private failComment(into: Open, range: Range): void {
    const message = 'This comment has no end. Add "*/".';
    if (into.state !== "colon" && into.state !== "value") {
      this.failContainer(into, range, message);
      return;
    }
    this.fail(into, range, message);
    this.extend(into, range.end);
    this.lastEnd = range.end;
  }

  private failContainer(into: Open, range: Range, message: string): void {
    into.error ??= this.note(range, message);
  }

  private note(range: Range, message: string): JsonError {
    const error = { range, message };
    this.firstError ??= error;
    return error;
  }

  /** Moves over the current token, which belongs to the property at hand. */
  private take(into: Open): void {
    this.extend(into, this.range.end);
    this.next();
  }

  private extend(block: Open, end: number): void {
    if (block.kind === "object" && block.property) {
      block.property.range = { start: block.property.range.start, end };
    }
    if (!block.isClosed) block.range = { start: block.range.start, end: Math.max(block.range.end, end) };
  }

  private string(): JsonString {
    return { kind: "string", value: this.scanner.getTokenValue(), range: this.range };
  }

  /** Whether the current string is followed by a colon. */
  private isKey(): boolean {
    const { scanner } = this;
    let ahead: number = scanner.scan();
    while (isTrivia(ahead)) ahead = scanner.scan();
    scanner.setPosition(this.range.start);
    scanner.scan();
    return ahead === kinds.colon;
  }

  private next(): void {
    const { scanner } = this;
    this.lastEnd = this.range.end;
    let token: number = scanner.scan();
    while (isTrivia(token)) {
      if (scanner.getTokenError() !== noError) {
        this.failComment(this.stack.at(-1)!, this.tokenRange());
      }
      token = scanner.scan();
    }
    this.token = token;
    this.range = this.tokenRange();
  }

  private tokenRange(): Range {
    const start = this.scanner.getTokenOffset();
    // The scanner counts one character too many of a comment that the end of the text cuts off.
    return { start, end: Math.min(start + this.scanner.getTokenLength(), this.text.length) };
  }

  /** Reports what the scanner found wrong inside the current token. */
  private checkToken(into: Open): void {
    const message = scanErrors[this.scanner.getTokenError()];
    if (message !== undefined) this.fail(into, this.range, message);
  }
}

const byteOrderMark = 0xfeff;
const noError = 0;
const mostShown = 20;

/** By the scanner's error number. */
const scanErrors: readonly (string | undefined)[] = [
  undefined,
  undefined,
  "This string has no closing quote on its line. Add a double quote where it ends.",
  "This number has no end.",
  "A \\u in this string is not followed by four hexadecimal digits.",
  'A backslash in this string begins no escape. Double it: "C:\\\\VMs".',
  'A control character may not stand in a JSON string. Write it as an escape, such as "\\t".',
];

function open<K extends "array" | "object">(kind: K, range: Range) {
  return { kind, range, elements: [], properties: [], isClosed: false, error: undefined };
}

function attach(into: Open, node: JsonNode): void {
  if (into.kind === "array") into.elements.push(node);
  else if (into.property) into.property.value = node;
}

function advice(shown: string): string {
  if (shown.startsWith("'")) return "A string stands in double quotes.";
  return /^\w/.test(shown) ? "A text stands in double quotes." : "Remove it.";
}

function isTrivia(token: number): boolean {
  return token >= kinds.lineComment && token <= kinds.trivia;
}

function isValueStart(token: number): boolean {
  return token === kinds.openBrace || token === kinds.openBracket || (token >= kinds.nullWord && token <= kinds.number);
}
