/** Random layouts without errors, for properties of exports: hosts, slots, files, hostile names. */
import fc from "fast-check";
import { findingsOf } from "../support/check.ts";

/**
 * Quotes, special characters of every target, letters whose bytes are quotes in code page 1252, and invisible
 * characters.
 */
export const hostileCharacters = [
  ..."'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2013\u2014`$;&|{}()[]#@%!~^,=+",
  ..."ÑÂÒđőœ\u00ad\u200b\u202e😀日",
];

/** Characters that Windows does not allow in a path, but a name may have. */
const nameCharacters = [...hostileCharacters, ...'"<>*?:\\/'];

const text = (characters: readonly string[]) =>
  fc.string({ unit: fc.constantFrom(...characters, "a", "B", "1", " "), maxLength: 6 });

const name = text(nameCharacters).map((middle) => `n${middle}e`);
const fileName = text(hostileCharacters.filter((character) => !"|:".includes(character))).map(
  (middle) => `f${middle}e`,
);

interface SlotSeed {
  readonly device: "fixed" | "dynamic" | "differencing" | "unsized" | "physical" | "iso" | "empty";
  readonly place: number;
  readonly file: string;
  readonly limits: boolean;
}

const slot: fc.Arbitrary<SlotSeed> = fc.record({
  device: fc.constantFrom("fixed", "dynamic", "differencing", "unsized", "physical", "iso", "empty"),
  place: fc.nat(130),
  file: fileName,
  limits: fc.boolean(),
});

const vm = fc.record({
  name,
  host: fc.constantFrom("hv01", "hv'02", undefined),
  generation: fc.constantFrom(1, 2),
  processors: fc.integer({ min: 1, max: 8 }),
  slots: fc.array(slot, { maxLength: 5 }),
  ide: fc.array(slot, { maxLength: 3 }),
  startup: fc.shuffledSubarray(["cd", "ide", "legacy-network", "floppy"], { minLength: 4 }),
  floppy: fc.option(fileName, { nil: undefined }),
  switches: fc.array(fc.option(name, { nil: undefined }), { maxLength: 3 }),
  legacy: fc.boolean(),
  order: fc.shuffledSubarray(["0:0", "network", "file"], { minLength: 0 }),
});

/** Layouts without an error. */
export const validLayout: fc.Arbitrary<string> = fc
  .array(vm, { minLength: 1, maxLength: 3 })
  .map((vms) =>
    [
      "platform windows-server-2019",
      "host hv01 {}",
      'host "hv\'02" {}',
      ...vms.map((one, index) => vmText(one, index)),
    ].join("\n"),
  )
  .filter((layout) => findingsOf(layout).every(({ severity }) => severity !== "error"));

type Vm = typeof vm extends fc.Arbitrary<infer T> ? T : never;

function vmText(one: Vm, index: number): string {
  const { generation, host } = one;
  const lines = [
    `vm ${quoted(`${one.name}${index}`)} {`,
    ...(host === undefined ? [] : [`on ${quoted(host)}`]),
    `generation ${generation}`,
    `processors ${one.processors}`,
  ];
  const boot = `D:\\VMs\\${index}\\boot.vhdx`;
  lines.push(`${generation === 1 ? "ide 0:0" : "scsi 0:0"} disk ${quoted(boot)} dynamic 40GB boot`);
  let number = index * 100;
  const device = (seed: SlotSeed, isShareable: boolean): string => {
    number++;
    const file = quoted(`D:\\VMs\\${index}\\${number}${seed.file}.vhdx`);
    switch (seed.device) {
      case "fixed":
        return `disk ${file} fixed 10GB ${seed.limits ? "{ block-size 1MB; sector-size 4096; physical-sector-size 4096 }" : ""}`;
      case "dynamic":
        return `disk ${file} dynamic 1TB ${seed.limits && isShareable ? "{ minimum-iops 10; maximum-iops 500 }" : ""}`;
      case "differencing":
        return `disk ${file} differencing { parent "D:\\Images\\golden${seed.limits ? 1 : 2}.vhdx" }`;
      case "unsized":
        return `disk ${file}`;
      case "physical":
        return `disk physical ${number}`;
      case "iso":
        return `dvd ${quoted(`D:\\ISO\\${seed.file}.iso`)}`;
      case "empty":
        return "dvd empty";
    }
  };
  const taken = new Set<string>(["0:0"]);
  const free = (controller: number, location: number) => {
    const address = `${controller}:${location}`;
    const isFree = !taken.has(address);
    taken.add(address);
    return isFree ? address : undefined;
  };
  for (const seed of one.slots) {
    const isDvd = seed.device === "iso" || seed.device === "empty";
    if (generation === 1 && isDvd) continue;
    const address = free(seed.place % 2, seed.place >> 1 > 63 ? 63 : seed.place >> 1);
    if (address) lines.push(`scsi ${address} ${device(seed, true)}`);
  }
  lines.push("scsi 0", "scsi 1");
  if (generation === 1) {
    taken.clear();
    taken.add("0:0");
    for (const seed of one.ide) {
      const address = free(seed.place % 2, (seed.place >> 1) % 2);
      if (address) lines.push(`ide ${address} ${device(seed, false)}`);
    }
    lines.push(`startup ${one.startup.join(" ")}`);
    if (one.floppy !== undefined) lines.push(`floppy ${quoted(`D:\\Floppies\\${one.floppy}.vfd`)}`);
  }
  const order = one.order.filter((entry) => entry !== "network" || one.switches.length > 0);
  if (generation === 2 && order.length > 0) lines.push(`boot-order ${order.join(" ")}`);
  one.switches.forEach((switchName, at) => {
    const legacy = one.legacy && generation === 1 && at === 0 ? "legacy " : "";
    lines.push(`network ${legacy}${switchName === undefined ? "" : quoted(switchName)}`);
  });
  return [...lines, "}"].join("\n");
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
