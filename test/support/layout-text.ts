/** Arbitrary native layouts without a problem of the syntax group, for properties of printers and conversions. */
import fc from "fast-check";

const name = fc.oneof(
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_.-]{0,6}$/),
  fc
    .string({
      minLength: 1,
      maxLength: 6,
      unit: fc.constantFrom("a", "B", " ", '"', "#", "{", "}", ";", "é", "\\", "7"),
    })
    .map(quoted),
);
const path = fc.string({ maxLength: 8, unit: fc.constantFrom("C", ":", "\\", "a", ".", " ", '"', "/") }).map(quoted);
const unit = fc.constantFrom("B", "kb", "MB", "Gb", "TB");
const size = fc.oneof(
  fc.tuple(fc.nat(5000), unit).map(([count, of]) => `${count}${of}`),
  fc.constantFrom("1.5TB", "00.5kb", "007GB", "123456789012345678901234567890TB", `${"9".repeat(50)}MB`),
);
const number = fc.oneof(fc.nat(70).map(String), fc.constantFrom("007", "12345678901234567890123", "9".repeat(400)));
const percent = fc.oneof(
  fc.nat(100).map((value) => `${value}%`),
  fc.constantFrom("66.70%", "0.0000000123%", "00.5%"),
);
const address = fc.tuple(number, number).map(([controller, location]) => `${controller}:${location}`);
const positive = fc.constantFrom("90us", "0.5MS", "2.25s", "007.5ms", "0.0000001us", `${"9".repeat(400)}s`);
const rate = fc.constantFrom("10Gbps", "2.5gBPS", "100mbps", "0.001Mbps", "012Gbps");
const inLoad = fc.oneof(
  percent.map((value) => `durable ${value}`),
  fc.integer({ min: 1, max: 9 }).map((count) => `request-size ${count * 512}B`),
  percent.map((value) => `read ${value}`),
  percent.map((value) => `RANDOM ${value}`),
  fc.integer({ min: 1, max: 4096 }).map((count) => `queue-depth ${count}`),
  fc.integer({ min: 1, max: 4096 }).map((count) => `rate ${count}`),
);
const loadBlock = block(inLoad);
const parent: fc.Arbitrary<string> = fc.letrec<{ parent: string }>((tie) => ({
  parent: fc
    .tuple(path, fc.option(block(tie("parent")), { depthSize: "small", maxDepth: 4 }))
    .map(([file, inner]) => `parent ${file} ${inner ?? ""}`),
})).parent;
const inDisk = fc.oneof(
  parent,
  size.map((value) => `block-size ${value}`),
  fc.constantFrom("sector-size 512", "sector-size 4096", "Physical-Sector-Size 4096", "partition-style GPT"),
  fc
    .constantFrom("mean", "P50", "p90", "p95", "p99", "p99.9")
    .chain((of) => positive.map((at) => `expect ${of} ${at}`)),
  number.map((value) => `expect IOPS ${value}`),
  size.map((value) => `Expect bandwidth ${value}`),
  number.map((value) => `minimum-iops ${value}`),
  number.map((value) => `Maximum-IOPS ${value}`),
  name.map((value) => `load ${value}`),
  loadBlock.map((value) => `load ${value}`),
);
const boot = fc.constantFrom("", "boot", "BOOT");
const diskOptions = fc
  .tuple(
    fc.constantFrom("", "fixed", "Dynamic", "sparse", "delta"),
    fc.option(size, { nil: "" }),
    boot,
    fc.constantFrom("", "shared"),
  )
  .chain((options) => fc.shuffledSubarray(options))
  .map((options) => options.join(" "));
const device = fc.oneof(
  fc
    .tuple(
      fc.oneof(
        path,
        number.map((value) => `physical ${value}`),
      ),
      diskOptions,
      fc.option(block(inDisk), { nil: "" }),
    )
    .map((parts) => `disk ${parts.join(" ")}`),
  fc.tuple(path, boot).map((parts) => `dvd ${parts.join(" ")}`),
  fc.tuple(path, boot).map((parts) => `DVD physical ${parts.join(" ")}`),
  fc.constant("dvd empty"),
);
const inVm = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom("ide", "scsi", "SCSI"), address, device).map((parts) => parts.join(" ")),
  },
  number.map((value) => `scsi ${value}`),
  name.map((value) => `on ${value}`),
  fc.constantFrom(
    "generation 1",
    "generation 02",
    "guest Linux",
    'guest "Linux"',
    'guest "Haiku"',
    "integration-services ON",
  ),
  fc.integer({ min: 1, max: 2048 }).map((count) => `processors ${count}`),
  fc.constantFrom(
    "boot-order 0:1 NETWORK 1:0 file",
    "Boot-Order 03:63",
    "startup cd IDE",
    "startup cd ide legacy-network floppy",
    "floppy empty",
    'floppy "A"',
    "network",
    "network legacy",
    'network "x" legacy',
  ),
);
/** Names that are units are in quotes: after a number they would be read as its unit. */
const media = fc.oneof(
  fc.constantFrom("ssd-SATA", "HDD-7200", '"Optane"', "ssd-sas", '"KB"', '"ms"'),
  name.map((value) => (/^([kmgt]?b|[um]?s|[mg]bps)$/i.test(value) ? quoted(value) : value)),
);
const inVolume = fc.oneof(
  rate.map((value) => `link ${value}`),
  fc.oneof(positive, fc.constant("0us")).map((value) => `Latency ${value}`),
);
const volume = fc
  .tuple(path, media, fc.option(size, { nil: "" }), fc.option(block(inVolume), { nil: "" }))
  .map((parts) => `volume ${parts.join(" ")}`);
const inCluster = fc.oneof(fc.constant("platform windows-server-2025"), volume);
const count = fc.constantFrom("1", "007", "500000");
const inMedia = fc.oneof(
  media.map((value) => `of ${value}`),
  fc.integer({ min: 1, max: 1000 }).map((value) => `disks ${value}`),
  fc.constantFrom("resiliency Simple", "resiliency dual-parity", "Power-Loss-Protection OFF"),
  fc.constantFrom("read-latency", "write-latency").chain((of) => positive.map((value) => `${of} ${value}`)),
  fc.constantFrom("read-iops", "write-iops").chain((of) => count.map((value) => `${of} ${value}`)),
  fc.constantFrom("read-bandwidth", "write-bandwidth").chain((of) => count.map((value) => `${of} ${value}MB`)),
);
const inHost = fc.oneof(
  fc.constant("platform windows-8.1"),
  volume,
  name.map((value) => `cluster ${value}`),
  fc.integer({ min: 1, max: 2048 }).map((value) => `processors ${value}`),
  fc.tuple(number, media).map(([value, of]) => `physical ${value} ${of}`),
);
const statement = fc.oneof(
  fc.constantFrom("platform windows-server-2012-r2", "Platform Windows-10"),
  fc.tuple(name, block(inHost)).map((parts) => `host ${parts.join(" ")}`),
  fc.tuple(name, block(inCluster)).map((parts) => `cluster ${parts.join(" ")}`),
  fc.tuple(name, block(inMedia)).map((parts) => `media ${parts.join(" ")}`),
  fc.tuple(name, loadBlock).map((parts) => `load ${parts.join(" ")}`),
  fc.tuple(name, block(inVm)).map((parts) => `vm ${parts.join(" ")}`),
);

/** Statements with any white space, comments and separators between them. */
export const layoutText: fc.Arbitrary<string> = statements(statement);

function block(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom("{", "  {\t"), statements(inner)).map(([open, content]) => `${open}${content}}`);
}

function statements(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const end = fc.constantFrom(";", " ; ", "\n", "\n", "\n", "\n\n\n", " # note\n", "\n  # alone\n", "\r\n");
  const start = fc.constantFrom("", " ", "\n", " # first\n", "\n\n");
  const parts = fc.array(fc.tuple(inner, end), { maxLength: 5 });
  return fc.tuple(start, parts).map(([before, all]) => before + all.map(([text, after]) => text + after).join(""));
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
