import { describe, expect, test } from "vitest";
import { actionsAt, fixedBy } from "../support/cursor.ts";
import { vm } from "../support/native-text.ts";

const os = 'ide 0:0 disk "C:\\VMs\\os.vhdx" boot';

describe("a fix", () => {
  test("writes a slot", () =>
    expect(fixedBy("Move to the free slot 0:1", vm(os, "ide 0:$00 dvd empty"))).toBe(vm(os, "ide 0:1 dvd empty")));

  test("writes a size without quotes", () =>
    expect(fixedBy("Change to 42000000512B", vm('ide 0:0 disk "C:\\VMs\\os.vhdx" $042000000001B boot'))).toBe(
      vm('ide 0:0 disk "C:\\VMs\\os.vhdx" 42000000512B boot'),
    ));

  test.each([
    ["hv01", "hv01"],
    ["hv 01", '"hv 01"'],
    ["64gb", '"64gb"'],
    ["0:1", '"0:1"'],
  ])("writes the name %s in a valid form", (name, written) => {
    const host = `host "${name}" { volume "C:" hdd-7200 }\n`;
    const misspelt = `"${name.slice(0, -1)}"`;
    expect(fixedBy(`Change to "${name}"`, host + vm(`on $0${misspelt}`, os))).toBe(host + vm(`on ${written}`, os));
  });

  test.each(["Büro", "Übergrößen-2", "東京"])("puts the name %s in double quotes", (name) => {
    const rest = `\n  ${os}\n}\n`;
    const fix = `Put "${name}" in double quotes`;
    expect(fixedBy(fix, `vm ${name}$0 {${rest}`)).toBe(`vm "${name}" {${rest}`);
    expect(fixedBy(fix, vm(`on $0${name}`, os))).toBe(vm(`on "${name}"`, os));
  });

  test.each(["Bü$0?", "a b$0ü", "a$0 ü b é"])("adds no quotes to the name %s", (name) => {
    const titles = actionsAt(`vm ${name} {\n  ${os}\n}\n`).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Put"))).toEqual([]);
  });

  test.each([
    ["platform", "Windows Server 2012 R2", "windows-server-2012-r2"],
    ["platform", "windows 8.1", "windows-8.1"],
    ["guest", "Windows NT 4", "windows-nt-4"],
  ])("writes the words of %s %s as one", (keyword, apart, word) => {
    const text = (value: string) => (keyword === "guest" ? vm(`guest ${value}`, os) : `platform ${value}\n${vm(os)}`);
    expect(fixedBy(`Change to "${word}"`, text(`$0${apart}`))).toBe(text(word));
  });

  test.each([
    ["vm", "boot order 0:0", "boot-order 0:0"],
    ["vm", "Integration Services off", "integration-services off"],
    ["vm", "startup cd ide legacy network floppy", "startup cd ide legacy-network floppy"],
    ["vm", "guest linux without drivers", "guest linux-without-drivers"],
    ["disk", "block size 1MB", "block-size 1MB"],
    ["disk", "physical sector size 4096", "physical-sector-size 4096"],
    ["disk", "load database log", "load database-log"],
    ["load", "queue depth 4", "queue-depth 4"],
    ["media", "read latency 90us", "read-latency 90us"],
    ["media", "power loss protection on", "power-loss-protection on"],
    ["media", "of ssd nvme gen4", "of ssd-nvme-gen4"],
    ["host", 'volume "D:" hdd 7200 500GB', 'volume "D:" hdd-7200 500GB'],
  ])("joins the words of a %s's %s", (place, apart, joined) => {
    const text = (statement: string) =>
      place === "vm"
        ? `vm a {\n  ${statement} # why\n}`
        : place === "disk"
          ? `vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhdx" {\n    ${statement} # why\n  }\n}`
          : `${place} a {\n  ${statement} # why\n}`;
    const words = apart.split(" ");
    const at = words.findIndex((word, index) => word !== joined.split(" ")[index]);
    const marked = [...words.slice(0, at), `$0${words[at]}`, ...words.slice(at + 1)].join(" ");
    const [fix] = actionsAt(text(marked)).filter(({ title }) => title.startsWith("Change to"));
    expect(fixedBy(fix!.title, text(marked))).toBe(text(joined));
  });

  test("puts a name of several words in double quotes", () => {
    const fix = 'Put "Web Server 01" in double quotes';
    expect(fixedBy(fix, `host Web $0Server 01 { } # why\n`)).toBe('host "Web Server 01" { } # why\n');
    expect(fixedBy(fix, vm("on Web $0Server 01", os))).toBe(vm('on "Web Server 01"', os));
  });

  test.each(["on hv01 $0generation 1", 'on hv01 $0"b"'])("does not take a name from %s", (line) =>
    expect(actionsAt(vm(line, os)).map(({ title }) => title)).toEqual(["Remove it"]),
  );

  test("joins the words that are known, and leaves the others", () =>
    expect(fixedBy('Change to "windows-server-2019"', vm("guest $0Windows Server 2019 Datacenter", os))).toBe(
      vm("guest windows-server-2019 Datacenter", os),
    ));

  test("writes a value of JSON as a string", () =>
    expect(
      fixedBy(
        'Change to "dynamic"',
        '{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhdx", "type": "$0sparse" } } } } }',
        "json",
      ),
    ).toBe('{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhdx", "type": "dynamic" } } } } }'));

  test.each([
    ["processors", '"4"', "4"],
    ["size", '"40 GB"', '"40GB"'],
    ["size", '"40 GiB"', '"40GB"'],
    ["expect", '{ "p99": "90 µs" }', '{ "p99": "90us" }'],
    ["expect", '{ "iops": "500" }', '{ "iops": 500 }'],
  ])("writes a JSON number in its valid form: %s %s", (property, written, usual) => {
    const text = (value: string) => {
      const member = `"${property}": ${value}`;
      const [ofVm, ofDisk] = property === "processors" ? [`${member}, `, ""] : ["", `, ${member}`];
      return `{ "vms": { "a": { ${ofVm}"ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhdx"${ofDisk} } } } } }`;
    };
    const value = usual.replace(/^\{ "[a-z0-9]+": | \}$/g, "");
    expect(fixedBy(`Write ${value}`, text(written.replace(/"[0-9]/, "$$0$&")), "json")).toBe(text(usual));
  });

  test.each([
    ['disk "C:\\VMs\\os.vhdx boot', 'disk "C:\\VMs\\os.vhdx" boot'],
    ['disk "C:\\My VMs\\os.vhd fixed 40GB boot', 'disk "C:\\My VMs\\os.vhd" fixed 40GB boot'],
    ['disk "C:\\VMs\\os.vhdx', 'disk "C:\\VMs\\os.vhdx"'],
    ['dvd "C:\\ISO\\a.iso boot', 'dvd "C:\\ISO\\a.iso" boot'],
  ])("closes %s where its file name ends", (open, closed) =>
    expect(fixedBy("Add the closing quote", vm(`ide 0:0 ${open.replace('"', '"$0')}`))).toBe(vm(`ide 0:0 ${closed}`)),
  );

  test("is not offered if the end of a string is unknown", () =>
    expect(actionsAt(vm('network "Ext$0ernal legacy')).map(({ title }) => title)).toEqual([]));

  test("that is the only one of its finding is preferred", () => {
    const actions = actionsAt(vm('ide 0:0 disk "C:\\VMs\\os.vhdx" $0sparse boot'));
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['Change to "dynamic"', true],
      ["Ignore old-word here", false],
    ]);
  });

  test("that would put a disk before the boot disk is not offered", () =>
    expect(
      actionsAt(
        vm(
          'ide 0:1 disk "C:\\VMs\\os.vhdx" boot',
          '$0ide 0:1 disk "C:\\VMs\\b.vhdx"',
          "ide 1:0 dvd empty",
          "ide 1:1 dvd empty",
        ),
      )
        .map(({ title }) => title)
        .filter((title) => title.startsWith("Move")),
    ).toEqual([]));

  test("does not swap with a drive in the same slot", () =>
    expect(
      actionsAt(vm("ide 0:0 dvd empty", 'ide 0:0 disk "C:\\VMs\\os.vhdx" b$0oot')).map(({ title }) => title),
    ).not.toContain("Swap the boot disk and the DVD drive"));
});

describe("a fix that removes a word", () => {
  test.each([
    ["ide 1:0 dvd empty $0fixed", "ide 1:0 dvd empty"],
    ["ide 1:0 dvd empty\t$0fixed # why", "ide 1:0 dvd empty # why"],
    ['ide 0:1 disk "C:\\VMs\\b.vhdx" fixed  $0dynamic 1GB', 'ide 0:1 disk "C:\\VMs\\b.vhdx" fixed 1GB'],
  ])("removes the space before it, too: %s", (before, after) =>
    expect(fixedBy("Remove it", vm(before, os))).toBe(vm(after, os)),
  );

  test.each([
    ["  $0}\n", ""],
    ["  $0} # why\n", "  # why\n"],
  ])("leaves no empty line: %j", (before, after) =>
    expect(fixedBy('Remove "}"', `${vm(os)}${before}load l { }\n`)).toBe(`${vm(os)}${after}load l { }\n`),
  );
});

test.each(["\n", "\r\n", "\r"])("a fix of several lines ends them as the file does: %j", (end) =>
  expect(fixedBy("Add a block", `# a${end}load$0 l${end}`)).toBe(`# a${end}load l {${end}}${end}`),
);

test.each(["// why", "/* why */"])("a device of JSON moves with the comment above it: %s", (comment) => {
  const vms = (ide: string, scsi: string) =>
    `{ "platform": "windows-server-2008", "vms": { "a": {\n  "ide": {\n    "0:0": { "disk": "C:\\\\V\\\\os.vhd" }${ide}\n  }${scsi}\n} } }`;
  const scsi = `,\n  "scsi": {\n    ${comment}\n    "0:$00": { "dvd": null }\n  }`;
  expect(fixedBy("Move to IDE 1:0", vms("", scsi), "json")).toBe(
    vms(`,\n    ${comment}\n    "1:0": { "dvd": null }`, ""),
  );
});

describe("a fix that removes or moves a line", () => {
  test("leaves no empty line", () =>
    expect(fixedBy("Remove this statement", vm("processors 2", "$0processors 4  # or more", os))).toBe(
      vm("processors 2", os),
    ));

  test("leaves no empty block", () =>
    expect(fixedBy("Remove the sector size", vm('ide 0:0 disk "C:\\a.vhd" boot { sector-size $04096 }'))).toBe(
      vm('ide 0:0 disk "C:\\a.vhd" boot'),
    ));

  test("leaves the statements beside it on the line", () =>
    expect(
      fixedBy("Remove the sector size", vm('ide 0:0 disk "C:\\a.vhd" boot { sector-size $04096; load oltp }')),
    ).toBe(vm('ide 0:0 disk "C:\\a.vhd" boot { load oltp }')));

  const json = (...lines: readonly string[]) =>
    `{\n  "vms": {\n    "a": {\n${lines.map((line) => `      ${line}\n`).join("")}    }\n  }\n}\n`;

  test("removes a JSON property with its comma", () =>
    expect(fixedBy("Remove this statement", json('"processors": 2,', '"$0processors": 4 // or more'), "json")).toBe(
      json('"processors": 2'),
    ));

  test("removes a repeated platform from JSON", () =>
    expect(
      fixedBy("Remove this statement", '{ "platform": "windows-10", "$0platform": "windows-11", "vms": {} }', "json"),
    ).toBe('{ "platform": "windows-10", "vms": {} }'));

  test("moves a device of JSON from one map to another", () =>
    expect(
      fixedBy(
        "Move to IDE 1:0",
        json('"ide": { "0:0": { "disk": "C:\\\\a.vhdx" } },', '"scsi": { "$00:0": { "dvd": null } }'),
        "json",
      ),
    ).toBe(json('"ide": { "0:0": { "disk": "C:\\\\a.vhdx" }, "1:0": { "dvd": null } }')));

  test("writes a list of JSON", () =>
    expect(
      fixedBy(
        "Write ide cd legacy-network floppy",
        '{ "vms": { "a": { "$0startup": [ "ide", "cd" ], "ide": { "0:0": { "disk": "C:\\\\a.vhdx" } } } } }',
        "json",
      ),
    ).toContain('"startup": [ "ide", "cd", "legacy-network", "floppy" ]'));

  test("removes a JSON flag", () =>
    expect(
      fixedBy(
        'Remove "boot" here',
        '{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\a.vhdx", "boot": true }, "0:1": { "$0boot": true, "disk": "C:\\\\b.vhdx" } } } } }',
        "json",
      ),
    ).toContain('"0:1": { "disk": "C:\\\\b.vhdx" }'));
});

describe("an ignore comment", () => {
  test("is inserted above the line, with its indentation", () =>
    expect(fixedBy("Ignore old-word here", vm('ide 0:0 disk "C:\\VMs\\os.vhdx" $0sparse boot'))).toBe(
      vm("# hvvm-ignore old-word", 'ide 0:0 disk "C:\\VMs\\os.vhdx" sparse boot'),
    ));

  test("uses the line ending of the file", () =>
    expect(fixedBy("Ignore old-word here", 'vm a {\r\n\tide 0:0 disk "C:\\VMs\\os.vhdx" $0sparse boot\r\n}\r\n')).toBe(
      'vm a {\r\n\t# hvvm-ignore old-word\r\n\tide 0:0 disk "C:\\VMs\\os.vhdx" sparse boot\r\n}\r\n',
    ));

  test("is not offered for a syntax error", () => expect(actionsAt(vm("spe$0ed 3", os))).toEqual([]));
});

test("a place without findings has no actions", () => expect(actionsAt(vm(`$0${os}`))).toEqual([]));
