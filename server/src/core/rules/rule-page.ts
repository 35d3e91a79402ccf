/** What a rule means, as a page of the documentation and as text for the terminal. */
import { isSyntaxCode, ruleTitle } from "./registry.ts";
import type { Rule } from "./rule.ts";

/** Markdown; the name of the page is the code. */
export function rulePage(rule: Rule): string {
  const { code, severity, why, link } = rule;
  const language = code === "json-syntax" ? "jsonc" : "hvvm";
  return `${[
    `# ${ruleTitle(code)}`,
    `\`${code}\`, ${severity}`,
    why,
    "## Bad",
    fenced(rule.bad, language),
    "## Good",
    fenced(rule.good, language),
    "## Suppress it",
    ...silencing(code),
    ...(link === undefined ? [] : ["## Documentation", `<${link}>`]),
  ].join("\n\n")}\n`;
}

/** Markdown: every rule with its severity, in the order of the registry. */
export function ruleIndex(rules: readonly Rule[]): string {
  const rows = rules.map(({ code, severity }) => `| [${code}](${code}.md) | ${severity} | ${ruleTitle(code)} |`);
  const intro =
    "Every diagnostic carries one of these codes. `hvvm explain CODE` prints the same texts. The severity shown is the usual one: it can differ between releases and cases, and where no platform is stated.";
  return `${["# Rules", intro, ["| code | severity | fault |", "|---|---|---|", ...rows].join("\n")].join("\n\n")}\n`;
}

/** Plain text. */
export function explanation(rule: Rule): string {
  const { code, severity, why, bad, good, link } = rule;
  return `${[
    `${ruleTitle(code)} (${code}, ${severity})`,
    why,
    `Bad:\n${indented(bad)}`,
    `Good:\n${indented(good)}`,
    ...(link === undefined ? [] : [`Documentation: ${link}`]),
    isSyntaxCode(code)
      ? "It cannot be suppressed."
      : `To suppress it: "# hvvm-ignore ${code}" on its line or the line above, or "off" in hvvm.config.json.`,
  ].join("\n\n")}\n`;
}

function silencing(code: string): readonly string[] {
  if (isSyntaxCode(code)) return ["A syntax error cannot be suppressed."];
  return [
    "On one line, at its end or alone on the line above (in JSON with `//`):",
    fenced(`# hvvm-ignore ${code}: the reason`, "hvvm"),
    "In a whole folder, in an `hvvm.config.json` there or in a folder above it; the other values are `hint`, `information`, `warning` and `error`:",
    fenced(`{ "rules": { "${code}": "off" } }`, "json"),
  ];
}

function fenced(text: string, language: string): string {
  return `\`\`\`${language}\n${text.replace(/^\n/, "").trimEnd()}\n\`\`\``;
}

function indented(text: string): string {
  return text
    .replace(/^\n/, "")
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`.trimEnd())
    .join("\n");
}
