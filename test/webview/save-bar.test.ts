import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";
import { saveFormats } from "../../client/src/preview/preview-messages.ts";
import { startState } from "../../client/webview/page-state.ts";
import { saveBar, savedHtml, savedText } from "../../client/webview/save-bar.ts";
import { baselineState } from "../../server/src/core/pictures/baseline.ts";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import { traced } from "../pictures/traces.ts";
import { report, result } from "./fixtures.ts";
import { all, parse } from "./support.ts";

const written: { path: string; content: Uint8Array }[] = [];
const failures: string[] = [];
const { window, workspace } = vi.hoisted(() => ({
  window: { showSaveDialog: vi.fn(), showErrorMessage: vi.fn(), setStatusBarMessage: vi.fn() },
  workspace: { fs: { writeFile: vi.fn() } },
}));
const l10n = { t: (text: string, ...values: readonly string[]) => text.replace(/\{(\d)\}/g, (_, at) => values[at]!) };
vi.mock("vscode", () => ({ l10n, window, workspace }));
const { saveContent } = await import("../../client/src/preview/save-content.ts");

const layout = (path: string, scheme = "file") =>
  ({ path, scheme, with: ({ path }: { path: string }) => ({ path, scheme }) }) as never;
window.showSaveDialog.mockResolvedValue({ path: "/out/file" });
window.showErrorMessage.mockImplementation((message: string) => failures.push(message));
workspace.fs.writeFile.mockImplementation((target: { path: string }, content: Uint8Array) => {
  written.push({ path: target.path, content });
  return Promise.resolve();
});

const drawn = { ...startState({}), starting: false, layout: { uri: "u", name: "web.hvvm" }, result };

test("there is a button for every format, named after what it saves", () => {
  const picture = pictureOf(result, { vm: "web01", slot: "scsi 0:0" }, undefined)!;
  const groups = all(parse(saveBar(picture)), ({ attributes }) => attributes.role === "group").map((group) => [
    group.attributes["aria-label"],
    ...all(group, ({ name }) => name === "button").map(({ attributes }) => attributes["data-format"]),
  ]);
  expect(groups).toEqual([
    ["Save web01 scsi 0:0 as", "svg", "png", "trace"],
    ["Save the layout as", "html", "csv", "json", "mermaid"],
  ]);
  expect(groups.flatMap(([, ...formats]) => formats).sort()).toEqual([...saveFormats].sort());
});

test("drawing, table and report show the disk on the page", () => {
  const chosen = { ...drawn, choice: { vm: "web01", slot: "scsi 0:0" } };
  expect(savedText(chosen, "svg", "")).toContain("web.hvvm: VM web01, scsi 0:0");
  expect(savedText(chosen, "png", "")).toBe(savedText(chosen, "svg", ""));
  expect(JSON.parse(savedText(chosen, "json", "")!)).toEqual(JSON.parse(JSON.stringify(report)));
  expect(savedText(chosen, "csv", "")).toMatch(/^part,vm,slot,/);
  expect(savedText(chosen, "mermaid", "")).toMatch(/^flowchart LR\n/);
});

test("drawing and page have the two paths once they are there, and the page has the overview and the comparison", async () => {
  const disk = report.disks.find(({ slot }) => slot === "ide 0:0")!;
  const lane = { transport: disk.transport, medium: "ssd-sata", disk, stations: report.stations, isAlone: false };
  const lanes = [true, false].map((isOwn) => ({ ...lane, isOwn, requests: [traced([[0, 0, 0, 4]])] }));
  const twoWays = { vm: disk.vm, slot: disk.slot, offered: [], lanes } as const;
  const fullRun = { ...result, twoWays, state: { devices: [], statements: [] } };
  const choice = { vm: disk.vm, slot: disk.slot };
  const chosen = { ...drawn, choice, fullRun, before: baselineState(fullRun) };
  expect(savedText(chosen, "svg", "")).toContain("Two ways side by side");
  expect(savedText({ ...drawn, choice }, "svg", "")).not.toContain("Two ways side by side");
  const page = (await savedHtml(chosen, "p { color: red; }"))!;
  for (const heading of ["Overview", "What has changed, A: before the change", "Two ways side by side"])
    expect(page).toContain(`>${heading}</h2>`);
  const [, sheet] = /<style>([\s\S]*)<\/style>/.exec(page)!;
  expect(page).toContain(`'sha256-${createHash("sha256").update(sheet!).digest("base64")}'`);
});

test("without a report there is nothing to save", () => {
  expect(savedText({ ...drawn, result: undefined }, "svg", "")).toBeUndefined();
});

test("text is written as UTF-8, an image as its bytes", async () => {
  await saveContent(layout("/a/web.hvvm"), "svg", "<svg>µ</svg>");
  expect(new TextDecoder().decode(written.at(-1)!.content)).toBe("<svg>µ</svg>");
  await saveContent(layout("/a/web.hvvm"), "png", btoa("\u0089PNG"));
  expect([...written.at(-1)!.content]).toEqual([0x89, 0x50, 0x4e, 0x47]);
});

test.each([
  ["/a/web.hvvm", "/a/web-io-path.csv"],
  ["/a/web.hvvm.json", "/a/web-io-path.csv"],
  ["/a/layout", "/a/layout-io-path.csv"],
])("for %s the proposed file is %s", async (path, proposed) => {
  await saveContent(layout(path), "csv", "");
  expect(window.showSaveDialog.mock.lastCall![0].defaultUri.path).toBe(proposed);
});

test("a layout without a file has no proposal", async () => {
  await saveContent(layout("Untitled-1", "untitled"), "csv", "");
  expect(window.showSaveDialog.mock.lastCall![0].defaultUri).toBeUndefined();
});

test("closing the dialog writes nothing", async () => {
  const before = written.length;
  window.showSaveDialog.mockResolvedValueOnce(undefined);
  await saveContent(layout("/a/web.hvvm"), "csv", "x");
  expect(written.length).toBe(before);
});

test("a failed write is reported", async () => {
  workspace.fs.writeFile.mockRejectedValueOnce(new Error("no room"));
  await saveContent(layout("/a/web.hvvm"), "csv", "x");
  expect(failures).toEqual(["The I/O path could not be saved: no room"]);
});
