import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { loneDisk, loneForecast, solve } from "../../server/src/core/forecast/lone-disk.ts";
import { ruleContextOf } from "../../server/src/core/rule-context.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";

const { costs } = resolveCosts();

const base = {
  platform: "windows-server-2022",
  host: "processors 16",
  volume: '"D:" ssd-nvme',
  other: '"E:" ssd-nvme',
  physical: "ssd-sata",
  vm: "generation 1; processors 8",
  slot: "scsi 0:0",
  disk: String.raw`disk "D:\v\a.vhdx" fixed 100GB`,
  load: "{ rate 100; request-size 8KB }",
  block: "",
};

type Parts = Partial<typeof base>;

/** The limits that the rules receive, and those of the disk's own network. */
function limits(parts: Parts) {
  const { platform, host, volume, other, physical, vm, slot, disk, load, block } = { ...base, ...parts };
  const text = `
host h { platform ${platform}; ${host}; volume ${volume}; volume ${other}; physical 1 ${physical} }
vm a {
  on h; ${vm}
  ${slot} ${disk} { load ${load}; ${block} }
}`;
  const { items, definitions } = HvvmDocument.read(text, "hvvm");
  const [found] = items.flatMap(({ item }) => item.layout.filter((part) => part.kind === "vm"));
  const context = { ...ruleContextOf(found!, definitions), vm: found!, costs };
  const device = found!.devices[0]!;
  return { known: loneDisk(device, context), own: solve(loneForecast(device, context)) };
}

const onHdd = { volume: '"D:" hdd-7200' };
const emulated = { slot: "ide 0:0", vm: "generation 1; integration-services off; guest windows-server-2022" };
const onPhysical = { disk: "disk physical 1" };
const onShare = { volume: String.raw`"\\nas\v" ssd-nvme`, disk: String.raw`disk "\\nas\v\a.vhdx" fixed 100GB` };
const differencing = {
  disk: String.raw`disk "D:\v\a.vhdx" differencing 100GB`,
  block: String.raw`parent "D:\v\p.vhdx"`,
};

test.each<[string, Parts, Parts]>([
  ["release", { platform: "windows-server-2008-r2" }, {}],
  ["processors of the host", { host: "processors 1" }, {}],
  ["processors of the VM", { vm: "generation 1; processors 1" }, {}],
  ["system of the guest", emulated, { ...emulated, vm: "generation 1; integration-services off; guest linux" }],
  ["way of the requests", { slot: "ide 0:0" }, { slot: "ide 0:0", vm: emulated.vm }],
  ["slot, where it does not exist", { slot: "scsi 0:64" }, {}],
  ["maximum of IOPS", { block: "maximum-iops 200" }, {}],
  ["load of the disk", { load: "{ rate 100; request-size 64KB }" }, {}],
  ["rate of the load", { load: "{ rate 900000; request-size 8KB }" }, {}],
  ["medium of the volume", onHdd, {}],
  ["volume of the file", { other: '"E:" hdd-7200', disk: String.raw`disk "E:\v\a.vhdx" fixed 100GB` }, {}],
  ["link of the share", { ...onShare, volume: `${onShare.volume} { link 1Gbps }` }, onShare],
  ["delay of the share", { ...onShare, volume: `${onShare.volume} { latency 900us }` }, onShare],
  ["medium of the physical disk", { ...onPhysical, physical: "hdd-7200" }, onPhysical],
  [
    "number of the physical disk",
    { ...onPhysical, disk: "disk physical 2", physical: "hdd-7200" },
    { ...onPhysical, physical: "hdd-7200" },
  ],
  ["volume of the parent", { ...differencing, block: String.raw`parent "E:\v\p.vhdx"` }, differencing],
  [
    "number of parents",
    { ...differencing, block: String.raw`parent "D:\v\p.vhdx" { parent "D:\v\q.vhdx" }` },
    differencing,
  ],
])("the limits of a disk follow the %s", (_, one, other) => {
  for (const parts of [one, other]) {
    const { known, own } = limits(parts);
    expect(known).toEqual(own);
  }
  expect(limits(one).own).not.toEqual(limits(other).own);
});
