/** Describes statements, words and arguments as Markdown, with the texts of the schema. */

import type { BoundStatement, Field } from "../model/bound.ts";
import { typeExpectation } from "../model/expectation.ts";
import { builtInLoad } from "../schema/loads.ts";
import { isBuiltInMedia, mediaWords } from "../schema/media.ts";
import { type ArgumentSpec, argumentsOf, isWord, type StatementSpec } from "../schema/spec.ts";
import type { LocatedPart } from "./located.ts";

/**
 * The first paragraph says what it is; `describeUsage` says how it is written. `place` is a sentence about where a file
 * is, if that is known.
 */
export function describePart(statement: BoundStatement, part: LocatedPart, place = ""): string {
  switch (part.kind) {
    case "keyword":
      return `**${statement.spec.keyword}**: ${statement.spec.doc}`;
    case "word": {
      const form = [statement.form, ...statement.spec.forms].find(({ sequence }) => sequence.includes(part.word));
      return `**${part.word}**: ${form?.doc ?? statement.spec.doc}`;
    }
    case "argument":
      return describeArgument(part.spec, part.field, statement.spec, place);
  }
}

/** How the statement is written, its defaults, and where it is documented. */
export function describeUsage(spec: StatementSpec): string {
  const usages = spec.forms.map((form) => {
    const sequence = form.sequence.map((element) => (isWord(element) ? element : element.name.toUpperCase()));
    const options = (form.offered ?? form.options).map(
      (option) => `[${option.type.kind === "flag" ? option.name : option.name.toUpperCase()}]`,
    );
    const block = form.block ? [form.block.required ? "{ … }" : "[{ … }]"] : [];
    return [spec.keyword, ...sequence, ...options, ...block].join(" ");
  });
  const defaults = argumentsOf(spec).filter((argument) => argument.default !== undefined);
  return paragraphs(
    `\`\`\`hvvm\n${usages.join("\n")}\n\`\`\``,
    ...defaults.map((argument) => `${argument.name.toUpperCase()} defaults to ${argument.default}.`),
    link(spec),
  );
}

function describeArgument(argument: ArgumentSpec, field: Field, spec: StatementSpec, place: string): string {
  const { type } = argument;
  if (type.kind === "keyword" && typeof field.value === "string" && Object.hasOwn(type.words, field.value)) {
    const others = Object.keys(type.words).filter((word) => word !== field.value);
    const old = field.oldWord ? ` (\`${field.oldWord}\` is the old word for it)` : "";
    return paragraphs(
      `**${field.value}**${old}: ${type.words[field.value]}`,
      others.length <= 6 && !argument.list ? `Alternatives: ${others.map((word) => `\`${word}\``).join(", ")}.` : "",
      link(spec),
    );
  }
  if (type.kind === "choice")
    return paragraphs(`**${spec.keyword} ${field.value}**: ${type.numbers[String(field.value)]}`, link(spec));
  if (type.kind === "flag") return paragraphs(`**${argument.name}**: ${argument.doc}`, link(spec));
  if (type.kind === "name" && type.of === "load" && typeof field.value === "string") {
    const builtIn = builtInLoad(field.value);
    if (builtIn) return paragraphs(`**load ${field.value}**: ${builtIn.doc}`, argument.doc);
  }
  if (type.kind === "name" && type.of === "media" && typeof field.value === "string" && isBuiltInMedia(field.value)) {
    return paragraphs(`**${field.value}**: ${mediaWords[field.value]}`, argument.doc);
  }
  if (type.kind === "address" && typeof field.value === "string") {
    return paragraphs(`**${field.value}**: ${type.orWords?.[field.value] ?? argument.doc}`, link(spec));
  }
  if (type.kind === "path") return paragraphs(`**${argument.name}**: ${argument.doc}`, place, link(spec));
  const fallback = argument.default === undefined ? "" : ` Default: ${argument.default}.`;
  return paragraphs(`**${argument.name}**: ${argument.doc}${fallback}`, `It is ${typeExpectation(type)}.`, link(spec));
}

function link(spec: StatementSpec): string {
  return spec.link === undefined ? "" : `[Documentation](${spec.link})`;
}

export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Names and paths of the file as Markdown text, escaped so that they are never markup. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, (character) => `\\${character}`).replaceAll("\n", " ");
}
