/** Every rule, in the order of the documentation. To add a rule, add one file and one line here. */

import { upperFirst } from "../model/expectation.ts";
import { nearest } from "../schema/nearest.ts";
import { blockSizeOutOfRange } from "./hyper-v/block-size-out-of-range.ts";
import { bootDiskNotFirst } from "./hyper-v/boot-disk-not-first.ts";
import { bootDiskNotOnIde } from "./hyper-v/boot-disk-not-on-ide.ts";
import { bootDiskTooLarge } from "./hyper-v/boot-disk-too-large.ts";
import { bootOrderDeviceMissing } from "./hyper-v/boot-order-device-missing.ts";
import { bootOrderOnGeneration1 } from "./hyper-v/boot-order-on-generation-1.ts";
import { bootSlotTaken } from "./hyper-v/boot-slot-taken.ts";
import { busyDisksShareController } from "./hyper-v/busy-disks-share-controller.ts";
import { busyDisksShareVolume } from "./hyper-v/busy-disks-share-volume.ts";
import { dataDiskOnIde } from "./hyper-v/data-disk-on-ide.ts";
import { differencingUnderLoad } from "./hyper-v/differencing-under-load.ts";
import { discStartsFirst } from "./hyper-v/disc-starts-first.ts";
import { diskTooLarge } from "./hyper-v/disk-too-large.ts";
import { diskTooSmall } from "./hyper-v/disk-too-small.ts";
import { dvdOnScsi } from "./hyper-v/dvd-on-scsi.ts";
import { dynamicVhdUnderLoad } from "./hyper-v/dynamic-vhd-under-load.ts";
import { expectationNotMet } from "./hyper-v/expectation-not-met.ts";
import { fileAttachedTwice } from "./hyper-v/file-attached-twice.ts";
import { fileExtensionNotSupported } from "./hyper-v/file-extension-not-supported.ts";
import { fileUsedByAnotherVm } from "./hyper-v/file-used-by-another-vm.ts";
import { floppyOnGeneration2 } from "./hyper-v/floppy-on-generation-2.ts";
import { generationNotAvailable } from "./hyper-v/generation-not-available.ts";
import { guestNeedsGeneration2 } from "./hyper-v/guest-needs-generation-2.ts";
import { guestNotOnGeneration2 } from "./hyper-v/guest-not-on-generation-2.ts";
import { ideChannelShared } from "./hyper-v/ide-channel-shared.ts";
import { ideControllerOutOfRange } from "./hyper-v/ide-controller-out-of-range.ts";
import { ideLocationOutOfRange } from "./hyper-v/ide-location-out-of-range.ts";
import { ideOnGeneration2 } from "./hyper-v/ide-on-generation-2.ts";
import { iopsNotSupported } from "./hyper-v/iops-not-supported.ts";
import { iopsOutOfRange } from "./hyper-v/iops-out-of-range.ts";
import { legacyNetworkOnGeneration2 } from "./hyper-v/legacy-network-on-generation-2.ts";
import { linkNotExpected } from "./hyper-v/link-not-expected.ts";
import { localFileInCluster } from "./hyper-v/local-file-in-cluster.ts";
import { longParentChain } from "./hyper-v/long-parent-chain.ts";
import { mediaContradictsItself } from "./hyper-v/media-contradicts-itself.ts";
import { minimumIopsNotReachable } from "./hyper-v/minimum-iops-not-reachable.ts";
import { networkBootNeedsLegacyAdapter } from "./hyper-v/network-boot-needs-legacy-adapter.ts";
import { networkPathNotSupported } from "./hyper-v/network-path-not-supported.ts";
import { noBootDisk } from "./hyper-v/no-boot-disk.ts";
import { overloaded } from "./hyper-v/overloaded.ts";
import { parentAttached } from "./hyper-v/parent-attached.ts";
import { parentDiskCycle } from "./hyper-v/parent-disk-cycle.ts";
import { parentFormatDiffers } from "./hyper-v/parent-format-differs.ts";
import { parentMissing } from "./hyper-v/parent-missing.ts";
import { parentNotExpected } from "./hyper-v/parent-not-expected.ts";
import { partitionStyleNotBootable } from "./hyper-v/partition-style-not-bootable.ts";
import { pathInRoot } from "./hyper-v/path-in-root.ts";
import { pathInvalidCharacter } from "./hyper-v/path-invalid-character.ts";
import { pathNotAbsolute } from "./hyper-v/path-not-absolute.ts";
import { physicalDiskUnknown } from "./hyper-v/physical-disk-unknown.ts";
import { physicalDiskUsedTwice } from "./hyper-v/physical-disk-used-twice.ts";
import { physicalDiskWithFileOptions } from "./hyper-v/physical-disk-with-file-options.ts";
import { physicalDvdOnGeneration2 } from "./hyper-v/physical-dvd-on-generation-2.ts";
import { platformNotStated } from "./hyper-v/platform-not-stated.ts";
import { processorsExceedHost } from "./hyper-v/processors-exceed-host.ts";
import { scsiControllerGap } from "./hyper-v/scsi-controller-gap.ts";
import { scsiControllerOutOfRange } from "./hyper-v/scsi-controller-out-of-range.ts";
import { scsiLocationOutOfRange } from "./hyper-v/scsi-location-out-of-range.ts";
import { scsiWithoutDrivers } from "./hyper-v/scsi-without-drivers.ts";
import { sectorSizeNotSupported } from "./hyper-v/sector-size-not-supported.ts";
import { severalBootDevices } from "./hyper-v/several-boot-devices.ts";
import { sharedDiskNotSupported } from "./hyper-v/shared-disk-not-supported.ts";
import { sizeNotAligned } from "./hyper-v/size-not-aligned.ts";
import { slotTaken } from "./hyper-v/slot-taken.ts";
import { startupDeviceMissing } from "./hyper-v/startup-device-missing.ts";
import { startupIncomplete } from "./hyper-v/startup-incomplete.ts";
import { startupOnGeneration2 } from "./hyper-v/startup-on-generation-2.ts";
import { tooManyAdapters } from "./hyper-v/too-many-adapters.ts";
import { volumeDisagrees } from "./hyper-v/volume-disagrees.ts";
import { volumeOvercommitted } from "./hyper-v/volume-overcommitted.ts";
import { volumeOverloaded } from "./hyper-v/volume-overloaded.ts";
import { volumeTooSmall } from "./hyper-v/volume-too-small.ts";
import { volumeUnknown } from "./hyper-v/volume-unknown.ts";
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
  processorsExceedHost,
  mediaContradictsItself,
  scsiWithoutDrivers,
  bootDiskNotOnIde,
  noBootDisk,
  severalBootDevices,
  bootDiskNotFirst,
  bootOrderOnGeneration1,
  bootOrderDeviceMissing,
  partitionStyleNotBootable,
  discStartsFirst,
  bootSlotTaken,
  bootDiskTooLarge,
  startupIncomplete,
  startupDeviceMissing,
  networkBootNeedsLegacyAdapter,
  fileAttachedTwice,
  fileUsedByAnotherVm,
  physicalDiskUsedTwice,
  physicalDiskUnknown,
  physicalDiskWithFileOptions,
  fileExtensionNotSupported,
  pathNotAbsolute,
  pathInvalidCharacter,
  pathInRoot,
  networkPathNotSupported,
  diskTooLarge,
  diskTooSmall,
  sizeNotAligned,
  parentMissing,
  parentNotExpected,
  parentDiskCycle,
  parentFormatDiffers,
  parentAttached,
  sharedDiskNotSupported,
  iopsNotSupported,
  iopsOutOfRange,
  blockSizeOutOfRange,
  sectorSizeNotSupported,
  oldWord,
  volumeUnknown,
  volumeTooSmall,
  volumeOvercommitted,
  volumeDisagrees,
  linkNotExpected,
  localFileInCluster,
  platformNotStated,
  dataDiskOnIde,
  ideChannelShared,
  differencingUnderLoad,
  longParentChain,
  dynamicVhdUnderLoad,
  busyDisksShareController,
  busyDisksShareVolume,
  overloaded,
  volumeOverloaded,
  minimumIopsNotReachable,
  expectationNotMet,
  unknownRuleInIgnore,
  unusedIgnore,
];

/** Codes from `unexpected-character` to `unexpected-block`: errors in the syntax. They cannot be suppressed. */
export function isSyntaxCode(code: string): boolean {
  return syntaxCodes.has(code);
}

const syntaxCodes = new Set(
  rules.slice(0, rules.findIndex((rule) => rule.code === "unexpected-block") + 1).map((rule) => rule.code),
);

export function ruleOfCode(code: string): Rule | undefined {
  return rulesByCode.get(code);
}

/** The code that was meant by a misspelt one. */
export function nearestCode(code: string): string | undefined {
  return nearest(code, rulesByCode.keys());
}

const rulesByCode = new Map(rules.map((rule) => [rule.code, rule]));

/** The code as people read it: `ide-on-generation-2` as `IDE on generation 2`. */
export function ruleTitle(code: string): string {
  const words = code.split("-").map((word) => titleWords[word] ?? word);
  return upperFirst(words.join(" "));
}

const titleWords: Readonly<Record<string, string>> = {
  ide: "IDE",
  scsi: "SCSI",
  dvd: "DVD",
  vhd: "VHD",
  vm: "VM",
  iops: "IOPS",
  json: "JSON",
};
