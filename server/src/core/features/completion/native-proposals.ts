/** What can be written at a place in native text: a statement of the block, or the next argument of the statement. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import type { VirtualMachine } from "../../model/layout.ts";
import { formsInQuestion } from "../../model/match-form.ts";
import { formatName, formatText } from "../../schema/format.ts";
import { statementIn, statementsIn } from "../../schema/language.ts";
import { type ArgumentSpec, type FormSpec, isWord, type StatementSpec } from "../../schema/spec.ts";
import { Lexer } from "../../syntax/native/lexer.ts";
import type { Placed } from "../../syntax/tree.ts";
import { type CursorContext, cursorContext } from "../cursor-context.ts";
import type { Proposal, Proposals } from "../proposal.ts";
import { valuesOf, wordValue } from "./argument-values.ts";
import { ignorableRules } from "./ignorable-rules.ts";
import { type Asked, described, isOfGeneration, type Value } from "./offered-value.ts";
import { literal } from "./snippet.ts";
import { deviceLines, statementSnippet } from "./statement-snippet.ts";
import { type WholeStatement, wholeStatements, writtenWhole } from "./whole-statements.ts";

/** `undefined` if there is nothing to propose. `hasSnippets`: whole lines with placeholders are offered, too. */
export function nativeProposals(document: HvvmDocument, offset: number, hasSnippets: boolean): Proposals | undefined {
  const context = cursorContext(document, offset);
  if (context.inside === "comment") return ignorableRules(document.text, context.touched.start, offset);
  if (!context.place) return undefined;
  const { touched } = context;
  const asked: Asked = { document, vm: vmAt(document, context.itemIndex), touched };
  const isText = context.inside === "string";
  // An unterminated string runs into what follows it; only the part before the cursor certainly belongs to it.
  const isOpen = isText && !isTerminated(document.text, touched.start);
  const insert = { start: touched.start, end: isText && !isOpen ? touched.end : offset };
  return {
    items:
      context.tokens.length > 0
        ? argumentProposals(asked, context)
        : isText
          ? []
          : statementProposals(asked, context, hasSnippets),
    insert,
    replace: isOpen ? insert : touched,
    typed: document.slice(touched.start, offset),
  };
}

function isTerminated(text: string, start: number): boolean {
  const lexer = new Lexer(text, start);
  lexer.next();
  return lexer.terminated;
}

function vmAt({ items }: HvvmDocument, index: number): Placed<VirtualMachine> | undefined {
  const placed = items[index];
  const vm = placed?.item.layout.find((part) => part.kind === "vm");
  return placed && vm && { start: placed.start, item: vm };
}

/** The statements that the block may (still) contain, limited to those of the VM's generation. */
function statementProposals(asked: Asked, { place, siblings }: CursorContext, hasSnippets: boolean): Proposal[] {
  const present = new Set(siblings.map((keyword) => statementIn(keyword, place!)?.once).filter((once) => once));
  const specs = statementsIn(place!).filter(
    (spec) => (spec.once === undefined || !present.has(spec.once)) && isOfGeneration(spec, asked),
  );
  const keywords = specs.map((spec): Proposal => {
    const snippet = statementSnippet(spec);
    return {
      label: spec.keyword,
      kind: CompletionItemKind.Keyword,
      detail: usage(spec.keyword, spec.forms[0]!),
      doc: spec.doc,
      newText: takesArguments(spec) ? `${spec.keyword} ` : spec.keyword,
      ...(snippet === undefined ? { goesOn: true } : { snippet }),
    };
  });
  if (!hasSnippets) return keywords;
  const whole = place === "file" ? wholeStatements(asked.document).map(wholeProposal) : [];
  return [...keywords, ...specs.flatMap((spec) => deviceLines(spec, asked)), ...whole];
}

function wholeProposal(statement: WholeStatement): Proposal {
  const { label, doc } = statement;
  return { label, kind: CompletionItemKind.Snippet, doc, ...writtenWhole(statement, "hvvm"), newText: label };
}

function takesArguments(spec: StatementSpec): boolean {
  return spec.forms.some((form) => form.sequence.length + form.options.length > 0);
}

function argumentProposals(asked: Asked, { tokens, place, inside }: CursorContext): Proposal[] {
  const [head, ...rest] = tokens;
  const spec = head?.kind === "word" ? statementIn(head.text.toLowerCase(), place!) : undefined;
  if (!spec) return [];
  const before = new Set(rest.map((token) => token.text.toLowerCase()));
  const forms = new Map<string | ArgumentSpec, FormSpec>();
  const isPossible = (element: string | ArgumentSpec) => isWord(element) || isOfGeneration(element, asked);
  for (const { form, next } of formsInQuestion(spec, rest).filter(({ form }) => form.sequence.every(isPossible)))
    for (const element of next.filter(isPossible)) if (!forms.has(element)) forms.set(element, form);
  const values = [...forms].flatMap(([element, form]) =>
    isWord(element)
      ? [wordValue(element, form.doc)]
      : valuesOf(element, asked).filter(({ text }) => !(element.list && before.has(text))),
  );
  const isText = inside === "string";
  return values
    .filter(({ form }) => !isText || form === "name" || form === "text")
    .map((value): Proposal => ({ ...described(value), label: value.label ?? value.text, ...written(value, isText) }));
}

/** After a folder the cursor stays inside the quotes. */
function written({ text, form, isFolder }: Value, isText: boolean): Pick<Proposal, "newText" | "snippet" | "goesOn"> {
  if (form !== "text" && form !== "name") return { newText: text };
  const newText = form === "text" || isText ? formatText(text) : formatName(text);
  return isFolder ? { newText, snippet: `${literal(newText.slice(0, -1))}$0"`, goesOn: true } : { newText };
}

/** `ide SLOT disk FILE`, in short. */
function usage(keyword: string, form: FormSpec): string {
  const parts = form.sequence.map((element) => (isWord(element) ? element : element.name.toUpperCase()));
  return [keyword, ...parts].join(" ");
}
