import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindNative } from "../../server/src/core/model/bind-native.ts";
import type { BoundStatement } from "../../server/src/core/model/bound.ts";
import { readLayoutItems } from "../../server/src/core/model/read-layout.ts";
import { vocabulary } from "../../server/src/core/model/vocabulary.ts";
import { readItems } from "../../server/src/core/syntax/native/items.ts";
import { nativeStatements, problemsOfNative } from "../support/notations.ts";

function inVm(body: string): string {
  return `vm a {\n${body}\n}`;
}

function inDisk(body: string): string {
  return inVm(`scsi 0:0 disk "x" { ${body} }`);
}

describe("an error is reported at the text that one would edit", () => {
  const cases: readonly [title: string, text: string, code: string, marked: string][] = [
    ["a token with none of the forms", inVm('scsi 0:0 disk "x" 40GiB'), "invalid-value", "40GiB"],
    ["half an address", inVm('scsi 0: disk "x"'), "invalid-value", "0:"],
    ["a number with its unit apart", inVm('scsi 0:0 disk "x" 40 GB'), "invalid-value", "40 GB"],
    ["a percentage with its sign apart", "load a { read 60 % }", "invalid-value", "60 %"],
    ["a fraction of a percentage with its sign apart", "load a { read 0.5\t% }", "invalid-value", "0.5\t%"],
    ["a fraction with its unit apart", inVm('scsi 0:0 disk "x" 1.5  TB'), "invalid-value", "1.5  TB"],
    ["a word in place of a path", "host h { volume D ssd-sata }", "invalid-value", "D"],
    ["a size in place of an address", inVm('ide 40GB disk "x"'), "invalid-value", "40GB"],
    ["a volume without a path", "host h { volume ssd-sata 1TB }", "missing-argument", "volume"],
    ["a statement that begins with a string", '"x" y', "unknown-statement", '"x"'],
    ["a statement that begins with a number", "40 x", "unknown-statement", "40"],
    ["a block of no statement", "{ on h }", "unexpected-block", "{"],
    ["a block of a statement that takes none", "platform windows-10 { }", "unexpected-block", "{"],
    ["a device word at the start", inVm('disk "x"'), "misplaced-statement", "disk"],
    ["an option word at the start", inVm("boot"), "misplaced-statement", "boot"],
    ["a known word elsewhere", "generation 1", "misplaced-statement", "generation"],
    ["a misspelt word", inVm("generaton 1"), "unknown-statement", "generaton"],
    ["a stray character", inVm("on h ?"), "unexpected-character", "?"],
    ["the first of several stray characters", inVm("on ? h ?"), "unexpected-character", "?"],
    ["single quotes", inVm("on 'h'"), "unexpected-character", "'"],
    ["foreign quotes", inVm("on “h”"), "unexpected-character", "“"],
    ["a foreign comment", inVm("on h // note"), "unexpected-character", "/"],
    ["a string without end", inVm('guest "x'), "unterminated-string", '"x'],
    ["a string without end before a brace", 'vm "a {\n on h\n}', "unterminated-string", '"a'],
    ["a string without end before a block", inVm('scsi 0:0 disk "x y { load web }'), "unterminated-string", '"x y'],
    ["a string without end before two braces", 'vm a { scsi 0:0 disk "x { load web } }', "unterminated-string", '"x'],
    ["a brace in a path without end", inVm('scsi 0:0 disk "x {1} y'), "unterminated-string", '"x {1} y'],
    ["a brace too many", "vm a { } }", "unmatched-brace", "}"],
    ["a brace too few", "vm a {\n on h\n", "unclosed-block", "{"],
    ["a brace too few before another VM", "vm a {\n on h\nvm b { }", "unclosed-block", "{"],
    ["a VM in a VM", inVm("vm b { }"), "misplaced-statement", "vm"],
    ["a VM without block", "vm a", "missing-block", "vm"],
    ["a VM without name", "vm { }", "missing-argument", "vm"],
    ["an empty name", 'vm "" { }', "invalid-value", '""'],
    ["a control character in a name", 'vm "a\u0001" { }', "invalid-value", '"a\u0001"'],
    ["a control character in a reference", inVm('on "a\tb"'), "invalid-value", '"a\tb"'],
    ["a control character in a switch", inVm('network "a\tb"'), "invalid-value", '"a\tb"'],
    ["a control character in a guest", inVm('guest "a\tb"'), "invalid-value", '"a\tb"'],
    ["a second name", "vm a b { }", "unexpected-argument", "b"],
    ["a number for an address", inVm('ide 0 disk "x"'), "invalid-value", "0"],
    ["a slot without a device", inVm("scsi 0:0"), "missing-argument", "scsi"],
    ["a disk without a file", inVm("scsi 0:0 disk"), "missing-argument", "scsi"],
    ["a disk without a file before its type", inVm("scsi 0:0 disk fixed"), "missing-argument", "scsi"],
    ["an unknown device", inVm('scsi 0:0 tape "x"'), "invalid-value", "tape"],
    ["an unknown type", inVm('scsi 0:0 disk "x" fixd'), "invalid-value", "fixd"],
    ["a second type", inVm('scsi 0:0 disk "x" fixed dynamic'), "unexpected-argument", "dynamic"],
    ["a second boot", inVm('scsi 0:0 disk "x" boot boot'), "unexpected-argument", "boot"],
    ["a known word that the statement does not take", inVm("processors 2 boot"), "unexpected-argument", "boot"],
    ["a statement behind another on its line", inVm("on h generation 1"), "unexpected-argument", "generation"],
    ["a size on a DVD drive", inVm('scsi 0:0 dvd "x" 1GB'), "unexpected-argument", "1GB"],
    ["a block of a DVD drive", inVm('scsi 0:0 dvd "x" { load web }'), "unexpected-block", "{"],
    ["a load without name and block", inDisk("load"), "missing-argument", "load"],
    ["a generation that there is not", inVm("generation 3"), "invalid-value", "3"],
    ["a sector size that there is not", inDisk("sector-size 1024"), "invalid-value", "1024"],
    ["an empty start-up order", inVm("startup"), "missing-argument", "startup"],
    ["an unknown start-up class", inVm("startup cd tape"), "invalid-value", "tape"],
    ["no switch", inVm("integration-services yes"), "invalid-value", "yes"],
    ["no processors", inVm("processors 0"), "invalid-value", "0"],
    ["too many processors", inVm("processors 2049"), "invalid-value", "2049"],
    ["a share above all", "load l { read 101% }", "invalid-value", "101%"],
    ["a request size between steps", "load l { request-size 513B }", "invalid-value", "513B"],
    ["a request size below the least", "load l { request-size 0B }", "invalid-value", "0B"],
    ["a queue depth of nothing", "load l { queue-depth 0 }", "invalid-value", "0"],
    ["a word that is no capacity", 'host h { volume "C:" optane fast }', "invalid-value", "fast"],
    ["a volume with a capacity for a medium", 'host h { volume "C:" 1TB }', "missing-argument", "volume"],
    ["a micro sign", inDisk("expect p99 90µs"), "invalid-value", "90µs"],
    ["a Greek letter for the micro sign", inDisk("expect p99 1.5μs"), "invalid-value", "1.5μs"],
    ["a duration with its unit apart", inDisk("expect p99 10 ms"), "invalid-value", "10 ms"],
    ["a micro sign apart", inDisk("expect p99 10 µs"), "invalid-value", "10 µs"],
    ["a rate with its unit apart", 'host h { volume "x" optane { link 10 Gbps } }', "invalid-value", "10 Gbps"],
    ["a rate without a unit", 'host h { volume "x" optane { link 10 } }', "invalid-value", "10"],
    ["a link of nothing", 'host h { volume "x" optane { link 0Gbps } }', "invalid-value", "0Gbps"],
    ["a size for a duration", 'host h { volume "x" optane { latency 1KB } }', "invalid-value", "1KB"],
    ["a duration of minutes", 'host h { volume "x" optane { latency 1min } }', "invalid-value", "1min"],
    ["a data sheet with nothing", "media m { read-latency 0us }", "invalid-value", "0us"],
    ["no IOPS", "media m { write-iops 0 }", "invalid-value", "0"],
    ["no bandwidth", "media m { read-bandwidth 0GB }", "invalid-value", "0GB"],
    ["no disks", "media m { disks 0 }", "invalid-value", "0"],
    ["too many disks", "media m { disks 1001 }", "invalid-value", "1001"],
    ["an unknown resiliency", "media m { resiliency raid5 }", "invalid-value", "raid5"],
    ["a media without a block", "media m", "missing-block", "media"],
    ["a cluster without a block", "cluster c", "missing-block", "cluster"],
    ["a cluster with a block in a host", "host h { cluster c { } }", "unexpected-block", "{"],
    ["a host in a cluster", "cluster c { host h { } }", "misplaced-statement", "host"],
    ["a physical disk in a cluster", "cluster c { physical 1 optane }", "misplaced-statement", "physical"],
    ["no logical processors", "host h { processors 0 }", "invalid-value", "0"],
    ["too many logical processors", "host h { processors 2049 }", "invalid-value", "2049"],
    ["a cluster in a VM", inVm("cluster c"), "misplaced-statement", "cluster"],
    ["an empty boot order", inVm("boot-order"), "missing-argument", "boot-order"],
    ["a slot twice in the order", inVm("boot-order 0:1 network 00:1"), "unexpected-argument", "00:1"],
    ["the network twice in the order", inVm("boot-order network Network"), "unexpected-argument", "Network"],
    ["a class in a boot order", inVm("boot-order cd"), "invalid-value", "cd"],
    ["a number in a boot order", inVm("boot-order 0"), "invalid-value", "0"],
    ["an unknown metric", inDisk("expect p98 1ms"), "invalid-value", "p98"],
    ["a metric without a value", inDisk("expect p99"), "missing-argument", "expect"],
    ["a number for a duration", inDisk("expect p99 5"), "invalid-value", "5"],
    ["a duration for a number", inDisk("expect iops 5ms"), "invalid-value", "5ms"],
    ["an unknown partition style", inDisk("partition-style hybrid"), "invalid-value", "hybrid"],
    ["a physical sector size that there is not", inDisk("physical-sector-size 520"), "invalid-value", "520"],
    ["a share of durable writes above all", "load l { durable 101% }", "invalid-value", "101%"],
    ["a volume without medium", 'host h { volume "C:" }', "missing-argument", "volume"],
  ];
  test.each(cases)("%s", (_title, text, code, marked) => {
    expect(problemsOfNative(text)).toEqual([{ code, marked }]);
  });
});

describe("a well-formed text has no problem", () => {
  test.each([
    ["keywords in any case", "VM a { GENERATION 1; Guest LINUX }"],
    ["keywords as names", 'load load { }\nload boot { }\nvm vm { on host; ide 0:0 disk "x" { load load } }'],
    ["a name as a string", 'vm "a b" { on "host 1" }'],
    ["leading zeros", inVm('scsi 00:007 disk "x" 0040GB')],
    ["options in any order", inVm('scsi 0:0 disk "x" boot 40GB shared fixed')],
    ["an adapter with its options in any order", inVm('network "x" legacy')],
    ["an adapter without options", inVm("network")],
    ["a controller alone", inVm("scsi 1")],
    ["the largest values", `${inVm("processors 2048")}\nload l { request-size 32MB; queue-depth 4096; read 100% }`],
    ["a load of the disk alone", inDisk("load { rate 10000000 }")],
    ["a parent of a parent", inDisk('parent "y" { parent "z" }')],
    ["a guest that is not listed", inVm('guest "BeOS"')],
    ["a semicolon too many", inVm("on h;; ;")],
    ["durations and rates in any case", 'host h { volume "x" optane { LATENCY 0.5MS; link 2.5GBPS } }'],
    ["a latency of nothing", 'host h { volume "x" optane { latency 0s } }'],
    ["the largest host", "host h { processors 2048 }"],
    ["a boot order", inVm("boot-order 0:1 NETWORK 1:0 file")],
    ["each metric", inDisk("expect iops 1; expect bandwidth 1MB; expect mean 1s; expect p50 1us; expect P99.9 1ms")],
    ["a medium by any name", 'host h { volume "x" "my pool" 1TB; physical 1 pool }\nmedia "my pool" { of hdd-7200 }'],
    ["a no-break space", inVm("on\u00a0h")],
  ])("%s", (_title, text) => expect(problemsOfNative(text)).toEqual([]));
});

function vmOf(body: string): BoundStatement {
  return nativeStatements(inVm(body))[0]!;
}

describe("an error affects only its own statement", () => {
  test("neighbours stay complete", () => {
    const vm = vmOf('generation 3\nide 0:0 disk "x"');
    expect(vm.children.map((child) => child.isBroken)).toEqual([true, false]);
    expect([vm.isBroken, vm.hasBrokenBlock]).toEqual([false, true]);
  });

  test("the block of a broken statement is checked, that of an unknown one is not", () => {
    expect(problemsOfNative("vm a b {\n generation 3\n}").map(({ code }) => code)).toEqual([
      "unexpected-argument",
      "invalid-value",
    ]);
    expect(problemsOfNative("vmm a {\n generation 3\n}").map(({ code }) => code)).toEqual(["unknown-statement"]);
    expect(problemsOfNative(inVm("host a {\n generation 3\n}")).map(({ code }) => code)).toEqual([
      "misplaced-statement",
    ]);
  });

  test("an unclosed block does not affect what follows it", () => {
    const text = 'vm a {\n on h\nvm b {\n scsi 0:0 disk "x"\n}';
    const [a, b] = nativeStatements(text);
    expect([a!.isBroken, b!.isBroken, b!.hasBrokenBlock]).toEqual([true, false, false]);
  });

  test("what a misspelt word may have meant is marked as possible", () => {
    expect(vmOf("generaton 2").uncertainKeywords).toContain("generation");
  });

  test("names in broken, unknown and misplaced statements count as defined", () => {
    const names = (text: string) => bindNative(readItems(text, vocabulary).items.at(0)!.item).possibleNames;
    expect(names("hots Host1 { }")).toContain("host1");
    expect(names("host Host1 x { }")).toContain("host1");
    expect(names("vm a { load Orders { } }")).toContain("orders");
  });
});

test("any text is bound, with ranges inside it", () => {
  const pieces = fc.constantFrom(
    "vm a",
    "{",
    "}",
    "\n",
    ";",
    " ",
    "ide",
    "0:0",
    "disk",
    '"x"',
    '"',
    "load",
    "parent",
    "scsi 0:0",
    "40 GB",
    "?",
    "startup",
    "host h",
    "# c\n",
    "physical",
    "3",
    "boot",
    "network",
    "dvd empty",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join(" ");
      for (const { start, item } of readItems(text, vocabulary).items) {
        const bound = bindNative(item);
        readLayoutItems(bound);
        for (const { range } of bound.problems) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(start + range.end).toBeLessThanOrEqual(text.length);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test("durations are in microseconds and rates in bits per second, without rounding errors", () => {
  const [host] = nativeStatements('host h { volume "x" optane { latency 0.3ms; link 2.5Gbps } }');
  const [latency, link] = host!.children[0]!.children;
  expect(latency!.fields.get("duration")!.value).toBe(300);
  expect(link!.fields.get("rate")!.value).toBe(2.5e9);
});

test("an unknown unit is corrected by its fix", () => {
  const fixed = (value: string) => {
    const text = inDisk(`expect p99 ${value}`);
    const { problems } = bindNative(readItems(text, vocabulary).items.at(0)!.item);
    return problems[0]!.fixes![0]!.edits[0];
  };
  expect(fixed("90µs")).toMatchObject({ newText: "90us" });
  expect(fixed("90 µs")).toMatchObject({ newText: "90us" });
  expect(fixed("9 ms")).toMatchObject({ newText: "9ms" });
});
