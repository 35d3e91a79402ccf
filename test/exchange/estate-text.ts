/**
 * Arbitrary native layouts in a state that hosts can have: each slot once, hostile names and paths, every kind of
 * device.
 */
import fc from "fast-check";

const hostile = ["a", "B", "7", " ", "'", "’", '"', "$", "`", "#", "%", "{", ";", ",", "é", "名", "‮", "-"];
const name = fc
  .string({ minLength: 1, maxLength: 7, unit: fc.constantFrom(...hostile) })
  .map((text) => `v${text}`.trim());
const fileName = fc
  .string({ minLength: 1, maxLength: 5, unit: fc.constantFrom("a", "b", "'", "’", "$", "#", "é", " ", "[", "}") })
  .map((text) => `f${text}`.trim());
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

const size = fc.integer({ min: 3, max: 5000 }).map((megabytes) => `${megabytes}MB`);
const iops = fc
  .tuple(fc.option(fc.integer({ min: 1, max: 500 })), fc.option(fc.integer({ min: 500, max: 10_000 })))
  .map(([low, high]) => [...(low ? [`minimum-iops ${low}`] : []), ...(high ? [`maximum-iops ${high}`] : [])]);

const disk = fc
  .tuple(
    fileName,
    fc.constantFrom(".vhdx", ".vhd"),
    fc.constantFrom("fixed", "dynamic", "differencing"),
    size,
    fc.boolean(),
    fc.option(fc.constantFrom("1MB", "2MB", "32MB")),
    fc.boolean(),
    iops,
    fc.array(fileName, { minLength: 1, maxLength: 3 }),
  )
  .map(([file, extension, type, bytes, isShared, blockSize, is4k, limits, parents]) => {
    const block = [
      ...(blockSize && type !== "fixed" ? [`block-size ${blockSize}`] : []),
      ...(is4k && type !== "differencing" ? ["sector-size 4096"] : []),
      ...limits,
    ];
    const options = type === "differencing" ? type : `${type} ${bytes}`;
    return (place: string) => {
      const path = (each: string, index: number) => quoted(`D:\\${place}\\${index}\\${each}${extension}`);
      const parent = parents.reduceRight(
        (inner, each, index) => `parent ${path(each, index + 1)}${inner && ` { ${inner} }`}`,
        "",
      );
      const inBlock = type === "differencing" ? [parent, ...block] : block;
      return `disk ${path(file, 0)} ${options} ${isShared ? "shared" : ""} ${inBlock.length > 0 ? `{ ${inBlock.join("; ")} }` : ""}`;
    };
  });
const device = fc.oneof(
  { weight: 4, arbitrary: disk },
  fc.nat(9).map((number) => () => `disk physical ${number}`),
  fileName.map((file) => () => `dvd ${quoted(`C:\\ISO\\${file}.iso`)}`),
  fc.constant(() => "dvd empty"),
  fc.constant(() => 'dvd physical "E:"'),
);

const slots = {
  1: ["ide 0:0", "ide 0:1", "ide 1:0", "ide 1:1", "scsi 0:0", "scsi 0:63", "scsi 1:0", "scsi 3:7"],
  2: ["scsi 0:0", "scsi 0:1", "scsi 1:5", "scsi 2:0", "scsi 3:63"],
} as const;

const vm = fc.constantFrom<1 | 2>(1, 2).chain((generation) =>
  fc
    .tuple(
      fc
        .subarray([...slots[generation]])
        .chain((taken) =>
          fc.tuple(
            ...taken.map((slot) =>
              device.map((write) => (vm: number) => `${slot} ${write(`${vm}\\${slot.replace(/\W/g, "-")}`)}`),
            ),
          ),
        ),
      fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      fc.integer({ min: 1, max: 64 }),
      fc.array(fc.tuple(fc.boolean(), fc.option(name, { nil: undefined })), { maxLength: 3 }),
      fc.option(fileName, { nil: undefined }),
      fc.constantFrom("cd ide legacy-network floppy", "ide cd legacy-network floppy", "floppy legacy-network ide cd"),
    )
    .map(([writers, controllers, processors, adapters, floppy, startup]) => (index: number) => {
      // Each slot of each VM has its own files, as on hosts.
      const devices = writers.map((write) => write(index));
      return [
        `generation ${generation}`,
        `processors ${processors}`,
        ...(generation === 1 ? [`startup ${startup}`] : []),
        ...(generation === 2 ? bootOrder(devices, startup.length % 2 === 0) : []),
        ...(generation === 1 && floppy !== undefined ? [`floppy ${quoted(`C:\\${floppy}.vfd`)}`] : []),
        ...devices,
        ...emptyControllers(devices, controllers),
        ...adapters.map(
          ([isLegacy, to]) =>
            `network ${isLegacy && generation === 1 ? "legacy" : ""} ${to === undefined ? "" : quoted(to)}`,
        ),
      ];
    }),
);

/** The last device first, so that the order differs from that of the slots. */
function bootOrder(devices: readonly string[], hasFile: boolean): readonly string[] {
  const slots = devices.flatMap((text) => /^scsi (\d+:\d+)/.exec(text)?.[1] ?? []).reverse();
  return slots.length === 0 ? [] : [`boot-order ${[...(hasFile ? ["file"] : []), ...slots, "network"].join(" ")}`];
}

/** Controllers up to `last` that have no device, and those in gaps. */
function emptyControllers(devices: readonly string[], last: number | undefined): readonly string[] {
  const used = new Set(devices.flatMap((text) => /^scsi (\d)/.exec(text)?.[1] ?? []).map(Number));
  const highest = Math.max(-1, last ?? -1, ...used);
  return Array.from({ length: highest + 1 }, (_, index) => index)
    .filter((index) => !used.has(index))
    .map((index) => `scsi ${index}`);
}

/** Two hosts, and VMs on them with names that differ without regard to case. */
export const estateText: fc.Arbitrary<string> = fc
  .tuple(
    fc.uniqueArray(name, { minLength: 1, maxLength: 4, selector: (each) => each.toLowerCase() }),
    fc.array(vm, { minLength: 4, maxLength: 4 }),
    fc.array(fc.constantFrom("hv01", '"HV ’02"'), { minLength: 4, maxLength: 4 }),
  )
  .map(([names, vms, hosts]) => {
    const blocks = names.map(
      (each, index) => `vm ${quoted(each)} {\n${[`on ${hosts[index]}`, ...vms[index]!(index)].join("\n")}\n}\n`,
    );
    return `host hv01 { }\nhost "HV ’02" { }\n${blocks.join("")}`;
  });
