/**
 * What can be written at a place in JSON text. What a schema can express (properties, words of a list) is left to
 * editors that complete from the schema; names, slots and files of the layout are not in any schema.
 */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import type { VirtualMachine } from "../../model/layout.ts";
import { propertyArguments, propertyOf, requiredArguments } from "../../schema/properties.ts";
import type { ArgumentSpec, StatementSpec } from "../../schema/spec.ts";
import type { Placed } from "../../syntax/tree.ts";
import { type JsonCursor, jsonCursor } from "../json-cursor.ts";
import { insideOf, type JsonSpot, jsonSpot, pathInSection, withProperties } from "../json-spot.ts";
import type { Proposal, Proposals } from "../proposal.ts";
import { valuesOf } from "./argument-values.ts";
import { ignorableRules } from "./ignorable-rules.ts";
import { type Asked, described, isOfGeneration } from "./offered-value.ts";
import { literal } from "./snippet.ts";
import { wholeStatements, writtenWhole } from "./whole-statements.ts";

/** `undefined` if there is nothing to propose. */
export function jsonProposals(document: HvvmDocument, offset: number, knowsSchema: boolean): Proposals | undefined {
  const { text } = document;
  const cursor = jsonCursor(text, offset);
  if (cursor && "commentStart" in cursor) return ignorableRules(text, cursor.commentStart, offset);
  const path = cursor && (jsonSpot(cursor.path) ? cursor.path : pathInSection(cursor.path));
  const found = path && jsonSpot(path);
  const spot = found && cursor.role === "key" ? insideOf(found) : found;
  if (!cursor || !path || !spot) return undefined;
  const { touched, commaAt } = cursor;
  const asked: Asked = { document, vm: vmAround(document, path[1], offset), touched };
  return {
    items:
      cursor.role === "key"
        ? keyProposals(spot, asked, cursor, knowsSchema)
        : valueProposals(spot, asked, cursor, knowsSchema),
    insert: touched,
    replace: touched,
    typed: text.slice(touched.start, offset),
    commaAt,
  };
}

function vmAround(
  document: HvvmDocument,
  name: string | undefined,
  offset: number,
): Placed<VirtualMachine> | undefined {
  const placed = document.items[document.itemIndexBefore(offset)];
  const vm = placed?.item.layout.find((part) => part.kind === "vm" && part.name?.value === name);
  return placed && vm?.kind === "vm" ? { start: placed.start, item: vm } : undefined;
}

function keyProposals(spot: JsonSpot, asked: Asked, cursor: JsonCursor, knowsSchema: boolean): readonly Proposal[] {
  const comma = cursor.needsComma ? "," : "";
  if (spot.kind === "entries") {
    const whole =
      cursor.hasColon || cursor.isText
        ? []
        : wholeStatements(asked.document).filter(({ keyword }) => keyword === spot.spec.keyword);
    const entries = whole.map((statement): Proposal => {
      const { newText, snippet } = writtenWhole(statement, "json");
      const { label, doc } = statement;
      return { label, kind: CompletionItemKind.Snippet, doc, newText: newText + comma, snippet: snippet + comma };
    });
    const keys = valuesOf(spot.key, asked).map((value): Proposal => {
      const key = JSON.stringify(value.text);
      const content = firstProperty(spot.spec);
      const rest = cursor.hasColon
        ? { newText: key }
        : { newText: `${key}: {}${comma}`, snippet: `${literal(`${key}: { ${content}`)}$1${literal(" }")}${comma}` };
      return { ...described(value), label: value.label ?? value.text, ...rest };
    });
    return [...keys, ...entries];
  }
  if (spot.kind !== "properties" || knowsSchema) return [];
  const present = new Set(cursor.siblings);
  const { arguments: own, statements } = withProperties(spot, present);
  const isFree = (spec: StatementSpec) =>
    !present.has(spec.json.property) &&
    isOfGeneration(spec, asked) &&
    !statements.some(
      (other) => spec.once !== undefined && other.once === spec.once && present.has(other.json.property),
    );
  const names = [
    ...own
      .filter((argument) => isOfGeneration(argument, asked))
      .map((argument) => ({ name: propertyOf(argument), doc: argument.doc })),
    ...statements.filter(isFree).map(({ json, doc }) => ({ name: json.property, doc })),
  ];
  return names
    .filter(({ name }) => !present.has(name))
    .map(({ name, doc }): Proposal => {
      const key = JSON.stringify(name);
      const newText = cursor.hasColon ? key : `${key}: `;
      return {
        label: name,
        kind: CompletionItemKind.Property,
        doc,
        newText,
        ...(cursor.hasColon ? {} : { goesOn: true }),
      };
    });
}

/** What the object of an entry must contain: its device, or its required properties. */
function firstProperty(spec: StatementSpec): string {
  const [form] = spec.forms;
  const property =
    form!.json?.property ??
    propertyArguments(spec, form!).find((argument) => requiredArguments(form!).includes(argument));
  if (property === undefined) return "";
  return `${JSON.stringify(typeof property === "string" ? property : propertyOf(property))}: `;
}

function valueProposals(spot: JsonSpot, asked: Asked, cursor: JsonCursor, knowsSchema: boolean): readonly Proposal[] {
  if (spot.kind !== "value") return [];
  const { argument } = spot;
  if (!argument || (knowsSchema && isOfSchema(argument))) return [];
  const isElement = cursor.path.at(-1) === undefined;
  if (argument.list && !isElement) return [];
  const comma = cursor.needsComma ? "," : "";
  return valuesOf(argument, asked).flatMap((value): Proposal[] => {
    const isBare = value.form === "number" || value.form === "switch" || argument.type.kind === "flag";
    if (isBare && cursor.isText) return [];
    if (argument.type.kind === "flag") {
      return ["true", "false"].map((word) => ({ label: word, kind: CompletionItemKind.Value, newText: word + comma }));
    }
    const label = value.form === "switch" ? String(value.text === "on") : value.text;
    const newText = (isBare ? label : JSON.stringify(label)) + comma;
    const inFolder = `${literal(JSON.stringify(label).slice(0, -1))}$0"${comma}`;
    return [{ ...described(value), label, newText, ...(value.isFolder ? { snippet: inFolder, goesOn: true } : {}) }];
  });
}

/** Whether the JSON Schema lists the values. */
function isOfSchema({ type }: ArgumentSpec): boolean {
  return type.kind === "keyword" || type.kind === "choice" || type.kind === "switch" || type.kind === "flag";
}
