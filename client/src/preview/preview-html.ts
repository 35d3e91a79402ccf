/**
 * The document that holds the page: its content security policy, style sheet and script. The only images that it may
 * show are those that the page creates itself: a PNG is drawn from a blob.
 */

export interface PageResources {
  /** URLs that the webview may load. */
  readonly script: string;
  readonly style: string;
  /** The webview's own source, for style sheets. */
  readonly cspSource: string;
  /** A new one for every document. */
  readonly nonce: string;
  /** The choices that a page before a reload of the window stored, exactly as it wrote them. */
  readonly kept: string;
}

export function previewHtml({ script, style, cspSource, nonce, kept }: PageResources): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; img-src blob:;">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>I/O path</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<main id="page" data-kept="${quoted(kept)}"></main>
<p id="news" class="spoken" role="status"></p>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** For an attribute in double quotes. */
function quoted(text: string): string {
  return text.replace(/[&"<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** 128 random bits in hexadecimal. */
export function newNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
