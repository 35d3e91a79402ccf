import { expect, test } from "vitest";
import { drawnAfter } from "../../server/src/core/pictures/drawn-after.ts";
import { htmlDocument } from "../../server/src/core/pictures/export/html-document.ts";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import { outline, report, result } from "../webview/fixtures.ts";

const problem = { ...outline.problems[0]!, severity: "error" as const, message: "A brace is missing." };
const broken = { ...result, outline: { ...outline, vms: [], problems: [problem], isBroken: true as const } };

test("while a text cannot be read, the last valid picture stays, with the current problems", () => {
  const { drawn, isOld } = drawnAfter(result, broken);
  expect([isOld, drawn.outline.vms, drawn.outline.problems]).toEqual([true, outline.vms, [problem]]);
  expect(drawnAfter(drawn, result)).toEqual({ drawn: result, isOld: false });
});

test("a text that was never valid is drawn as far as it can be read", () => {
  expect(drawnAfter(undefined, broken)).toEqual({ drawn: broken, isOld: false });
  expect(drawnAfter(broken, broken).isOld).toBe(false);
});

test("a page that is saved or served in the meantime says that its picture is old", () => {
  const { drawn, isOld } = drawnAfter(result, broken);
  const picture = pictureOf(drawn, { vm: "web01", slot: "scsi 0:0" }, undefined)!;
  const source = { name: "web.hvvm", outline: drawn.outline, report, picture, styles: "" };
  expect(htmlDocument({ ...source, isOld }, "")).toContain("1 error. This picture is out of date.");
  expect(htmlDocument({ ...source, outline }, "")).not.toContain("This picture is out of date.");
});
