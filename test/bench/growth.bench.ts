/** Cost that must grow in proportion to the text: many items of one kind, and a brace that has not been typed yet. */
import { HvvmDocument } from "../../server/src/core/document.ts";
import { RuleRunner } from "../../server/src/core/rules/rule-runner.ts";
import { largeLayout } from "./large-layouts.ts";
import { best, line } from "./measure.ts";

const inOneSlot = (devices: number): string =>
  `vm a {\n${Array.from({ length: devices }, (_, n) => `scsi 0:0 disk "C:\\VMs\\${n}.vhdx"`).join("\n")}\n}\n`;

export function benchGrowth(): void {
  const findings = (text: string) => best(3, () => new RuleRunner().run(HvvmDocument.read(text, "hvvm")).length);
  const half = findings(inOneSlot(10_000)).processorSeconds;
  const whole = findings(inOneSlot(20_000)).processorSeconds;
  line("20,000 devices in one slot, and 10,000", `${(whole * 1000).toFixed(0)} and ${(half * 1000).toFixed(0)} ms`, {
    text: "2.5 times as long",
    isMet: whole <= 2.5 * half,
  });

  const text = largeLayout(5000);
  const runner = new RuleRunner();
  const document = HvvmDocument.read(text, "hvvm");
  runner.run(document);
  const place = document.positionAt(text.indexOf("{", text.indexOf("vm web2500")) + 1);
  for (const brace of ["{", "}"]) {
    const typed = best(5, () => {
      const count = runner.run(document.changed({ range: { start: place, end: place }, text: brace })).length;
      runner.run(document);
      return count;
    });
    line(
      `an unmatched "${brace}" in 5,000 VMs, typed and taken back`,
      `${(typed.processorSeconds * 1000).toFixed(1)} ms`,
      {
        text: "40 ms",
        isMet: typed.processorSeconds <= 0.04,
      },
    );
  }
}
