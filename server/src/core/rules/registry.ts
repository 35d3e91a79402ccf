/** Every rule, in the order of the contract. A new rule is one file and one line here. */

import { blockSizeOutOfRange } from "./hyper-v/block-size-out-of-range.ts";
import { bootDiskTooLarge } from "./hyper-v/boot-disk-too-large.ts";
import { busyDisksShareController } from "./hyper-v/busy-disks-share-controller.ts";
import { busyDisksShareVolume } from "./hyper-v/busy-disks-share-volume.ts";
import { dataDiskOnIde } from "./hyper-v/data-disk-on-ide.ts";
import { differencingUnderLoad } from "./hyper-v/differencing-under-load.ts";
import { diskTooLarge } from "./hyper-v/disk-too-large.ts";
import { diskTooSmall } from "./hyper-v/disk-too-small.ts";
import { dynamicVhdUnderLoad } from "./hyper-v/dynamic-vhd-under-load.ts";
import { fileAttachedTwice } from "./hyper-v/file-attached-twice.ts";
import { fileExtensionNotSupported } from "./hyper-v/file-extension-not-supported.ts";
import { fileUsedByAnotherVm } from "./hyper-v/file-used-by-another-vm.ts";
import { ideChannelShared } from "./hyper-v/ide-channel-shared.ts";
import { iopsNotSupported } from "./hyper-v/iops-not-supported.ts";
import { iopsOutOfRange } from "./hyper-v/iops-out-of-range.ts";
import { longParentChain } from "./hyper-v/long-parent-chain.ts";
import { networkPathNotSupported } from "./hyper-v/network-path-not-supported.ts";
import { parentAttached } from "./hyper-v/parent-attached.ts";
import { parentDiskCycle } from "./hyper-v/parent-disk-cycle.ts";
import { parentFormatDiffers } from "./hyper-v/parent-format-differs.ts";
import { parentMissing } from "./hyper-v/parent-missing.ts";
import { parentNotExpected } from "./hyper-v/parent-not-expected.ts";
import { pathInRoot } from "./hyper-v/path-in-root.ts";
import { pathInvalidCharacter } from "./hyper-v/path-invalid-character.ts";
import { pathNotAbsolute } from "./hyper-v/path-not-absolute.ts";
import { physicalDiskUnknown } from "./hyper-v/physical-disk-unknown.ts";
import { physicalDiskUsedTwice } from "./hyper-v/physical-disk-used-twice.ts";
import { physicalDiskWithFileOptions } from "./hyper-v/physical-disk-with-file-options.ts";
import { platformNotStated } from "./hyper-v/platform-not-stated.ts";
import { sectorSizeNotSupported } from "./hyper-v/sector-size-not-supported.ts";
import { sharedDiskNotSupported } from "./hyper-v/shared-disk-not-supported.ts";
import { sizeNotAligned } from "./hyper-v/size-not-aligned.ts";
import { volumeOvercommitted } from "./hyper-v/volume-overcommitted.ts";
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
import { unknownStatement } from "./schema/unknown-statement.ts";
import { unmatchedBrace } from "./schema/unmatched-brace.ts";
import { unterminatedString } from "./schema/unterminated-string.ts";
import { unusedDefinition } from "./schema/unused-definition.ts";

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
  bootDiskTooLarge,
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
  platformNotStated,
  dataDiskOnIde,
  ideChannelShared,
  differencingUnderLoad,
  longParentChain,
  dynamicVhdUnderLoad,
  busyDisksShareController,
  busyDisksShareVolume,
];

/** Codes from `unexpected-character` to `unexpected-block`: what is wrong with the writing itself. They cannot be silenced. */
export function isSyntaxCode(code: string): boolean {
  return syntaxCodes.has(code);
}

const syntaxCodes = new Set(
  rules.slice(0, rules.findIndex((rule) => rule.code === "unexpected-block") + 1).map((rule) => rule.code),
);
