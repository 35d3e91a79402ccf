/** What a click or key press on the page does: the next state, and the message to the panel. Things are identified by position, because a name may contain anything. */
import { baselineState, pictureOf, roundedCost } from "../../server/src/core/pictures/pictures.ts";
import type { OutlineRange } from "../../server/src/protocol.ts";
import { isOtherWay, isPhase, type ToPanel } from "../src/preview/preview-messages.ts";
import { type Choice, slotOf, vmOf } from "./choice.ts";
import { afterChoice, type PageState } from "./page-state.ts";
import { isTab, type Tab } from "./tabs/tabs.ts";

export interface Action {
  readonly kind: string;
  /** The data attributes of the pressed control. */
  readonly data: (name: string) => string | undefined;
}

export interface Effect {
  readonly next: PageState;
  readonly messages: readonly ToPanel[];
}

export function afterAction(state: PageState, { kind, data }: Action): Effect {
  const { choice, result, layout } = state;
  const picture = result && pictureOf(result, choice, state.cursor);
  const at = (name: string) => Number(data(name) ?? Number.NaN);
  const choose = (part: Choice, ...messages: readonly ToPanel[]): Effect => ({
    next: afterChoice(state, part),
    messages,
  });
  const reveal = (range: OutlineRange): readonly ToPanel[] =>
    layout ? [{ type: "reveal", uri: layout.uri, range }] : [];
  const tell = (...messages: readonly ToPanel[]): Effect => ({ next: state, messages });
  switch (kind) {
    case "tab": {
      const tab = data("tab");
      return choose(isTab(tab) ? { tab } : {});
    }
    case "vm":
    case "choose-vm": {
      const vm = result?.outline.vms[at("vm")];
      if (!vm) return tell();
      const none = { slot: undefined, label: undefined };
      return choose({ tab: aboutDisk(choice), ...vmOf(vm, result.outline), ...none }, ...reveal(vm.range));
    }
    case "disk": {
      const vm = result?.outline.vms[at("vm")];
      const slot = vm?.slots[at("slot")];
      if (!vm || !slot) return tell();
      return choose({ tab: aboutDisk(choice), ...vmOf(vm, result.outline), ...slotOf(slot) }, ...reveal(slot.range));
    }
    case "slot":
    case "choose-slot": {
      const view = picture?.slots[at(kind === "slot" ? "slot" : "value")];
      if (!view || !result) return tell();
      return choose({ ...vmOf(picture.vm, result.outline), ...slotOf(view.slot) }, ...reveal(view.slot.range));
    }
    case "volume": {
      const volume = result?.outline.volumes[at("volume")];
      return tell(...(volume ? reveal(volume.range) : []));
    }
    case "problem": {
      const problem = result?.outline.problems[at("problem")];
      return tell(...(problem ? reveal(problem.range) : []));
    }
    case "stage": {
      const closes = choice.stage === at("stage");
      const shown = picture?.slot && !closes ? reveal(picture.slot.slot.range) : [];
      return choose({ stage: closes ? undefined : at("stage") }, ...shown);
    }
    case "choose-load":
      return choose({ load: data("value") || undefined });
    case "choose-phase": {
      const phase = data("value");
      return choose({ phase: isPhase(phase) ? phase : undefined });
    }
    case "choose-other-way": {
      const way = data("value");
      return choose({ otherWay: isOtherWay(way) ? way : undefined });
    }
    case "try-cost": {
      const [id, position] = [data("cost"), at("value")];
      if (id === undefined || !Number.isFinite(position)) return tell();
      return choose({ costs: { ...choice.costs, [id]: roundedCost(position) } });
    }
    case "reset-cost": {
      const { [data("cost") ?? ""]: _, ...costs } = choice.costs ?? {};
      return choose({ costs: Object.keys(costs).length > 0 ? costs : undefined });
    }
    case "reset-costs":
      return choose({ costs: undefined });
    case "reset-run":
      return choose({ costs: undefined, load: undefined, phase: undefined });
    case "open-costs-file":
      return tell({ type: "open-costs-file" });
    case "add-load": {
      const vm = result?.outline.vms[at("vm")];
      const slot = vm?.slots[at("slot")];
      if (!vm || !slot || !layout) return tell();
      return tell({
        type: "make-change",
        uri: layout.uri,
        change: { vm: vm.name, slot: slot.slot, change: "add a load" },
      });
    }
    case "apply-fix": {
      const mend = result?.outline.vms[at("vm")]?.start.mend;
      const title = mend?.fixes[at("fix")];
      if (!mend || title === undefined || !layout) return tell();
      return tell({ type: "apply-fix", uri: layout.uri, range: mend.range, title });
    }
    case "choose-sort":
      return choose({ sort: data("value") === "name" ? "name" : undefined });
    case "filter":
      return choose({ filter: data("value") || undefined });
    case "all-stages":
      return choose({ allStages: !choice.allStages });
    case "all-vms":
      return choose({ allVms: !choice.allVms });
    case "all-assumptions":
      return choose({ allAssumptions: !choice.allAssumptions });
    case "open-fold":
    case "close-fold": {
      const name = data("fold") ?? "";
      const others = (choice.open ?? []).filter((each) => each !== name);
      return choose({ open: kind === "open-fold" ? [...others, name] : others });
    }
    case "make-change": {
      const change = state.fullRun?.report?.whatIf[at("change")];
      if (!change || !layout) return tell();
      const named = { vm: change.vm, slot: change.slot, change: change.change };
      return {
        next: { ...state, change: { ...named, state: "asked" } },
        messages: [{ type: "make-change", uri: layout.uri, change: named }],
      };
    }
    case "pin":
      return choose({ pinned: state.fullRun && baselineState(state.fullRun), comparedWith: undefined });
    case "unpin":
      return choose({ pinned: undefined });
    case "choose-compared": {
      const kind = data("value");
      if ((kind === "revision" || kind === "layout") && layout)
        return tell({ type: "choose-compared", uri: layout.uri, kind });
      if (kind === "saved") return choose({ comparedWith: { kind } });
      return choose(kind === "pinned" ? { comparedWith: undefined } : { comparedWith: undefined, pinned: undefined });
    }
    case "close-comparison":
      return { next: { ...state, isComparisonClosed: true }, messages: [] };
    case "lock":
      return choose({ isLocked: !choice.isLocked }, { type: "lock", isLocked: !choice.isLocked });
    case "retry":
      return tell({ type: "retry" });
    case "show-log":
      return tell({ type: "show-log" });
    default:
      return tell();
  }
}

/** A click on the overview opens the tab that shows one disk; elsewhere the tab stays. */
function aboutDisk({ tab = "overview" }: Choice): Tab {
  return tab === "overview" ? "path" : tab;
}
