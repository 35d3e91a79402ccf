import { generationOf } from "../../model/layout.ts";
import { vmTitle } from "../../model/slots.ts";
import { maxAdapters, pages } from "../../schema/hyper-v-limits.ts";
import { allReleases } from "../../schema/releases.ts";
import { defineRule } from "../rule.ts";

/** A VM has at most a certain number of network adapters. */
export const tooManyAdapters = defineRule({
  code: "too-many-adapters",
  severity: "error",
  link: pages.limits,
  why: "A VM can have 4 legacy and 8 synthetic network adapters; in generation 2 from 2019 on, 64 synthetic ones.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  network legacy "A"
  network legacy "B"
  network legacy "C"
  network legacy "D"
  network legacy "E"
  ^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  network legacy "A"
  network legacy "B"
  network legacy "C"
  network legacy "D"
  network "E"
}`,
  scope: "release",
  check({ vm, releases = allReleases, release }, report) {
    const generation = generationOf(vm);
    if (generation === undefined) return;
    for (const kind of ["legacy", "synthetic"] as const) {
      if (kind === "legacy" && generation === 2) continue;
      const adapters = vm.adapters.filter(({ legacy }) => (kind === "legacy") === (legacy !== undefined));
      const max = maxAdapters(kind, generation, release);
      if (adapters.length <= max) continue;
      /**
       * With more than this, no possible release accepts the VM; then only that is reported, not what some releases
       * refuse.
       */
      const maxOfAll = Math.max(...releases.map((other) => maxAdapters(kind, generation, other)));
      const surplus = adapters[maxOfAll] ?? adapters[max];
      if (!surplus) continue;
      const message = `${vmTitle(vm)} has ${adapters.length} ${kind} adapters; generation ${generation} on ${release} allows ${max}. Remove the others.`;
      report({ at: surplus.keyword, message });
    }
  },
});
