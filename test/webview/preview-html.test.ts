import { readFileSync } from "node:fs";
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

test("what was kept comes back as it was, whatever marks it has", () => {
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

test("the style sheets name no colour of their own", () => {
  for (const name of ["preview.css", "diagram.css", "charts.css"]) {
    const css = readFileSync(new URL(`../../client/webview/${name}`, import.meta.url), "utf8");
    expect(css).not.toMatch(/#[0-9a-f]{3,8}\b(?!")|\brgba?\(|\bhsla?\(|:\s*(white|black|red|blue|green|gray|grey)\b/i);
    expect(css).not.toMatch(/@import|url\((?!"#)/);
  }
});
