/** Keeps a pure function from answering the same question twice in a row: most of the page is as it was a message ago. */

/** The same function, which answers again from memory while its arguments are the very same. */
export function memoizeLast<Arguments extends readonly unknown[], Answer>(
  ask: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  let last: { readonly given: Arguments; readonly answer: Answer } | undefined;
  return (...given) => {
    if (!last?.given.every((each, index) => Object.is(each, given[index]))) last = { given, answer: ask(...given) };
    return last.answer;
  };
}
