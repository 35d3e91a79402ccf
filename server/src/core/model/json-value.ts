/** Whether a JSON value fits an argument's type, and what it means: the same as its native token. */
import { formatSize } from "../schema/format.ts";
import { mediaWords } from "../schema/media.ts";
import type { ArgumentSpec, ValueType } from "../schema/spec.ts";
import type { JsonNode, JsonString } from "../syntax/json/tree.ts";
import { readNumeric } from "../syntax/native/numbers.ts";
import type { Address, Argument, Range } from "../syntax/tree.ts";
import type { Field } from "./bound.ts";
import { listOr, typeExpectation } from "./expectation.ts";
import { readValue } from "./read-value.ts";
import { hasControlCharacter } from "./unexpected-character.ts";

/** The argument's field, or `undefined` if the value does not fit. Not for flags, whose range is their key. */
export function readJsonValue(spec: ArgumentSpec, node: JsonNode): Field | undefined {
  if (spec.type.kind === "switch") {
    return node.kind === "boolean" ? { value: node.value, range: node.range } : undefined;
  }
  const token = tokenOfValue(spec.type, node);
  return token && fieldOf(spec, token);
}

/** The field of an argument that is a property's key: a name, path, number or address. */
export function readJsonKey(spec: ArgumentSpec, key: JsonString): Field | undefined {
  if (hasControlCharacter(key.value)) return undefined;
  const isNumeric = spec.type.kind === "number" || spec.type.kind === "address";
  if (!isNumeric) return fieldOf(spec, stringToken(key));
  const field = fieldOf(spec, readNumeric(key.value, key.range.start + 1));
  if (!field) return undefined;
  const isVerbatim = key.range.end - key.range.start === key.value.length + 2;
  if (!isVerbatim) return { value: withoutParts(field.value, key.range), range: key.range };
  return { value: field.value, range: key.range, digits: field.range };
}

/** What a value of the type looks like in JSON, for messages. */
export function jsonExpectation({ type, list }: ArgumentSpec): string {
  if (list) return type.kind === "address" ? 'a list such as [ "0:1", "network" ]' : "a list of words";
  switch (type.kind) {
    case "name":
      return type.of === "media"
        ? `a medium as a string, such as "${Object.keys(mediaWords)[3]}"`
        : `the name of a ${type.of === "vm" ? "VM" : type.of} as a string`;
    case "path":
      return 'a path with doubled backslashes, such as "C:\\\\VMs\\\\web01\\\\os.vhdx"';
    case "text":
      return "a string";
    case "size":
      return Number.isFinite(type.max)
        ? `a size from "${formatSize(type.min)}" to "${formatSize(type.max)}" in steps of "${formatSize(type.step)}"`
        : `a size${type.min > 0 ? " of more than 0," : ""} such as "40GB", or a whole number of bytes`;
    case "percent":
      return 'a percentage from "0%" to "100%" as a string';
    case "duration":
      return `a duration${type.mayBeZero ? "" : " of more than 0"} as a string, such as "90us" or "0.5ms"`;
    case "link-rate":
      return 'a rate of more than 0 as a string, such as "10Gbps"';
    case "address":
      return listOr([
        'a controller number and a location, such as "0:1"',
        ...Object.keys(type.orWords ?? {}).map((word) => `"${word}"`),
      ]);
    case "flag":
    case "switch":
      return listOr(["true", "false"]);
    default:
      return typeExpectation(type);
  }
}

function fieldOf(spec: ArgumentSpec, token: Argument): Field | undefined {
  const reading = readValue(spec, token);
  return reading.fits ? reading.field : undefined;
}

function tokenOfValue(type: ValueType, node: JsonNode): Argument | undefined {
  const { range } = node;
  if (node.kind === "number") return numberToken(type, node.value, range);
  if (node.kind !== "string" || hasControlCharacter(node.value)) return undefined;
  switch (type.kind) {
    case "address":
      return Object.hasOwn(type.orWords ?? {}, node.value.toLowerCase())
        ? { kind: "word", text: node.value, range }
        : addressToken(node);
    case "size":
    case "percent":
    case "duration":
    case "link-rate":
      return { ...readNumeric(node.value, range.start), range } as Argument;
    case "keyword":
      return type.orString ? stringToken(node) : { kind: "word", text: node.value, range };
    default:
      return stringToken(node);
  }
}

/** The digits of an address have their own ranges if the string contains no escapes. */
function addressToken({ value, range }: JsonString): Argument {
  const token = readNumeric(value, range.start + 1);
  const isVerbatim = range.end - range.start === value.length + 2;
  if (token.kind !== "address" || isVerbatim) return { ...token, range } as Argument;
  return { ...token, range, address: withoutParts(token.address, range) as Address };
}

/** Digits beyond the range of a double are infinite in the native notation, too. */
function numberToken(type: ValueType, value: number, range: Range): Argument | undefined {
  const isWhole = Number.isInteger(value) || value === Number.POSITIVE_INFINITY;
  if (!isWhole || value < 0) return undefined;
  const text = String(value);
  if (type.kind === "size") return { kind: "size", text, range, bytes: value + 0 };
  return { kind: "number", text, range, value: value + 0 };
}

function stringToken({ value, range }: JsonString): Argument {
  return { kind: "string", text: value, range, terminated: true };
}

/** If the key contains escapes, the ranges of its digits are that of the whole key. */
function withoutParts(value: Field["value"], range: Range): Field["value"] {
  if (typeof value !== "object" || !("controller" in value)) return value;
  const { controller, location } = value as Address;
  return { controller, location, controllerRange: range, locationRange: range };
}
