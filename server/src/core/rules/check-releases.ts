/** Checks a VM against each possible release, and merges the findings. */
import { allReleases, isClient, listReleases, type Release } from "../schema/releases.ts";
import type { RuleFinding } from "./problem-findings.ts";
import { rules } from "./registry.ts";
import type { Finding, Rule, Severity, VmContext } from "./rule.ts";

export interface ReleaseOutcome {
  readonly findings: readonly RuleFinding[];
  /** Releases that accept the VM, if some in question do and others do not. */
  readonly accepting: readonly Release[] | undefined;
}

/** One finding at one place, with its severity on each release. */
interface Merged {
  readonly rule: Rule;
  readonly byRelease: Map<Release, Finding>;
}

const releaseRules = rules.flatMap((rule) => (rule.scope === "release" ? [{ rule, check: rule.check }] : []));

export function checkReleases(context: VmContext): ReleaseOutcome {
  const releases = context.releases ?? allReleases;
  const merged = new Map<string, Merged>();
  const contexts = releases.map((release) => ({ ...context, release }));
  for (const { rule, check } of releaseRules) {
    for (const each of contexts) {
      check(each, (finding) => {
        const key = `${rule.code} ${finding.at.start} ${finding.at.end}`;
        if (!merged.has(key)) merged.set(key, { rule, byRelease: new Map() });
        merged.get(key)!.byRelease.set(each.release, finding);
      });
    }
  }
  if (merged.size === 0) return { findings: [], accepting: undefined };
  const refusing = new Set<Release>();
  const findings = [...merged.values()].flatMap((one) => {
    const refusers = releases.filter((release) => severityOn(one, release) === "error");
    if (refusers.length > 0 && refusers.length < releases.length) for (const release of refusers) refusing.add(release);
    return merge(one, releases, refusers, context.releases !== undefined);
  });
  if (!context.releases) return { findings, accepting: undefined };
  const accepting = refusing.size > 0 ? releases.filter((release) => !refusing.has(release)) : undefined;
  return { findings, accepting };
}

function severityOn({ rule, byRelease }: Merged, release: Release): Severity | undefined {
  const finding = byRelease.get(release);
  return finding && (finding.severity ?? rule.severity);
}

/** If the platform is unknown, only findings that hold on every release, with the same severity, are reported. */
function merge(
  merged: Merged,
  releases: readonly Release[],
  refusers: readonly Release[],
  isReleaseKnown: boolean,
): ReleaseOutcome["findings"] {
  const { rule, byRelease } = merged;
  const speaker = refusers.filter((release) => !isClient(release)).at(-1) ?? refusers.at(-1);
  const finding = (speaker && byRelease.get(speaker)) ?? [...byRelease.values()].at(-1)!;
  const isUnanimous = byRelease.size === releases.length;
  if (refusers.length === 0 || refusers.length === releases.length) return isUnanimous ? [{ rule, finding }] : [];
  if (!isReleaseKnown) return [];
  const accepting = listReleases(releases.filter((release) => !refusers.includes(release)));
  const withWarning = isUnanimous ? ", with a warning" : "";
  const message = `${finding.message} No platform is stated; ${accepting} would accept it${withWarning}.`;
  return [{ rule, finding: { ...finding, severity: "warning", message } }];
}
