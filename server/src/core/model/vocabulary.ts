/** What the native parser needs from the schema: where words may be, and which statements take a block. */
import { placesOf, statementIn, statementsNamed } from "../schema/language.ts";
import { type FormSpec, isWord, type Place, type StatementSpec } from "../schema/spec.ts";
import type { StatementHead, Vocabulary } from "../syntax/native/parser.ts";

export const vocabulary: Vocabulary = {
  file: "file",
  mayStand: (keyword, place) => statementIn(keyword, place as Place) !== undefined,
  blockPlace(statement, place) {
    if (statement.head?.kind !== "word") return undefined;
    const keyword = statement.head.text.toLowerCase();
    const spec = place === undefined ? undefined : statementIn(keyword, place as Place);
    if (spec) return blockOf(spec, statement);
    // Where the word is not allowed, its block is read but not checked; a known word without a block takes none here either.
    const isKnown = placesOf(keyword).length > 0;
    const takesNone = isKnown && statementsNamed(keyword).every((other) => other.forms.every((form) => !form.block));
    return takesNone ? false : undefined;
  },
};

/** The block of the form that the statement's words choose; `undefined` if they choose none although one has a block. */
function blockOf(spec: StatementSpec, statement: StatementHead): Place | false | undefined {
  const possible = spec.forms.filter((form) => hasWordsOf(form, statement));
  const withBlock = possible.find((form) => form.block);
  if (withBlock?.block) return withBlock.block.place;
  const isChosen = ({ sequence }: FormSpec) => sequence.some(isWord) || statement.arguments.length <= sequence.length;
  return possible.some(isChosen) || spec.forms.every((form) => !form.block) ? false : undefined;
}

function hasWordsOf(form: FormSpec, { arguments: written }: StatementHead): boolean {
  return form.sequence.every(
    (element) =>
      !isWord(element) || written.some(({ kind, text }) => kind === "word" && text.toLowerCase() === element),
  );
}
