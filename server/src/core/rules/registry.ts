/** Every rule, in the order of the contract. A new rule is one file and one line here. */
import { nearest } from "../schema/nearest.ts";
import { bootDiskNotFirst } from "./hyper-v/boot-disk-not-first.ts";
import { bootDiskNotOnIde } from "./hyper-v/boot-disk-not-on-ide.ts";
import { bootSlotTaken } from "./hyper-v/boot-slot-taken.ts";
import { dvdOnScsi } from "./hyper-v/dvd-on-scsi.ts";
import { floppyOnGeneration2 } from "./hyper-v/floppy-on-generation-2.ts";
import { generationNotAvailable } from "./hyper-v/generation-not-available.ts";
import { guestNeedsGeneration2 } from "./hyper-v/guest-needs-generation-2.ts";
import { guestNotOnGeneration2 } from "./hyper-v/guest-not-on-generation-2.ts";
import { ideControllerOutOfRange } from "./hyper-v/ide-controller-out-of-range.ts";
import { ideLocationOutOfRange } from "./hyper-v/ide-location-out-of-range.ts";
import { ideOnGeneration2 } from "./hyper-v/ide-on-generation-2.ts";
import { legacyNetworkOnGeneration2 } from "./hyper-v/legacy-network-on-generation-2.ts";
import { networkBootNeedsLegacyAdapter } from "./hyper-v/network-boot-needs-legacy-adapter.ts";
import { noBootDisk } from "./hyper-v/no-boot-disk.ts";
import { physicalDvdOnGeneration2 } from "./hyper-v/physical-dvd-on-generation-2.ts";
import { platformNotStated } from "./hyper-v/platform-not-stated.ts";
import { scsiControllerGap } from "./hyper-v/scsi-controller-gap.ts";
import { scsiControllerOutOfRange } from "./hyper-v/scsi-controller-out-of-range.ts";
import { scsiLocationOutOfRange } from "./hyper-v/scsi-location-out-of-range.ts";
import { scsiWithoutDrivers } from "./hyper-v/scsi-without-drivers.ts";
import { severalBootDevices } from "./hyper-v/several-boot-devices.ts";
import { slotTaken } from "./hyper-v/slot-taken.ts";
import { startupDeviceMissing } from "./hyper-v/startup-device-missing.ts";
import { startupIncomplete } from "./hyper-v/startup-incomplete.ts";
import { startupOnGeneration2 } from "./hyper-v/startup-on-generation-2.ts";
import { tooManyAdapters } from "./hyper-v/too-many-adapters.ts";
import type { Rule } from "./rule.ts";
import { duplicateName } from "./schema/duplicate-name.ts";
import { invalidValue } from "./schema/invalid-value.ts";
import { jsonSyntax } from "./schema/json-syntax.ts";
import { misplacedStatement } from "./schema/misplaced-statement.ts";
import { missingArgument } from "./schema/missing-argument.ts";
import { missingBlock } from "./schema/missing-block.ts";
import { oldWord } from "./schema/old-word.ts";
import { repeatedStatement } from "./schema/repeated-statement.ts";
import { unclosedBlock } from "./schema/unclosed-block.ts";
import { unexpectedArgument } from "./schema/unexpected-argument.ts";
import { unexpectedBlock } from "./schema/unexpected-block.ts";
import { unexpectedCharacter } from "./schema/unexpected-character.ts";
import { unknownReference } from "./schema/unknown-reference.ts";
import { unknownRuleInIgnore } from "./schema/unknown-rule-in-ignore.ts";
import { unknownStatement } from "./schema/unknown-statement.ts";
import { unmatchedBrace } from "./schema/unmatched-brace.ts";
import { unterminatedString } from "./schema/unterminated-string.ts";
import { unusedDefinition } from "./schema/unused-definition.ts";
import { unusedIgnore } from "./schema/unused-ignore.ts";

export const rules: readonly Rule[] = [
  unexpectedCharacter,
  unterminatedString,
  unclosedBlock,
  unmatchedBrace,
  jsonSyntax,
  unknownStatement,
  misplacedStatement,
  missingArgument,
  unexpectedArgument,
  invalidValue,
  missingBlock,
  unexpectedBlock,
  repeatedStatement,
  duplicateName,
  unknownReference,
  unusedDefinition,
  ideControllerOutOfRange,
  ideLocationOutOfRange,
  scsiControllerOutOfRange,
  scsiLocationOutOfRange,
  slotTaken,
  scsiControllerGap,
  ideOnGeneration2,
  floppyOnGeneration2,
  legacyNetworkOnGeneration2,
  physicalDvdOnGeneration2,
  startupOnGeneration2,
  dvdOnScsi,
  generationNotAvailable,
  guestNotOnGeneration2,
  guestNeedsGeneration2,
  tooManyAdapters,
  scsiWithoutDrivers,
  bootDiskNotOnIde,
  noBootDisk,
  severalBootDevices,
  bootDiskNotFirst,
  bootSlotTaken,
  startupIncomplete,
  startupDeviceMissing,
  networkBootNeedsLegacyAdapter,
  oldWord,
  platformNotStated,
  unknownRuleInIgnore,
  unusedIgnore,
];

/** Codes from `unexpected-character` to `unexpected-block`: what is wrong with the writing itself. They cannot be silenced. */
export function isSyntaxCode(code: string): boolean {
  return syntaxCodes.has(code);
}

const syntaxCodes = new Set(
  rules.slice(0, rules.findIndex((rule) => rule.code === "unexpected-block") + 1).map((rule) => rule.code),
);

export function ruleOfCode(code: string): Rule | undefined {
  return rulesByCode.get(code);
}

/** The code that a misspelt one was meant to be. */
export function nearestCode(code: string): string | undefined {
  return nearest(code, rulesByCode.keys());
}

const rulesByCode = new Map(rules.map((rule) => [rule.code, rule]));
