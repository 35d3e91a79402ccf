/** What is drawn while somebody edits: a text that cannot be read leaves the last picture that could, marked as old. */
import type { LayoutOutline } from "../features/layout-outline.ts";

interface Outlined {
  readonly outline: LayoutOutline;
}

/** With `isOld` it is `before`, with the problems of now; a first picture is of whatever can be read. */
export function drawnAfter<Answer extends Outlined>(
  before: Answer | undefined,
  answer: Answer,
): { readonly drawn: Answer; readonly isOld: boolean } {
  if (!answer.outline.isBroken || !before || before.outline.isBroken) return { drawn: answer, isOld: false };
  const { problems } = answer.outline;
  return { drawn: { ...before, outline: { ...before.outline, problems } }, isOld: true };
}
