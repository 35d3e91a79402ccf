/** Avoids computing the same result twice in a row: most of the page does not change from one message to the next. */

/** The same function, which returns the previous result while its arguments are identical. */
export function memoizeLast<Arguments extends readonly unknown[], Answer>(
  ask: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  let last: { readonly given: Arguments; readonly answer: Answer } | undefined;
  return (...given) => {
    if (!last?.given.every((each, index) => Object.is(each, given[index]))) last = { given, answer: ask(...given) };
    return last.answer;
  };
}
