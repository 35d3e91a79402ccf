/** Names that are markup elsewhere, in text that editors render as Markdown or with icons. */
import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { type CodeLensData, codeLensCommand, codeLenses } from "../../server/src/core/features/code-lenses.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { askAt, askWhole } from "../robustness/all-features.ts";
import { findingsOf } from "../support/check.ts";

const { costs } = resolveCosts();
const names = ["[x](command:workbench.action.terminal.new)", "<img src=http://x>", "![x](http://x)", "$(bug)"];
const layout = (name: string) =>
  `host "${name}" { volume "C:" hdd-7200 }\nvm "v" { on "${name}"; ide 0:0 disk "C:\\VMs\\a.vhd" boot { load oltp } }`;

test.each(names)("%s stays text in a hover, which is neither trusted nor HTML", (name) => {
  const text = layout(name);
  const document = HvvmDocument.read(text, "hvvm");
  const contents = hover(document, document.positionAt(text.indexOf("ide 0:0")))!.contents as { value: string };
  expect(Object.keys(contents).sort()).toEqual(["kind", "value"]);
  expect(contents.value).not.toContain(name);
  expect(contents.value.replaceAll("\\", "")).toContain(name);
});

test("a name draws no icon in a code lens", () => {
  const document = HvvmDocument.read(layout("$(bug)"), "hvvm");
  const titles = codeLenses(document, "file:///a.hvvm", {}).map(
    ({ data }) => codeLensCommand(document, data as CodeLensData, costs)?.title,
  );
  expect(titles.some((title) => title?.includes("bug"))).toBe(true);
  expect(titles.join()).not.toContain("$(");
});

/** Every piece of Markdown in an answer. */
function markdownIn(answer: unknown): readonly { readonly value: string }[] {
  if (typeof answer !== "object" || answer === null) return [];
  const own = "kind" in answer && answer.kind === "markdown" ? [answer as unknown as { value: string }] : [];
  return [...own, ...Object.values(answer).flatMap(markdownIn)];
}

test.each(names)("%s is text in the Markdown of every answer, and no answer is trusted or HTML", async (name) => {
  const text = `${layout(name)}\nload "${name}" { read 50% }\nvm "${name}" { on "${name}"; network "${name}"; guest "${name}"
  ide 0:0 disk "C:\\${name}\\a.vhd" boot { load "${name}" }
  scsi 0:0 disk "C:\\b\\d.vhd" { parent "C:\\b\\${name}.vhd" } }\n`;
  const document = HvvmDocument.read(text, "hvvm");
  const findings = findingsOf(text);
  const answers: unknown[] = [...(await askWhole(document, findings))];
  for (let offset = 0; offset <= text.length; offset += 3) answers.push(...askAt(document, findings, offset));
  const pieces = answers.flatMap(markdownIn);
  expect(pieces.length).toBeGreaterThan(10);
  expect(JSON.stringify(answers)).not.toMatch(/"(?:isTrusted|supportHtml|supportThemeIcons)":true/);
  for (const { value } of pieces) {
    const links = [...value.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target]) => target);
    expect(links.filter((target) => !target!.startsWith("https://learn.microsoft.com/"))).toEqual([]);
    expect(value).not.toMatch(/(?<!\\)<img|(?<!\\)!\[/);
  }
});
