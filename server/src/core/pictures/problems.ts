/** The layout's problems and the run's limits, in words. Clicking a problem reveals its line. */
import type { LayoutOutline, OutlineProblem } from "../features/layout-outline.ts";
import { counted } from "../figures.ts";
import { type Markup, markup } from "./markup.ts";
import { isIncomplete } from "./picture.ts";

const maxAtFirst = 4;

/** `isOld`: the picture shows the text before it had these problems. */
export function problemList(outline: LayoutOutline, isOld = false): Markup | undefined {
  const { problems } = outline;
  if (problems.length === 0) return undefined;
  const places = problems.map((problem, index) => ({ problem, index }));
  const sorted = [...places].sort((one, other) => rank(one.problem) - rank(other.problem));
  return markup`<section class="problems" aria-label="Problems of the layout">
${isIncomplete(outline) && markup`<p class="callout error">${errorsInWords(outline, isOld)}</p>`}
<ul>${sorted
    .slice(0, maxAtFirst)
    .map(
      ({ problem, index }) =>
        markup`<li class="${problem.severity}"><button type="button" class="row" data-action="problem" data-problem="${index}" data-key="problem ${index}"><span class="severity">${problem.severity}</span> ${problem.message} <code>${problem.code}</code> <span class="sub">${`line ${problem.range.start.line + 1}`}</span></button></li>`,
    )}</ul>
${sorted.length > maxAtFirst && markup`<p class="sub">${`${sorted.length - maxAtFirst} more in the Problems view`}</p>`}</section>`;
}

function errorsInWords(outline: LayoutOutline, isOld: boolean): string {
  const errors = outline.problems.filter(({ severity }) => severity === "error");
  if (isOld) return `${counted(errors.length, "error")}. This picture is out of date.`;
  const failing = outline.vms.filter(({ start }) => start.outcome === "fails");
  const [first] = failing;
  const rest =
    failing.length > 1
      ? `${counted(failing.length, "VM")} will not start; their figures are hypothetical.`
      : first
        ? `${first.name} will not start; its figures are hypothetical.`
        : "Text that cannot be read is not shown here.";
  return `${counted(errors.length, "error")}. ${rest}`;
}

export function noteList(notes: readonly string[]): Markup {
  return markup`<ul class="notes">${notes.map((note) => markup`<li>${note}</li>`)}</ul>`;
}

/** The worst first. */
export const severities = ["error", "warning", "information", "hint"] as const;

function rank({ severity }: OutlineProblem): number {
  return severities.indexOf(severity);
}
