import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { newNonce, previewHtml } from "../../client/src/preview/preview-html.ts";

const html = previewHtml({ script: "s.js", style: "s.css", cspSource: "https://w", nonce: "abc", kept: "" });

test("the content policy allows the page's own script and style sheet and images that it made itself, and nothing else", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  expect(policy).toBe("default-src 'none'; script-src 'nonce-abc'; style-src https://w; img-src blob:;");
});

test("nothing in the document is inline", () => {
  expect(html).not.toMatch(/ style=| on\w+=|<style/);
  expect(html).toContain('<script nonce="abc" src="s.js"></script>');
});

test("saved state is restored unchanged, whatever characters it contains", () => {
  const kept = JSON.stringify({ vm: `"><script>&amp;'` });
  const written = previewHtml({ script: "", style: "", cspSource: "", nonce: "", kept });
  const attribute = /data-kept="([^"]*)"/.exec(written)![1]!;
  expect(attribute).not.toMatch(/[<>]/);
  expect(attribute.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(kept);
});

test("a nonce is 128 bits and new each time", () => {
  expect(newNonce()).toMatch(/^[0-9a-f]{32}$/);
  expect(newNonce()).not.toBe(newNonce());
});

const styles = new URL("../../server/src/core/pictures/styles/", import.meta.url);
const sheets = readdirSync(styles).filter((name) => name.endsWith(".css"));

test("colours are named in only one style sheet", () => {
  for (const name of sheets) {
    const css = readFileSync(new URL(name, styles), "utf8");
    if (name !== "theme.css")
      expect(css, name).not.toMatch(
        /#[0-9a-f]{3,8}\b(?!")|\brgba?\(|\bhsla?\(|:\s*(white|black|red|blue|green|gray|grey)\b/i,
      );
    expect(css, name).not.toMatch(/@import|url\((?!"#)|--vscode-charts/);
  }
});

test("the page and the exported files have the same style sheets in the same order", () => {
  const page = readFileSync(new URL("../../client/webview/preview.css", import.meta.url), "utf8");
  const files = readFileSync(new URL("../style-sheets.ts", styles), "utf8");
  const ofPage = Array.from(page.matchAll(/@import ".*\/(.+)\.css"/g), ([, name]) => name!);
  const ofFiles = files.slice(files.indexOf("[")).match(/\w+(?=,)/g);
  expect(ofFiles).toEqual(ofPage);
  expect([...ofPage].sort()).toEqual(sheets.map((name) => name.replace(".css", "")).sort());
});
