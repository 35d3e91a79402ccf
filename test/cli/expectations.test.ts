/** `simulate` compares the figures with what the layout expects. */
import { expect, test } from "vitest";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { folderWith, hvvm } from "../support/cli.ts";
import { nativeStatements } from "../support/notations.ts";

const layout = (expectations: string, load = "load oltp") => `platform windows-server-2022
host hv01 { volume "D:" hdd-7200 }
vm db01 {
  on hv01
  generation 2
  scsi 0:0 disk "D:\\VMs\\db01\\os.vhdx" fixed 40GB boot { ${load}; ${expectations} }
}
vm idle01 { on hv01; generation 2; scsi 0:0 disk "D:\\VMs\\idle01\\os.vhdx" fixed 40GB boot { load idle; expect iops 1 } }`;
const met = "expect iops 10; expect bandwidth 1KB; expect mean 100s; expect p99.9 1000s";

const cwd = folderWith({
  "met.hvvm": layout(met),
  "missed.hvvm": layout("expect iops 5000; expect p99 1ms"),
  "missed.hvvm.json": toJson(nativeStatements(layout("expect iops 5000; expect p99 1ms"))),
});
const simulate = (...args: readonly string[]) =>
  hvvm(["simulate", ...args, "--vm", "db01", "--requests", "3000"], { cwd });

test("expectations that are met change nothing", () => {
  const { exitCode, out } = simulate("met.hvvm");
  expect(exitCode).toBe(0);
  expect(out).not.toContain("expectation-not-met");
  expect(out).toContain('Only VM "db01" is simulated; the load of the others is not included.');
});

test.each(["missed.hvvm", "missed.hvvm.json"])(
  "a missed expectation says by how much and what the bottleneck is: %s",
  (file) => {
    const { exitCode, out } = simulate(file);
    expect(exitCode).toBe(1);
    expect(out.match(/warning expectation-not-met/g)).toHaveLength(2);
    expect(out).toMatch(/iops 5000 is expected, but \d+ IOPS is reached, [\d,]+ IOPS too little\. Disk D:/);
    expect(out).toMatch(/p99 1ms is expected, but it is .* too long\./);
  },
);

test.each([
  ["hvvm", "# hvvm-ignore expectation-not-met: a test bed"],
  ["json", "// hvvm-ignore expectation-not-met: a test bed"],
])("a comment suppresses it, and check calls that comment used (%s)", (notation, comment) => {
  const source = layout("expect iops 5000");
  const text = notation === "json" ? toJson(nativeStatements(source)) : source;
  const file = `suppressed.hvvm${notation === "json" ? ".json" : ""}`;
  const folder = folderWith({ [file]: text.replace(/\n( *)((?:scsi|"0:0").*db01)/, `\n$1${comment}\n$1$2`) });
  const run = hvvm(["simulate", file, "--vm", "db01", "--requests", "3000"], { cwd: folder });
  expect(run.out).not.toContain("expectation-not-met");
  expect(run.exitCode).toBe(0);
  expect(hvvm(["check", file], { cwd: folder }).out).not.toContain("unused-ignore");
});

test("a load whose rate can be served meets it, however many requests a run happens to generate", () => {
  const text = layout("expect iops 50; expect bandwidth 400KB", "load { request-size 8KB; rate 50 }");
  const folder = folderWith({
    "served.hvvm": text,
    "more.hvvm": text.replace("iops 50", "iops 51"),
    "lost.hvvm": text.replace("rate 50", "rate 50000").replace("iops 50", "iops 50000"),
  });
  const run = (file: string, seed: string) =>
    hvvm(["simulate", file, "--vm", "db01", "--requests", "3000", "--seed", seed], { cwd: folder }).exitCode;
  // Of these, 49.97, 50.1 and fewer arrive per second.
  expect(run("served.hvvm", "2")).toBe(0);
  expect(run("more.hvvm", "1")).toBe(1);
  expect(run("lost.hvvm", "1")).toBe(1);
});

test("a JSON report stays JSON", () => {
  const { exitCode, out, err } = simulate("missed.hvvm", "--format", "json");
  expect(exitCode).toBe(1);
  expect(JSON.parse(out).disks).toHaveLength(1);
  expect(err).toContain("expectation-not-met");
});

test("a disk that is not simulated does not meet its expectation", () => {
  const { exitCode, out } = hvvm(["simulate", "met.hvvm", "--requests", "3000"], { cwd });
  expect(exitCode).toBe(1);
  expect(out).toContain('SCSI 0:0 of "idle01" is not simulated');
});
