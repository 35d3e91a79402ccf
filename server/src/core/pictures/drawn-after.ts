/** What is drawn while somebody edits: if the text cannot be read, the last readable picture stays, marked as old. */
import type { LayoutOutline } from "../features/layout-outline.ts";

interface Outlined {
  readonly outline: LayoutOutline;
}

/** With `isOld` it is `before`, with the current problems; a first picture is drawn from whatever can be read. */
export function drawnAfter<Answer extends Outlined>(
  before: Answer | undefined,
  answer: Answer,
): { readonly drawn: Answer; readonly isOld: boolean } {
  if (!answer.outline.isBroken || !before || before.outline.isBroken) return { drawn: answer, isOld: false };
  const { problems } = answer.outline;
  return { drawn: { ...before, outline: { ...before.outline, problems } }, isOld: true };
}
