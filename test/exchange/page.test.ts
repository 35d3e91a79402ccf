/** The page docs/from-your-host-and-back.md shows what the exported script prints, on a mock Hyper-V host. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apply, hostFor, scriptOf } from "./exports.ts";

test("the page shows the changes that the script makes, and the output of its runs", () => {
  const page = readFileSync("docs/from-your-host-and-back.md", "utf8");
  const layout = readFileSync("docs/from-your-host-and-back/web.hvvm", "utf8");
  const script = scriptOf(layout);
  const host = hostFor(layout, "HV01");
  const listed = apply(script, host, { whatIf: true }).listed.map(
    ({ target, action }) => `What if: Performing the operation "${action}" on target "${target}".`,
  );
  const prints = [
    "PS C:\\> .\\web.ps1 -WhatIf",
    ...listed,
    "PS C:\\> .\\web.ps1",
    ...apply(script, host).output,
    "PS C:\\> .\\web.ps1",
    ...apply(script, host).output,
  ];
  expect(page).toContain(`\`\`\`text\n${prints.join("\n")}\n\`\`\``);
});
