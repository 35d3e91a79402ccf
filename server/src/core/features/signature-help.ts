/** The syntax of the statement at the cursor: the forms that are still possible, and the current argument. */
import type { ParameterInformation, SignatureHelp, SignatureInformation } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import { typeExpectation } from "../model/expectation.ts";
import { formsInQuestion } from "../model/match-form.ts";
import { statementIn } from "../schema/language.ts";
import { type ArgumentSpec, argumentWords, type FormSpec, isWord, type StatementSpec } from "../schema/spec.ts";
import { cursorContext } from "./cursor-context.ts";
import { paragraphs } from "./hover-text.ts";

/** Native notation only, because JSON properties have no order. `hasOffsets`: the client accepts a parameter's position in the label. */
export function signatureHelp(
  document: HvvmDocument,
  position: Position,
  hasOffsets: boolean,
): SignatureHelp | undefined {
  if (document.notation === "json") return undefined;
  const { tokens, place, inside, touchedText } = cursorContext(document, document.offsetAt(position));
  const [head, ...rest] = tokens;
  if (inside === "comment" || !place || head?.kind !== "word") return undefined;
  const spec = statementIn(head.text.toLowerCase(), place);
  if (!spec) return undefined;
  const found = formsInQuestion(spec, rest).filter(({ form }) => !form.isAlone || rest.length < form.sequence.length);
  if (found.length === 0) return undefined;
  const typed = inside === "string" ? '"' : touchedText.toLowerCase();
  const best = found.findIndex(({ next }) => next.some((element) => mayBegin(element, typed)));
  const signatures = found.map(({ form, next }) => signatureOf(spec, form, next, typed, hasOffsets));
  const activeSignature = Math.max(0, best);
  return { signatures, activeSignature, activeParameter: signatures[activeSignature]!.activeParameter ?? null };
}

type Element = string | ArgumentSpec;

/** A part of the label; words of the form and arguments are its parameters. */
interface Piece {
  readonly text: string;
  readonly element?: Element;
}

function signatureOf(
  spec: StatementSpec,
  form: FormSpec,
  next: readonly Element[],
  typed: string,
  hasOffsets: boolean,
): SignatureInformation {
  const pieces = piecesOf(spec, form);
  const parameters: ParameterInformation[] = [];
  const elements: Element[] = [];
  let label = "";
  for (const { text, element } of pieces) {
    if (label !== "") label += " ";
    if (element !== undefined) {
      const place: [number, number] = [label.length, label.length + text.length];
      parameters.push({ label: hasOffsets ? place : text, documentation: documentation(element, form) });
      elements.push(element);
    }
    label += text;
  }
  const now = next.find((element) => mayBegin(element, typed)) ?? next[0];
  const active = now === undefined ? -1 : elements.indexOf(now);
  return {
    label,
    documentation: form.doc,
    parameters,
    ...(active < 0 ? {} : { activeParameter: active }),
  };
}

function piecesOf(spec: StatementSpec, form: FormSpec): Piece[] {
  const block = form.block ? [{ text: form.block.required ? "{ … }" : "[{ … }]" }] : [];
  return [
    { text: spec.keyword },
    ...form.sequence.map((element) => ({ text: written(element), element })),
    ...(form.offered ?? form.options).map((option) => ({ text: `[${written(option)}]`, element: option })),
    ...block,
  ];
}

function written(element: Element): string {
  if (isWord(element)) return element;
  return element.type.kind === "flag" ? element.name : `${element.name.toUpperCase()}${element.list ? "…" : ""}`;
}

/** Whether what has been typed may be the beginning of the element; if nothing has been typed, any element. */
function mayBegin(element: Element, typed: string): boolean {
  if (typed === "") return true;
  const first = typed.charAt(0);
  if (isWord(element)) return element.startsWith(typed);
  const { kind } = element.type;
  if (first === '"') return kind === "path" || kind === "text" || kind === "name";
  const isDigit = first >= "0" && first <= "9";
  if (isDigit) return ["number", "size", "percent", "duration", "link-rate", "address", "choice"].includes(kind);
  return kind === "name" || argumentWords(element).some((word) => word.startsWith(typed));
}

function documentation(element: Element, form: FormSpec): { kind: "markdown"; value: string } {
  if (isWord(element)) return { kind: "markdown", value: form.doc };
  const { doc, type, default: byDefault } = element;
  const words =
    type.kind === "keyword"
      ? Object.entries(type.words)
          .slice(0, maxWords)
          .map(([word, meaning]) => `- \`${word}\`: ${meaning}`)
      : [];
  const expected = type.kind === "keyword" || type.kind === "flag" ? "" : `It is ${typeExpectation(type)}.`;
  const fallback = byDefault === undefined ? "" : `Default: ${byDefault}.`;
  return { kind: "markdown", value: paragraphs(doc, words.join("\n"), expected, fallback) };
}

/** Longer lists are left to completion. */
const maxWords = 7;
