import fc from "fast-check";
import { expect, test } from "vitest";
import { fitText, textWidth, wrapText } from "../../server/src/core/pictures/text-fit.ts";

test("a text that fits stays whole", () => {
  expect(fitText("os.vhd", 100, 11)).toBe("os.vhd");
});

test("a cut text ends with an ellipsis and fits, unless one character is too much already", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.integer({ min: 40, max: 300 }), (text, width) => {
      const fitted = fitText(text, width, 11);
      expect(fitted === text || (fitted.endsWith("…") && text.startsWith(fitted.slice(0, -1)))).toBe(true);
      if (fitted !== text) expect(textWidth(fitted, 11)).toBeLessThanOrEqual(Math.max(width, 24));
    }),
  );
});

test("a character of two code units is never cut in half", () => {
  expect(fitText("💾💾💾💾💾💾", 40, 11)).not.toMatch(/\p{Surrogate}/u);
});

test("words wrap, and text that does not fit is cut off", () => {
  expect(wrapText("Build request", 50, 11, 2)).toEqual(["Build", "request"]);
  expect(wrapText("Build request", 200, 11, 2)).toEqual(["Build request"]);
  expect(wrapText("one two three four five six", 60, 11, 2).length).toBe(2);
});
