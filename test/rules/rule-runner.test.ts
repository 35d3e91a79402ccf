import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { RuleRunner } from "../../server/src/core/rules/rule-runner.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";

// With 26 accesses of 8 us, the path serves about 3,300 commands per second, with accesses of 20 us about 1,700.
const text = `platform windows-server-2022
host hv01 { volume "C:" optane }
vm web01 {
  on hv01
  integration-services off
  ide 0:0 disk "C:\\VMs\\os.vhdx" fixed boot { load { rate 2500 } }
}`;
const slow = resolveCosts({ "ide.access": 20 }).costs;
const codesOf = (findings: ReturnType<RuleRunner["run"]>) => findings.map(({ code }) => code).sort();

test("a path that is too slow with the configured costs is overloaded, and other costs are checked again", () => {
  const runner = new RuleRunner();
  const document = HvvmDocument.read(text, "hvvm");
  expect(codesOf(runner.run(document))).not.toContain("overloaded");
  expect(codesOf(runner.run(document, slow))).toContain("overloaded");
  expect(codesOf(runner.run(document))).toEqual(codesOf(new RuleRunner().run(document)));
});

test("reservations are counted in the unit of Storage QoS that the costs state", () => {
  const reserved = text.replace("optane", "hdd-7200").replace("load { rate 2500 }", "minimum-iops 5000");
  const messageWith = (own: Readonly<Record<string, number>>) =>
    new RuleRunner()
      .run(HvvmDocument.read(reserved, "hvvm"), resolveCosts(own).costs)
      .find(({ code }) => code === "minimum-iops-not-reachable")?.finding.message;
  expect(messageWith({})).toContain("add up to 5,000 I/Os of 8 KB a second");
  expect(messageWith({ "qos.unitBytes": 4096 })).toContain("add up to 5,000 I/Os of 4 KB a second");
});

test("facts that span items are not counted twice after other costs", () => {
  const twice = `${text}\n${text.slice(text.indexOf("vm"))}`;
  const runner = new RuleRunner();
  const document = HvvmDocument.read(twice, "hvvm");
  runner.run(document);
  expect(codesOf(runner.run(document, slow))).toEqual(codesOf(new RuleRunner().run(document, slow)));
});
