/** The page's header: the name of the layout, what was run, and the choice of load and phase for the whole page. */
import {
  counted,
  facts,
  type Markup,
  markup,
  option,
  phaseMeanings,
  phaseNames,
  phases,
  runFacts,
  type SimulationReport,
} from "../../server/src/core/pictures/pictures.ts";
import type { OutlineLoad } from "../../server/src/protocol.ts";
import type { PageState } from "./page-state.ts";

export function header(state: PageState): Markup {
  const { result } = state;
  const hasVms = result && result.outline.vms.length > 0;
  return markup`<header>
<div class="title"><h1><bdi>${state.layout?.name ?? "I/O path"}</bdi></h1>${lock(state.choice.isLocked === true)}<p class="run">${runLine(state)}</p></div>
<div class="choosers">${hasVms && loadChooser(state)}${hasVms && phaseChooser(state, result.report)}</div>
${notOfTheFile(state)}
${progressLine(state)}
</header>`;
}

function lock(isLocked: boolean): Markup {
  const title = isLocked ? "Follow the active editor again" : "Keep this layout, whichever editor is active";
  return markup`<button type="button" class="lock" aria-pressed="${String(isLocked)}" data-action="lock" data-key="lock" title="${title}"><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><rect x="2.5" y="6.5" width="9" height="6" rx="1"/><path d="${isLocked ? "M4.5 6.5v-2a2.5 2.5 0 0 1 5 0v2" : "M4.5 6.5v-2.5a2.5 2.5 0 0 1 4.8 -1"}"/></svg>${isLocked ? "Locked" : "Lock"}</button>`;
}

function loadChooser({ result, choice }: PageState): Markup {
  const loads = result?.outline.loads ?? [];
  const group = (label: string, entries: readonly OutlineLoad[]) =>
    entries.length > 0 &&
    markup`<optgroup label="${label}">${entries.map(({ name }) => option(name, name, name === choice.load))}</optgroup>`;
  const isKnown = choice.load === undefined || loads.some(({ name }) => name === choice.load);
  return markup`<label class="chooser"><span class="chooser-name">Load</span><select data-choose="load" data-key="load" title="The load of every disk that sends requests">${option("", "as in the layout", choice.load === undefined)}${!isKnown && option(choice.load, `${choice.load} (gone)`, true)}${group(
    "In the file",
    loads.filter(({ isBuiltIn }) => !isBuiltIn),
  )}${group(
    "Built in",
    loads.filter(({ isBuiltIn }) => isBuiltIn),
  )}</select></label>`;
}

function phaseChooser({ choice }: PageState, report: SimulationReport | undefined): Markup {
  const meant = choice.phase === undefined && report ? ` (${phaseNames[report.phase]})` : "";
  const title = report ? phaseMeanings[report.phase] : "";
  return markup`<label class="chooser"><span class="chooser-name">State</span><select data-choose="phase" data-key="phase" title="${title}">${option("", `as in the layout${meant}`, choice.phase === undefined)}${phases.map((phase) => option(phase, phaseNames[phase], phase === choice.phase))}</select></label>`;
}

/** States prominently that the preview differs from the file, with a button to reset it. */
function notOfTheFile({ choice }: PageState): Markup | undefined {
  const changed = Object.keys(choice.costs ?? {}).length;
  const chosen = [
    choice.load !== undefined && markup`load <bdi>${choice.load}</bdi>`,
    choice.phase !== undefined && markup`state ${phaseNames[choice.phase]}`,
    changed > 0 && markup`${counted(changed, "cost")} changed here`,
  ].filter((each) => each instanceof Object);
  if (chosen.length === 0) return undefined;
  return markup`<p class="callout own"><span>Chosen here, not in the file: ${chosen.map((each, index) => markup`${index > 0 && ", "}${each}`)}.</span> <button type="button" class="link" data-action="reset-run" data-key="reset-run">As in the layout</button></p>`;
}

/** The share that is done if the server reports it; otherwise only that something is running. */
function progressLine({ running, progress }: PageState): Markup {
  const isKnown = progress !== undefined;
  return markup`<svg class="progress${running && (isKnown ? " known" : " running")}" width="100%" height="2" aria-hidden="true"><rect width="${isKnown ? 100 * progress : 30}%" height="2"/></svg>`;
}

function runLine({ result, running, isQuickRun }: PageState): Markup | string {
  const report = result?.report;
  if (!report) return running ? "Simulating…" : "";
  return facts([...(isQuickRun ? ["Quick run"] : []), ...runFacts(report, result.costsFile)]);
}
