/** Exports a layout and compares it with an inventory, using the keyboard and VS Code's quick picks. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { line, runCommand } from "./workbench.mjs";

const docs = resolve(import.meta.dirname, "../../../docs/from-your-host-and-back");

/** A layout, and the inventory of a host that differs from it: the files of the documentation. */
export const roundTripFiles = Object.fromEntries(
  ["web.hvvm", "hv01.json"].map((name) => [name, readFileSync(join(docs, name), "utf8")]),
);

/** Shows the layout of the editor as a PowerShell script next to it. */
export async function exportToSide(page) {
  await runCommand(page, "HVVM: Export");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "Ansible" }).waitFor();
  await page.keyboard.type("hyper-v module"); // Selected by its description, because two targets have the same name.
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: "PowerShell" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".tab", { hasText: "web.ps1" }).waitFor();
  await line(page, "#Requires -Version 5.1").waitFor();
}

/** Compares the layout of the editor with a file of the workspace, and waits for the diff editor. */
export async function compareWith(page, name) {
  await runCommand(page, "HVVM: Compare with Inventory");
  await page.locator(".quick-input-widget .quick-input-title", { hasText: "Compare with Inventory" }).waitFor();
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).click();
  await page.locator(".monaco-diff-editor .original .view-line", { hasText: /fixed\s+200GB/ }).waitFor();
  await page.locator(".monaco-diff-editor .modified .view-line", { hasText: /fixed\s+250GB/ }).waitFor();
}
