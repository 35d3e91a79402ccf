/** How a VM starts: what the firmware tries, what it sees, and what prevents the start. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { devicesInReach } from "../../server/src/core/model/boot.ts";
import { slotTitle, type VirtualMachine } from "../../server/src/core/model/layout.ts";
import { startFailureCodes } from "../../server/src/core/model/start-failure.ts";
import { type StartSequence, startSequence } from "../../server/src/core/model/start-sequence.ts";
import { ruleContextOf } from "../../server/src/core/rule-context.ts";
import { RuleRunner } from "../../server/src/core/rules/rule-runner.ts";
import { brokenLayouts, validLayouts } from "../support/layouts.ts";

function sequenceOf(vm: string): StartSequence {
  const { items } = HvvmDocument.read(`vm a {\n${vm}\n}`, "hvvm");
  return startSequence(items[0]!.item.layout[0] as VirtualMachine)!;
}

/** `ide IDE 0:0 starts` for each attempt. */
function attempts(vm: string): readonly string[] {
  return sequenceOf(vm).attempts.map(({ source, device, result }) =>
    [source, ...(device ? [slotTitle(device)] : []), result].join(" "),
  );
}

describe("generation 1", () => {
  const os = 'ide 0:0 disk "C:\\VMs\\a.vhdx" boot';

  test("tries discs, IDE disks, the network and the floppy if no order is written", () =>
    expect(attempts(`${os}\nide 1:0 dvd empty`)).toEqual([
      "cd IDE 1:0 absent",
      "ide IDE 0:0 starts",
      "legacy-network absent",
      "floppy absent",
    ]));

  test("tries the classes in the written order, and the disks of a class in the order of their slots", () =>
    expect(
      attempts(
        `startup floppy legacy-network ide cd\nfloppy "C:\\a.vfd"\nnetwork legacy "x"\nide 1:0 disk "C:\\VMs\\b.vhdx" boot\nide 0:1 disk "C:\\VMs\\c.vhdx"\nide 1:1 dvd "C:\\ISO\\a.iso"`,
      ),
    ).toEqual([
      "floppy may-start",
      "legacy-network may-start",
      "ide IDE 0:1 may-start",
      "ide IDE 1:0 starts",
      "cd IDE 1:1 not-reached",
    ]));

  test("does not see devices on the VMBus: SCSI and synthetic adapters", () => {
    const vm = `${os}\nscsi 0:0 disk "C:\\VMs\\b.vhdx"\nnetwork "x"`;
    expect(sequenceOf(vm).unseenByFirmware.map(slotTitle)).toEqual(["SCSI 0:0"]);
    expect(attempts(vm)).toContain("legacy-network absent");
  });

  test("does not start with a boot disk on SCSI", () => {
    const { failure, from } = sequenceOf('scsi 0:0 disk "C:\\VMs\\a.vhdx" boot');
    expect([failure?.code, from]).toEqual(["boot-disk-not-on-ide", undefined]);
  });

  test("does not start from a disc on SCSI", () =>
    expect(sequenceOf('scsi 0:0 dvd "C:\\ISO\\a.iso"').failure?.code).toBe("no-boot-disk"));

  test("may start from an unmarked second disk before the marked one", () =>
    expect(attempts('ide 0:0 disk "C:\\VMs\\b.vhdx"\nide 0:1 disk "C:\\VMs\\a.vhdx" boot').slice(1, 3)).toEqual([
      "ide IDE 0:0 may-start",
      "ide IDE 0:1 starts",
    ]));
});

describe("generation 2", () => {
  const os = 'generation 2\nscsi 0:0 disk "C:\\VMs\\a.vhdx" boot';

  test("tries the written order and nothing else", () =>
    expect(attempts(`${os}\nboot-order network file 0:1 0:0\nscsi 0:1 dvd empty\nscsi 0:2 dvd "C:\\a.iso"`)).toEqual([
      "network absent",
      "file may-start",
      "scsi SCSI 0:1 absent",
      "scsi SCSI 0:0 starts",
    ]));

  test("begins with the boot device if no order is written; nothing is claimed about the rest", () =>
    expect(attempts(`${os}\nscsi 0:1 dvd "C:\\a.iso"\nnetwork "x"`)).toEqual(["scsi SCSI 0:0 starts"]));

  test("may start from a disc or the network without a disk", () =>
    expect(attempts('generation 2\nscsi 0:1 dvd "C:\\a.iso"\nscsi 0:2 dvd empty\nnetwork "x"')).toEqual([
      "scsi SCSI 0:1 may-start",
      "network may-start",
    ]));

  test("sees all of its controllers", () => expect(sequenceOf(os).unseenByFirmware).toEqual([]));

  test("loses the boot disk if the guest has no drivers", () =>
    expect(sequenceOf(`${os}\nintegration-services off`).failure?.code).toBe("scsi-without-drivers"));
});

test("a guest without drivers starts from IDE, and does not see SCSI", () => {
  const { failure, unseenByGuest } = sequenceOf(
    'guest windows-nt-4\nide 0:0 disk "C:\\VMs\\a.vhd" boot\nscsi 0:0 disk "C:\\VMs\\b.vhd"',
  );
  expect([failure, unseenByGuest.map(slotTitle)]).toEqual([undefined, ["SCSI 0:0"]]);
});

/** An error of these rules means that the VM does not start; without drivers, generation 1 starts and does not see SCSI. */
const isStartError = (code: string, vm: VirtualMachine) =>
  startFailureCodes.some((each) => each === code) &&
  (code !== "scsi-without-drivers" || (vm.generation !== "unknown" && vm.generation?.value === 2));

test.each([...validLayouts, ...brokenLayouts])("agrees with the rules: $name", ({ notation, text }) =>
  checkAgreement(text, notation),
);

/** At most one statement of each line, in any order: valid, invalid and broken ones. */
const statements = [
  ["generation 2", "generation 1", "generation 3"],
  ["platform windows-server-2008-beta", "platform windows-server-2012-r2", "platform windows-server-2019"],
  ["guest windows-nt-4", "guest windows-server-2022", "guest other", "integration-services off"],
  ["startup ide cd legacy-network floppy", "startup floppy cd ide legacy-network", "startup ide", "startup tape"],
  ["boot-order network 0:0", "boot-order 0:1 file", "boot-order 0:3"],
  ['floppy "C:\\x\\a.vfd"', "floppy"],
  ['network "x"', 'network legacy "x"'],
  ...["ide 0:0", "ide 0:1", "ide 7:0", "scsi 0:0", "scsi 0:1", "scsi 0:99"].map((slot) => [
    `${slot} disk "C:\\x\\a.vhdx" boot`,
    `${slot} disk "C:\\x\\b.vhdx" { partition-style gpt }`,
    `${slot} disk "C:\\x\\c.vhd" boot { partition-style mbr }`,
    `${slot} dvd "C:\\x\\a.iso"`,
    `${slot} dvd "C:\\x\\b.iso" boot`,
    `${slot} dvd empty`,
    `${slot} dsk`,
  ]),
];

test("agrees with the rules on any VM", () => {
  const anyVm = fc.tuple(...statements.map((line) => fc.option(fc.constantFrom(...line), { nil: undefined, freq: 2 })));
  fc.assert(
    fc.property(anyVm, (lines) => {
      const [generation, platform, ...rest] = lines;
      checkAgreement(`${platform ?? ""}\nvm a {\n${[generation, ...rest].filter(Boolean).join("\n")}\n}\n`, "hvvm");
    }),
    { numRuns: 600 },
  );
});

function checkAgreement(text: string, notation: Notation): void {
  const document = HvvmDocument.read(text, notation);
  const findings = new RuleRunner().run(document);
  for (const { item, start } of document.items) {
    for (const vm of item.layout) {
      if (vm.kind !== "vm") continue;
      const { range } = vm.statement;
      const errors = findings.filter(
        ({ code, severity, start: at, finding }) =>
          severity === "error" &&
          isStartError(code, vm) &&
          at === start &&
          finding.at.start >= range.start &&
          finding.at.end <= range.end,
      );
      const { releases } = ruleContextOf(vm, document.definitions);
      const sequence = startSequence(vm, releases);
      if (!sequence) continue;
      const { failure } = sequence;
      const found = errors.map(({ code, finding }) => ({ code, at: finding.at }));
      if (failure) expect(found).toContainEqual({ code: failure.code, at: failure.at });
      else expect(found).toEqual([]);
      // A VM that does not fail has something to start from, if the order is complete and no slot is refused.
      const isWhole = !vm.mayBeIncomplete && vm.bootOrder === undefined && vm.startup !== "unknown";
      if (!failure && isWhole && devicesInReach(vm, releases).length === vm.devices.length)
        expect(sequence.from).toBeDefined();
    }
  }
}
