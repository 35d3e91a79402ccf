/** The layout as a flowchart: every disk with its path and volume, and names that stay inside their quotes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { literal, mermaidOf } from "../../../server/src/core/pictures/export/mermaid.ts";
import { result } from "../../webview/fixtures.ts";

/** The shapes of a line; the text in quotes contains nothing that ends them or changes their meaning. */
const quoted = '"(?:[^"`;#:%\\n]|#(?:quot|\\d+);)*"';
const shapes = [
  "flowchart LR",
  `  subgraph (?:vm|host)\\d+\\[${quoted}\\]`,
  `    vm\\d+d\\d+\\[${quoted}\\]`,
  `    volume\\d+\\[\\(${quoted}\\)\\]`,
  `  vm\\d+u\\d+\\[\\(${quoted}\\)\\]`,
  `  vm\\d+d\\d+ -->\\|${quoted}\\| (?:volume\\d+|vm\\d+u\\d+)`,
  "  end",
].map((shape) => new RegExp(`^${shape}$`, "u"));

/** The text that Mermaid shows for a text in quotes. */
function shown(text: string): string {
  return text
    .slice(1, -1)
    .replaceAll("#quot;", '"')
    .replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

function named(name: string): string {
  const { outline, report } = result;
  const vms = outline.vms.map((vm) => ({
    ...vm,
    name: vm.name === "web01" ? name : vm.name,
    host: name,
    slots: vm.slots.map((slot) => ({ ...slot, label: name })),
  }));
  const volumes = outline.volumes.map((volume) => ({ ...volume, host: name, media: name }));
  const disks = report!.disks.map((disk) => ({ ...disk, vm: name }));
  return mermaidOf({ outline: { ...outline, vms, volumes }, report: { ...report!, disks } });
}

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom(
    '"]; click vm0 "javascript:alert(1)"',
    "`**a**`",
    "%%{init: {}}%%",
    "style: #1;",
    "\u202egnp.exe",
    "a\nend\nb",
    "\ud800",
    "$$x$$",
  ),
);

test("no name closes its quotes", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      for (const line of named(name).trimEnd().split("\n"))
        expect(
          shapes.filter((shape) => shape.test(line)),
          line,
        ).toHaveLength(1);
    }),
  );
});

test("a name is shown unchanged, except for invisible characters", () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(shown(literal(name))).toBe(name.replace(/[\p{Cc}\ufffe\uffff]/gu, "\ufffd"));
    }),
  );
  expect(shown(literal("\u202egnp.exe"))).toBe("[U+202E]gnp.exe");
});

test("the path of every simulated disk leads to its volume", () => {
  const text = mermaidOf(result);
  expect(text).toMatch(/^flowchart LR\n {2}subgraph vm0\["✓ web01 · generation 1"\]\n/);
  expect(text.match(/-->/g)).toHaveLength(result.report!.disks.length);
  expect(text).toMatch(/vm0d0 -->\|"emulated IDE · [\d,]+ IOPS"\| volume0/);
  expect(text).toContain('volume0[("C#58; · ssd-sata")]');
});

test("figures under an assumed load, and of a VM that does not start, say so", () => {
  const [vm, ...others] = result.outline.vms;
  const slots = vm!.slots.map((slot) => ({ ...slot, load: "assumed" as const }));
  const start = { ...vm!.start, outcome: "fails" as const };
  const text = mermaidOf({ ...result, outline: { ...result.outline, vms: [{ ...vm!, slots, start }, ...others] } });
  expect(text).toContain('["✗ web01 · generation 1 · figures if it started"]');
  expect(text).toMatch(/vm0d0 -->\|"emulated IDE · [\d,]+ IOPS, assumed load"\| volume0/);
});

test("a flowchart of one VM leaves out the others", () => {
  expect(mermaidOf(result, "db01")).not.toContain("web01");
});
