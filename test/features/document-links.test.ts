import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { documentLinks } from "../../server/src/core/features/document-links.ts";
import { family, familyJson } from "../support/family.ts";
import { placesOf } from "../support/places.ts";

const isGold = async (path: string) => (path === "D:\\Gold\\ws.vhdx" ? "file:///d/ws.vhdx" : undefined);

test("paths of existing files are links, without their quotes", async () => {
  const document = HvvmDocument.read(family, "hvvm");
  const links = await documentLinks(document, isGold);
  expect(
    placesOf(
      document,
      links.map(({ range }) => range),
    ),
  ).toEqual(["11 D:\\Gold\\ws.vhdx", "24 D:\\Gold\\ws.vhdx"]);
  expect(links.every(({ target }) => target === "file:///d/ws.vhdx")).toBe(true);
});

test("JSON has the same", async () => {
  const document = HvvmDocument.read(familyJson, "json");
  const links = await documentLinks(document, isGold);
  expect(
    placesOf(
      document,
      links.map(({ range }) => range),
    ),
  ).toEqual(["13 D:\\\\Gold\\\\ws.vhdx", "28 D:\\\\Gold\\\\ws.vhdx"]);
});

test("each path is looked up once, and at most 200 of them", async () => {
  const disk = (n: number) => `  scsi 0:${n % 64} disk "C:\\v\\${n % 250}.vhdx"\n`;
  const document = HvvmDocument.read(`vm a {\n${Array.from({ length: 500 }, (_, n) => disk(n)).join("")}}\n`, "hvvm");
  const asked: string[] = [];
  const links = await documentLinks(document, async (path) => {
    asked.push(path);
    return "file:///x";
  });
  expect(asked).toHaveLength(200);
  expect(new Set(asked).size).toBe(200);
  expect(links).toHaveLength(400);
});
