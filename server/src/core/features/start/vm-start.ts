/** How a VM starts, in words: what its firmware tries, where it starts from, or why it does not start and where to fix that. */
import type { VirtualMachine } from "../../model/layout.ts";
import { startFailureCodes } from "../../model/start-failure.ts";
import { startSequence } from "../../model/start-sequence.ts";
import { isSyntaxCode, ruleOfCode } from "../../rules/registry.ts";
import type { PlacedFinding } from "../../rules/rule.ts";
import type { Release } from "../../schema/releases.ts";
import type { Range } from "../../syntax/tree.ts";
import { listed, type StartStep, startSteps, stoppedSteps } from "./start-steps.ts";
import { attemptInWords, failureInWords, type StartAttempt, startInWords } from "./start-words.ts";

export interface VmStart {
  /** `unknown`: the text has errors, or the layout does not say. */
  readonly outcome: "starts" | "fails" | "unknown";
  /** What it starts from, or why it does not: a phrase to follow the VM's name and a colon. */
  readonly reason: string;
  /** From the power button to the data disks. */
  readonly steps: readonly StartStep[];
  /** What the firmware tries, in order. */
  readonly attempts: readonly StartAttempt[];
  /** The devices that the firmware does not see, such as `SCSI 0:0, SCSI 0:1`; empty if it sees all. */
  readonly unseenByFirmware: string;
  /** Where to fix it, relative to the VM's item, and the titles of the quick fixes there. */
  readonly mend?: { readonly at: Range; readonly fixes: readonly string[] };
}

/**
 * `errors` are the findings with error severity in the VM; without them, only the start itself is judged, not what else
 * Hyper-V would refuse.
 */
export function vmStart(
  vm: VirtualMachine,
  releases: readonly Release[] | undefined,
  errors: readonly PlacedFinding[] = [],
): VmStart {
  const sequence = startSequence(vm, releases);
  if (!sequence) {
    const reason = "its generation is not known";
    const steps = stoppedSteps("firmware", "unknown", reason);
    return { outcome: "unknown", reason, steps, attempts: [], unseenByFirmware: "" };
  }
  const { failure, from } = sequence;
  const failsAt = failure && (failure.code === "scsi-without-drivers" ? "drivers" : "boot device");
  // Lines that cannot be read may be devices that are tried, too, even first.
  const said = {
    attempts: vm.mayBeIncomplete
      ? []
      : sequence.attempts.map((attempt) => attemptInWords(attempt, vm, failsAt === "boot device")),
    unseenByFirmware: vm.mayBeIncomplete ? "" : listed(sequence.unseenByFirmware),
  };
  const stopped = (
    step: StartStep["name"],
    state: "failed" | "unknown",
    reason: string,
    at?: Range,
    found?: PlacedFinding,
  ): VmStart => ({
    outcome: state === "failed" ? "fails" : "unknown",
    reason,
    steps: stoppedSteps(step, state, reason),
    ...said,
    ...(at ? { mend: { at, fixes: found?.finding.fixes?.map(({ title }) => title) ?? [] } } : {}),
  });
  if (failsAt) {
    const found = errors.find(({ code, finding: { at } }) => code === failure.code && at.start === failure.at.start);
    return stopped(failsAt, "failed", failureInWords(failure, vm, sequence), failure.at, found);
  }
  const refusal = errors.find(isRefusal);
  if (refusal) {
    const { at, message } = refusal.finding;
    const reason = `Hyper-V refuses it as it is written: ${withoutStop(message)}`;
    return stopped("firmware", "failed", reason, at, refusal);
  }
  const broken = errors.find(({ code }) => isSyntaxCode(code));
  if (broken || vm.mayBeIncomplete) {
    const reason = `its text has an error${broken ? `: ${withoutStop(broken.finding.message)}` : ""}`;
    return stopped("firmware", "unknown", reason, broken?.finding.at, broken);
  }
  if (!from) return stopped("boot device", "unknown", "nothing that its firmware tries is known to start");
  return {
    outcome: "starts",
    reason: startInWords(sequence, from, vm),
    steps: startSteps(sequence, from, vm),
    ...said,
  };
}

/**
 * Hyper-V does not accept the VM as it is written. A warning that a configuration raises to an error does not count.
 */
function isRefusal({ code, finding }: PlacedFinding): boolean {
  if (isSyntaxCode(code) || startFailureCodes.some((each) => each === code)) return false;
  return (finding.severity ?? ruleOfCode(code)?.severity) === "error";
}

/** A message without its full stop, for use inside another sentence. */
function withoutStop(message: string): string {
  return message.endsWith(".") ? message.slice(0, -1) : message;
}
