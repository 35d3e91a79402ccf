/** One fault is one finding: the contents of a broken statement are unknown, not missing. */
import { describe, expect, test } from "vitest";
import { describeFindings, findingsOf, readMarks } from "../support/check.ts";

const os = 'ide 0:0 disk "C:\\VMs\\os.vhdx" boot';

/** Each text has a fault at `^^^`, and no other. */
const faults: readonly (readonly [title: string, code: string, text: string])[] = [
  [
    "a definition without its keyword still defines its name",
    "unknown-statement",
    `
hv01 { volume "C:" ssd-sata }
^^^^
vm a { on hv01; ${os} }`,
  ],
  [
    "a definition without its name may have any",
    "missing-argument",
    `
load { read 100% }
^^^^
vm a { ide 0:0 disk "C:\\VMs\\os.vhdx" boot { load nightly } }`,
  ],
  [
    "a media without its name may have any",
    "missing-argument",
    `
media { of ssd-sata }
^^^^^
host h { volume "C:" pool }
vm a { on h; ${os} }`,
  ],
  [
    "a load in the block of a broken disk is used",
    "unexpected-argument",
    `
load nightly { read 100% }
vm a {
  ${os}
  scsi 0:0 disk "D:\\VMs\\d.vhdx" fixed fixed { load nightly }
                                      ^^^^^
}`,
  ],
  [
    "a disk without its load's name may carry any",
    "missing-argument",
    `
load nightly { read 100% }
vm a {
  ${os}
  scsi 0:0 disk "D:\\VMs\\d.vhdx" { load }
                                  ^^^^
}`,
  ],
  [
    "a VM without its host's name may run on any",
    "missing-argument",
    `
host hv01 { volume "C:" ssd-sata }
vm a {
  on
  ^^
  ${os}
}`,
  ],
  [
    "a volume without its medium may be of any",
    "missing-argument",
    `
media pool { of ssd-sata }
host hv01 { volume "C:" }
            ^^^^^^
vm a { on hv01; ${os} }`,
  ],
  [
    "a generation without its keyword may be any",
    "unknown-statement",
    `
vm a {
  2
  ^
  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot
  boot-order 0:0
}`,
  ],
  [
    "a stray character before a keyword leaves open what the statement says",
    "unexpected-character",
    `
vm a {
  ! generation 2
  ^
  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot
  boot-order 0:0
}`,
  ],
  [
    "a broken number of disks may be enough for the resiliency",
    "unexpected-argument",
    `
media pool { of ssd-sata disks 8; resiliency mirror }
                         ^^^^^
host h { volume "C:" pool }
vm a { on h; ${os} }`,
  ],
  [
    "an order without its keyword is no default order",
    "invalid-value",
    `
vm a {
  ide cd legacy-network floppy
      ^^
  ${os}
  ide 1:0 dvd "C:\\ISO\\a.iso"
}`,
  ],
  [
    "a disk that cannot be read may be the boot disk, on a slot before all others",
    "unexpected-character",
    `
vm a {
  guest other
  ide 0:0 disk ! "C:\\VMs\\os.vhdx"
               ^
  ide 0:1 dvd "C:\\ISO\\a.iso"
  ide 1:0 disk "D:\\VMs\\d.vhdx" { partition-style gpt }
}`,
  ],
  [
    "a slot without its keyword may hold the boot disk",
    "unknown-statement",
    `
vm a {
  guest other
  0:0 disk "C:\\VMs\\os.vhdx" { load oltp }
  ^^^
  ide 0:1 dvd "C:\\ISO\\a.iso"
  ide 1:0 disk "D:\\VMs\\d.vhdx" { partition-style gpt }
}`,
  ],
  [
    "a broken repetition",
    "invalid-value",
    `
vm a {
  generation 1
  generation 3
             ^
  ${os}
}`,
  ],
];

describe("in native text", () => {
  for (const [title, code, source] of faults) {
    test(title, () => {
      const { text, marks } = readMarks(`platform windows-server-2022\n${source.slice(1)}`);
      const marked = marks.map(({ start, end }) => `${code} ${text.slice(start, end)}`);
      expect(describeFindings(text, findingsOf(text))).toEqual(marked);
    });
  }
});

describe("in JSON", () => {
  const file = (rest: string) => `{ "platform": "windows-server-2022", ${rest} }`;
  const ide = '"ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhdx", "boot": true } }';
  const check = (text: string, ...expected: readonly string[]) =>
    expect(describeFindings(text, findingsOf(text, "json"))).toEqual(expected);

  test("a broken host may be any host", () =>
    check(file(`"hosts": { "hv01": {} }, "vms": { "a": { "on": 1, ${ide} } }`), "invalid-value 1"));

  test("a load of a broken disk is used", () => {
    const scsi = '"scsi": { "0:0": { "disk": "D:\\\\VMs\\\\d.vhdx", "type": "fixd", "load": "nightly" } }';
    check(file(`"loads": { "nightly": {} }, "vms": { "a": { ${ide}, ${scsi} } }`), 'invalid-value "fixd"');
  });

  test("a bracket that is missing or one too many is one fault, wherever it leads", () => {
    const scsi = '"scsi": { "0:0": { "disk": "D:\\\\VMs\\\\d.vhdx", "load": "nightly" } }';
    const startup = '"startup": ["ide", "cd", "legacy-network", "floppy"]';
    const text = file(
      `"loads": { "nightly": {} },\n"vms": { "a": { ${startup}, ${ide}, ${scsi} },\n"b": { "on": "hv01", ${ide.replace("os", "b")} } },\n"hosts": { "hv01": { "volumes": { "C:": { "media": "ssd-sata" } } } }`,
    );
    expect(findingsOf(text, "json").map(({ code }) => code)).not.toContain("json-syntax");
    for (const { index } of text.matchAll(/[{}[\]]/g)) {
      const without = text.slice(0, index) + text.slice(index + 1);
      const withMore = [..."{}[]"].map((bracket) => text.slice(0, index) + bracket + text.slice(index));
      for (const broken of [without, ...withMore]) {
        const errors = findingsOf(broken, "json").filter(({ severity }) => severity === "error");
        expect(errors.map(({ code }) => code)).toEqual(["json-syntax"]);
      }
    }
  });

  test("what is not JSON after a controller alone is reported", () =>
    check(file(`"vms": { "a": { ${ide}, "scsi": { "0": { } # } } }`), "json-syntax #"));

  test("a definition without a name may have any name", () =>
    check(file(`"hosts": { "": {} }, "vms": { "a": { "on": "hv01", ${ide} } }`), 'invalid-value ""'));
});

test("a name that resembles no other does not count as misspelt: the definition that it leaves unused is reported", () => {
  const text = `platform windows-server-2022\nhost hv01 { }\nvm a { on fileserver; ${os} }`;
  expect(describeFindings(text, findingsOf(text))).toEqual([
    "hint unused-definition hv01",
    "unknown-reference fileserver",
  ]);
});

test("a location that a controller lacks does not leave a gap below another controller", () => {
  const at = (...slots: readonly string[]) => {
    const disks = slots.map((slot, index) => `scsi ${slot} disk "C:\\VMs\\${index}.vhdx"`);
    const text = `platform windows-server-2022\nvm a {\n${[os, ...disks].join("\n")}\n}`;
    return describeFindings(text, findingsOf(text));
  };
  expect(at("0:64", "1:0")).toEqual(["scsi-location-out-of-range 64"]);
  expect(at("1:64")).toEqual(["scsi-location-out-of-range 64"]);
  expect(at("1:64", "2:0")).toEqual(["scsi-location-out-of-range 64", "scsi-controller-gap 2"]);
});

test("a VM with a broken statement is not asked for its platform", () => {
  const findings = (rest: string) => {
    const text = `vm a {\nide 0:0 disk "C:\\VMs\\os.vhd"\nscsi 0:64 disk "C:\\VMs\\d.vhd"\n${rest}\n}`;
    return describeFindings(text, findingsOf(text));
  };
  const location = "warning scsi-location-out-of-range 64";
  expect(findings("")).toEqual(["information platform-not-stated a", location]);
  expect(findings("scsi 0:0 disk")).toEqual([location, "missing-argument scsi"]);
});

test("an old word on a physical disk, which cannot have a type, is one fault", () => {
  const text = `platform windows-server-2022\nvm a {\n${os}\nscsi 0:0 disk physical 3 sparse\n}`;
  expect(describeFindings(text, findingsOf(text))).toEqual(["physical-disk-with-file-options sparse"]);
});
