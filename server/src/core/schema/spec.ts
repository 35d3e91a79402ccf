/**
 * The language as data: the types in which statements, their forms and their arguments are described. Completion,
 * hover, the structural rules, the JSON Schema and the binding all read these.
 */

import type { ControllerType } from "./controllers.ts";
import { mediaWords } from "./media.ts";
import type { Release } from "./releases.ts";

/** A kind of block; `file` is the file itself. */
export type Place = "file" | "host" | "cluster" | "volume" | "media" | "vm" | "disk" | "parent" | "load";

export type ValueType =
  /** `isNew`: the statement defines what has the name. */
  | { readonly kind: "name"; readonly of: "host" | "vm" | "load" | "cluster" | "media"; readonly isNew?: true }
  /** `isReused`: other places in the layout may name the same file. */
  | { readonly kind: "path"; readonly of: "disk" | "iso" | "floppy" | "folder"; readonly isReused?: boolean }
  | { readonly kind: "text"; readonly of?: "switch" }
  /** `of`: the number of something that a host has. */
  | { readonly kind: "number"; readonly min: number; readonly max: number; readonly of?: "physical-disk" }
  | { readonly kind: "size"; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: "percent" }
  /** In microseconds; more than 0 unless `mayBeZero`. */
  | { readonly kind: "duration"; readonly mayBeZero?: boolean }
  /** In bits per second; more than 0. */
  | { readonly kind: "link-rate" }
  /** `orWords`: words that are allowed in place of a slot. */
  | {
      readonly kind: "address";
      readonly of: ControllerType;
      readonly orWords?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "keyword";
      readonly words: Readonly<Record<string, string>>;
      /** Old words, each with its replacement. */
      readonly old?: Readonly<Record<string, string>>;
      /** Whether a string is allowed for unlisted values. */
      readonly orString?: boolean;
      readonly refusal?: Refusal;
    }
  /** One of several numbers. */
  | { readonly kind: "choice"; readonly numbers: Readonly<Record<string, string>>; readonly refusal?: Refusal }
  /** `on` or `off`; true or false in JSON. */
  | { readonly kind: "switch" }
  /** The word is present or not; true or false in JSON. */
  | { readonly kind: "flag" };

/** Why a VM cannot have a value, in short; `releases` are the stated ones, if any. */
export type Refusal = (
  value: string,
  vm: { readonly generation: 1 | 2 | undefined; readonly releases: readonly Release[] },
) => string | undefined;

export interface ArgumentSpec {
  readonly name: string;
  readonly type: ValueType;
  /** One sentence, shown in hovers. */
  readonly doc: string;
  /** The property in JSON; by default the name. */
  readonly json?: string;
  /** The default, in words. */
  readonly default?: string;
  /** The argument is a list: it takes all remaining tokens. */
  readonly list?: boolean;
  /** No entry may occur twice. */
  readonly isUnique?: boolean;
  /** It decides what the VM starts from. */
  readonly isAboutStart?: boolean;
  /** The only generation of VMs that has it. */
  readonly generation?: 1 | 2;
}

/** One way to write a statement: words and required arguments in order, then options in any order. */
export interface FormSpec {
  readonly sequence: readonly (string | ArgumentSpec)[];
  readonly options: readonly ArgumentSpec[];
  /** The options to offer, if not all: the others are read only so that a rule can say why they do not apply. */
  readonly offered?: readonly ArgumentSpec[];
  readonly block?: BlockSpec;
  readonly doc: string;
  /** The property that chooses this form in JSON; with `isNull`, if its value is null. */
  readonly json?: { readonly property: string; readonly isNull?: boolean };
  /** The form applies only if nothing follows it; it may then occur once for each value. */
  readonly isAlone?: boolean;
  /** It may occur once in its block, regardless of other forms. */
  readonly once?: string;
}

export interface BlockSpec {
  readonly place: Place;
  readonly required: boolean;
}

/** The form of the statement in JSON. */
export type JsonShape =
  /** `property: value`, where the value is the first argument. */
  | { readonly shape: "value"; readonly property: string }
  /** `property: { KEY: { … } }`, where the key is the first argument. */
  | { readonly shape: "map"; readonly property: string }
  /** `property: { WORD: VALUE }`, where the word is that of the form, and the value its argument. */
  | { readonly shape: "values"; readonly property: string }
  /** `property: [ { … } ]`. */
  | { readonly shape: "list"; readonly property: string };

export interface StatementSpec {
  readonly keyword: string;
  readonly places: readonly Place[];
  readonly doc: string;
  readonly forms: readonly FormSpec[];
  readonly json: JsonShape;
  /** It may occur once in its block; of several statements with the same name here, only one. */
  readonly once?: string;
  /** It decides what the VM starts from. */
  readonly isAboutStart?: boolean;
  /** The only generation of VMs that has it. */
  readonly generation?: 1 | 2;
  /** The page that documents it. */
  readonly link?: string;
}

export function isWord(element: string | ArgumentSpec): element is string {
  return typeof element === "string";
}

/** Every argument of any form of the statement. */
export function argumentsOf(spec: StatementSpec): readonly ArgumentSpec[] {
  const all = spec.forms.flatMap((form) => [...form.sequence.filter((e) => !isWord(e)), ...form.options]);
  return [...new Set(all as ArgumentSpec[])];
}

/** Every word of any form of the statement: form words, flags, and the words of its keyword arguments. */
export function wordsOf(spec: StatementSpec): readonly string[] {
  const words = spec.forms.flatMap((form) => form.sequence.filter(isWord));
  return [...new Set([...words, ...argumentsOf(spec).flatMap(argumentWords)])];
}

/** Words of devices and options: those of the forms, and those that are optional. */
export function optionWordsOf(spec: StatementSpec): readonly string[] {
  return spec.forms.flatMap((form) => [...form.sequence.filter(isWord), ...form.options.flatMap(argumentWords)]);
}

/** The possible words of an argument; empty if it is not a list of words. */
export function argumentWords({ name, type }: ArgumentSpec): readonly string[] {
  if (type.kind === "flag") return [name];
  if (type.kind === "switch") return ["on", "off"];
  if (type.kind === "name") return type.of === "media" ? Object.keys(mediaWords) : [];
  if (type.kind === "address") return Object.keys(type.orWords ?? {});
  return type.kind === "keyword" ? [...Object.keys(type.words), ...Object.keys(type.old ?? {})] : [];
}
