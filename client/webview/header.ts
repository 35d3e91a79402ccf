/** The head of the page: the layout's name, the VM, the phase and what the run was. */

import { duration, given, whole } from "../../server/src/core/pictures/format.ts";
import { type Markup, markup } from "../../server/src/core/pictures/markup.ts";
import { holds, type Picture } from "../../server/src/core/pictures/picture.ts";
import { phaseMeanings, phaseNames, phases } from "../../server/src/core/pictures/words.ts";
import type { SimulationReport } from "../../server/src/core/simulation/report.ts";
import type { PageState } from "./page-state.ts";

const mostTabs = 5;

export function header(state: PageState, picture: Picture | undefined): Markup {
  const report = state.result?.report;
  return markup`<header>
<div class="title"><h1><bdi>${state.layout?.name ?? "I/O path"}</bdi></h1><p class="run">${state.running ? "Simulating…" : report ? runInWords(report) : ""}</p></div>
<div class="choosers">${picture && vmChooser(state, picture)}${report && phaseChooser(state, report)}</div>
<div class="progress${state.running ? " running" : ""}" aria-hidden="true"></div>
</header>`;
}

function vmChooser(state: PageState, picture: Picture): Markup | undefined {
  const vms = state.result?.outline.vms ?? [];
  if (vms.length > mostTabs)
    return markup`<label class="chooser"><span class="chooser-name">Virtual machine</span><select data-action="choose-vm" data-key="vms">${vms.map((vm, index) => markup`<option value="${String(index)}"${vm === picture.vm && markup` selected`}>${vm.name}</option>`)}</select></label>`;
  return markup`<div class="chooser" role="group" aria-label="Virtual machine"><span class="chooser-name" aria-hidden="true">Virtual machine</span><div class="segments">${vms.map(
    (vm, index) =>
      markup`<button type="button" aria-pressed="${vm === picture.vm ? "true" : "false"}" ${vm !== picture.vm && holds(vm.range, state.cursor) && markup` class="marked"`} data-action="vm" data-vm="${String(index)}" data-key="vm ${String(index)}" title="Generation ${vm.generation}"><bdi>${vm.name}</bdi></button>`,
  )}</div></div>`;
}

function phaseChooser(state: PageState, report: SimulationReport): Markup {
  const chosen = state.choice.phase;
  return markup`<div class="chooser" role="group" aria-label="Phase"><span class="chooser-name" aria-hidden="true">Phase</span><div class="segments">${phases.map(
    (phase) =>
      markup`<button type="button" aria-pressed="${phase === report.phase ? "true" : "false"}" data-action="phase" data-phase="${phase}" data-key="phase ${phase}" title="${phaseMeanings[phase]}">${phaseNames[phase]}</button>`,
  )}</div>${chosen && markup`<button type="button" class="link" data-action="phase" data-key="phase" title="Show the phase that platform and guest mean">as in the layout</button>`}</div>`;
}

function runInWords(report: SimulationReport): string {
  const simulated = duration(report.simulatedSeconds * 1_000_000);
  return `Seed ${given(report.seed)} · ${whole(report.requests)} requests after ${whole(report.warmupRequests)} of warm-up · ${simulated} simulated`;
}
