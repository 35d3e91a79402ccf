/** What the native parser asks of the schema: where words may stand and which statements take a block. */
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
    // Where the word may not stand, its block is read, not checked; a known word that takes none takes none here either.
    const isKnown = placesOf(keyword).length > 0;
    const takesNone = isKnown && statementsNamed(keyword).every((other) => other.forms.every((form) => !form.block));
    return takesNone ? false : undefined;
  },
};

/** The block of the form that the statement's words choose. */
function blockOf(spec: StatementSpec, statement: StatementHead): Place | false {
  const taking = spec.forms.filter((form) => form.block && hasWordsOf(form, statement));
  return taking[0]?.block?.place ?? false;
}

function hasWordsOf(form: FormSpec, statement: StatementHead): boolean {
  const written = statement.arguments.map((argument) => (argument.kind === "word" ? argument.text.toLowerCase() : ""));
  return form.sequence.filter(isWord).every((word) => written.includes(word));
}
