/** Answers of the server for drawing tests. Every figure here is invented: plausible in shape, but not measured. */

import type { OutlineVm } from "../../server/src/core/features/layout-outline.ts";
import {
  type SimulationReport,
  type StageReport,
  type StationReport,
  stageTimeUs,
  type WhatIf,
} from "../../server/src/core/simulation/report.ts";
import type { LayoutOutline, OutlineRange, SimulateResult } from "../../server/src/protocol.ts";

const stage = (
  id: string,
  actor: StageReport["actor"],
  visits: number,
  serviceUs: number,
  waitingUs = 0,
): StageReport => ({ id, actor, visits, serviceUs, waitingUs });

export const lines = (first: number, last = first): OutlineRange => ({
  start: { line: first, character: 2 },
  end: { line: last, character: 60 },
});

const starting = (from: string): OutlineVm["start"] => ({
  outcome: "starts",
  reason: `starts from ${from}`,
  steps: (["firmware", "boot device", "drivers", "data disks"] as const).map((name) => ({
    name,
    state: "done",
    text: "",
  })),
  attempts: [{ title: from, result: "starts", meaning: "the VM starts here" }],
  unseenByFirmware: "",
});

/** The station that serves each stage; the rest are plain delays. */
const served = (stages: readonly StageReport[], controller: string, volume: string): readonly StageReport[] => {
  const stations: Readonly<Record<string, string>> = {
    "g.issue": "web01: processors",
    "vsc.build": "web01: processors",
    processor: "web01: processors",
    "g.cmpl": "web01: processors",
    "g.wake": "web01: processors",
    "ide.channel": `web01: ${controller}`,
    outstanding: `web01: ${controller}:0 outstanding`,
    "ide.access": "web01: vmwp.exe",
    "ide.copy": "web01: vmwp.exe",
    "vsp.exec": `web01: ${controller} channel`,
    chan: `web01: ${controller} channel`,
    "vsp.cmpl": `web01: ${controller} channel`,
    ctx: "host processors",
    "vhd.fixed": "host processors",
    ntfs: "host processors",
    "root.disk": "host processors",
    "root.cmpl": "host processors",
    "media.service": `"${volume}" on hv01 units`,
    "media.transfer": `"${volume}" on hv01 link`,
  };
  return stages.map((each) => ({ ...each, station: stations[each.id] }));
};

const emulatedStages = [
  stage("g.issue", "guest kernel", 1, 4),
  stage("ide.channel", "guest kernel", 1, 0, 9388),
  stage("processor", "guest kernel", 2, 0),
  stage("ide.access", "vmwp.exe", 26, 208, 6),
  stage("vhd.fixed", "root kernel", 1, 0.3),
  stage("ntfs", "root kernel", 1, 4),
  stage("root.disk", "root kernel", 1, 3),
  stage("media.service", "device", 1, 61),
  stage("media.transfer", "device", 1, 14.6),
  stage("root.cmpl", "root kernel", 1, 3),
  stage("ctx", "root kernel", 1, 2.5),
  stage("ide.copy", "vmwp.exe", 1, 0.8),
  stage("irq.inject", "hypervisor", 1, 3),
  stage("eoi", "hypervisor", 1, 0.2),
  stage("g.cmpl", "guest kernel", 1, 3),
  stage("g.wake", "guest kernel", 1, 3),
];

const syntheticStages = [
  stage("g.issue", "guest kernel", 1, 4, 0.2),
  stage("outstanding", "guest kernel", 1, 0),
  stage("vsc.build", "guest kernel", 1, 1.2),
  stage("sig.out", "hypervisor", 1, 0.42),
  stage("root.wake", "root kernel", 1, 1.26),
  stage("vsp.exec", "root kernel", 1, 2.5, 2.2),
  stage("chan", "root kernel", 1, 1),
  stage("vhd.fixed", "root kernel", 1, 0.3),
  stage("ntfs", "root kernel", 1, 4),
  stage("root.disk", "root kernel", 1, 3),
  stage("media.service", "device", 1, 77, 212),
  stage("media.transfer", "device", 1, 14.6, 1.4),
  stage("root.cmpl", "root kernel", 1, 3),
  stage("vsp.cmpl", "root kernel", 1, 1.5, 0.9),
  stage("irq.inject", "hypervisor", 1, 1.8),
  stage("g.cmpl", "guest kernel", 1, 3, 0.1),
  stage("g.wake", "guest kernel", 1, 3),
];

const station = (
  id: string,
  actor: StageReport["actor"],
  servers: number,
  utilization: number,
  meanQueueLength: number,
  throughputPerSecond: number,
): StationReport => ({ id, actor, servers, utilization, meanQueueLength, throughputPerSecond });

/** Of a disk of `web01`. */
const change = (
  slot: string,
  title: string,
  throughputRatio: number,
  responseTimeRatio: number,
  engine: WhatIf["engine"],
): WhatIf => ({ vm: "web01", slot, change: title, throughputRatio, responseTimeRatio, engine });

const sum = (stages: readonly StageReport[]) => stages.reduce((total, each) => total + stageTimeUs(each)!, 0);

export const report: SimulationReport = {
  seed: 1,
  requests: 100_000,
  warmupRequests: 4_000,
  simulatedSeconds: 12.3,
  phase: "with-drivers",
  disks: [
    {
      vm: "web01",
      slot: "ide 0:0",
      transport: "ide-emulated",
      type: "fixed",
      volume: "C:",
      load: { requestSizeBytes: 8192, read: 0.67, random: 1, queueDepth: 32 },
      measuredRequests: 3_120,
      throughputIops: 3300.1,
      throughputBytesPerSecond: 27_034_000,
      responseTimeUs: {
        mean: sum(emulatedStages),
        halfWidth95: 40,
        p50: 9600,
        p90: 10_120,
        p95: 10_400,
        p99: 11_800,
        p999: 15_900,
      },
      perRequest: { exits: 26, hypercalls: 0, interrupts: 1, contextSwitches: 54, guestCpuUs: 42, rootCpuUs: 230 },
      stages: served(emulatedStages, "ide 0", "C:"),
      bottleneck: { station: "web01: ide 0", utilization: 0.994, limit: "capacity" },
      saturated: false,
      notes: [],
    },
    {
      vm: "web01",
      slot: "scsi 0:0",
      transport: "scsi-synthetic",
      type: "fixed",
      volume: "D:",
      load: { requestSizeBytes: 8192, read: 0.67, random: 1, queueDepth: 32 },
      measuredRequests: 92_880,
      throughputIops: 98_214,
      throughputBytesPerSecond: 804_569_088,
      responseTimeUs: {
        mean: sum(syntheticStages),
        halfWidth95: 1.7,
        p50: 301,
        p90: 402,
        p95: 455,
        p99: 640,
        p999: 911,
      },
      perRequest: {
        exits: 0,
        hypercalls: 0.42,
        interrupts: 0.61,
        contextSwitches: 1.4,
        guestCpuUs: 10,
        rootCpuUs: 20.6,
      },
      stages: served(syntheticStages, "scsi 0", "D:"),
      bottleneck: { station: '"D:" on hv01 units', utilization: 0.93, limit: "capacity" },
      saturated: false,
      notes: [],
    },
  ],
  hosts: [
    {
      host: "hv01",
      processors: 32,
      processorsInUse: 1.4,
      byActor: [{ actor: "vmwp.exe", processorsInUse: 1.4 }],
      processorsPer100000Iops: 42,
    },
  ],
  stations: [
    station("web01: processors", "guest kernel", 2, 0.41, 0.02, 101514),
    station("web01: ide 0", "guest kernel", 1, 0.994, 31, 3300.1),
    station("web01: vmwp.exe", "vmwp.exe", 1, 0.69, 0.02, 85803),
    station("host processors", "root kernel", 8, 0.16, 0, 101514),
    station("web01: scsi 0 channel", "root kernel", 1, 0.49, 0.3, 98214),
    station('"C:" on hv01 units', "device", 1, 0.04, 0, 3300.1),
    station('"C:" on hv01 link', "device", 1, 0.05, 0, 3300.1),
    station('"D:" on hv01 units', "device", 1, 0.93, 20.8, 98214),
    station('"D:" on hv01 link', "device", 1, 0.63, 0.14, 98214),
  ],
  whatIf: [
    change("ide 0:0", "move to SCSI", 12.1, 0.0826, "analytic"),
    change("ide 0:0", "install the integration services", 11.4, 0.0877, "analytic"),
    change("ide 0:0", "faster medium: ssd-nvme", 1.04, 0.962, "analytic"),
    change("scsi 0:0", "move to IDE", 0.034, 29.8, "analytic"),
    change("scsi 0:0", "dynamic instead of fixed", 0.998, 1.002, "analytic"),
    change("scsi 0:0", "faster medium: ssd-nvme", 1.48, 0.676, "des"),
  ],
  assumptions: [
    { id: "irq.inject", value: 3, unit: "us", range: [1, 5], confidence: "medium", source: "S9", elasticity: -0.01 },
    { id: "ide.access", value: 8, unit: "us", range: [4, 20], confidence: "low", source: "S9, S11", elasticity: -0.7 },
    { id: "chan", value: 5, unit: "us", range: [4, 7], confidence: "medium", source: "S14, S31", elasticity: 0 },
    { id: "ide.guestDelay", value: 31, unit: "us", range: [0, 31], confidence: "high", source: "S4", elasticity: -0.1 },
    { id: "root.disk", value: 3, unit: "us", range: [2, 6], confidence: "low", source: "R", elasticity: -0.012 },
    { id: "ntfs", value: 4, unit: "us", range: [2, 8], confidence: "low", source: "S2", elasticity: -0.015 },
    { id: "g.issue", value: 4, unit: "us", range: [2, 10], confidence: "low", source: "R", elasticity: 0 },
    { id: "ide.copy", value: 6.5, unit: "us", range: [3, 20], confidence: "medium", source: "D", elasticity: -0.006 },
    { id: "root.cmpl", value: 3, unit: "us", range: [2, 6], confidence: "low", source: "R", elasticity: -0.01 },
    { id: "g.wake", value: 3, unit: "us", range: [1, 5], confidence: "low", source: "R", elasticity: -0.011 },
  ],
  notes: ['The disk at "scsi 0:1" carries no load and sends no requests.'],
};

export const outline: LayoutOutline = {
  vms: [
    {
      name: "web01",
      host: "hv01",
      generation: 1,
      start: starting("IDE 0:0"),
      range: lines(12, 22),
      slots: [
        { slot: "ide 0:0", kind: "disk", label: "C:\\VMs\\web01\\os.vhd", boot: true, range: lines(18), volume: 0 },
        { slot: "ide 1:0", kind: "dvd", label: "C:\\ISO\\ws2008.iso", boot: false, range: lines(19) },
        { slot: "scsi 0:0", kind: "disk", label: "D:\\VMs\\web01\\data.vhd", boot: false, range: lines(20), volume: 1 },
        {
          slot: "scsi 0:1",
          kind: "physical",
          label: "physical 3",
          boot: false,
          range: lines(21),
          volume: 2,
          load: "none",
        },
      ],
    },
    { name: "db01", host: "hv01", generation: 2, start: starting("the network"), range: lines(24, 26), slots: [] },
  ],
  hosts: [{ name: "hv01", processors: 32 }],
  volumes: [
    { host: "hv01", hosts: ["hv01"], id: "C:", media: "ssd-sata", range: lines(4) },
    { host: "hv01", hosts: ["hv01"], id: "D:", media: "ssd-sata", range: lines(5) },
    { host: "hv01", hosts: ["hv01"], id: "physical 3", media: "ssd-sata", range: lines(6) },
  ],
  loads: [
    { name: "shares", isBuiltIn: false },
    { name: "oltp", isBuiltIn: true },
  ],
  problems: [
    {
      code: "ide-emulated",
      severity: "warning",
      message: 'The disk "os.vhd" is on the emulated path: one command at a time.',
      range: { start: { line: 18, character: 2 }, end: { line: 18, character: 9 } },
    },
  ],
};

export const result: SimulateResult = { version: 7, outline, report };
