/** The contents of saved files, and the buttons for saving them. */
import {
  baselineState,
  chromeTraceOf,
  csvOf,
  type DrawingSource,
  htmlDocument,
  htmlStyleSheet,
  type Markup,
  markup,
  mermaidOf,
  type Picture,
  pictureOf,
  svgDocument,
} from "../../server/src/core/pictures/pictures.ts";
import { formatNames, type SaveFormat, saveFormats } from "../src/preview/preview-messages.ts";
import { comparedWith, type PageState } from "./page-state.ts";
import { waysOf } from "./quick-run.ts";

const meanings: Readonly<Record<SaveFormat, string>> = {
  svg: "Diagram and charts of this disk as a drawing; the overview is in the HTML page",
  png: "Diagram and charts of this disk as an image; the overview is in the HTML page",
  html: "All tabs one after the other, with the chosen disk, as one page without script",
  csv: "Every figure of the report as a table",
  json: "The report as hvvm simulate writes it",
  mermaid: "The layout as a flowchart for Markdown: disks, their I/O paths, volumes",
  trace: "The recorded requests of this disk, for Perfetto or chrome://tracing",
};

const ofDisk: ReadonlySet<SaveFormat> = new Set<SaveFormat>(["svg", "png", "trace"]);

/** What is about one disk and what is about the whole layout are separate groups, each with a label. */
export function saveBar({ vm, slot }: Picture): Markup {
  const disk = `${vm.name} ${slot?.slot.slot ?? ""}`.trim();
  return markup`<div class="save">${group(
    `Save ${disk} as`,
    saveFormats.filter((format) => ofDisk.has(format)),
  )}${group(
    "Save the layout as",
    saveFormats.filter((format) => !ofDisk.has(format)),
  )}<span class="sub" role="status" data-status="save"></span></div>`;
}

function group(name: string, shown: readonly SaveFormat[]): Markup {
  return markup`<span role="group" aria-label="${name}"><span class="chooser-name" aria-hidden="true"><bdi>${name}</bdi>…</span>${shown.map(
    (format) =>
      markup`<button type="button" class="link" data-action="save" data-format="${format}" data-key="save ${format}" title="${meanings[format]}">${formatNames[format]}</button>`,
  )}</span>`;
}

/** The text of the file; for a PNG, the drawing that it is made from. `undefined` if there is nothing to save. */
export function savedText(state: PageState, format: Exclude<SaveFormat, "html">, styles: string): string | undefined {
  const { result } = state;
  const picture = result && pictureOf(result, state.choice, undefined);
  const source = sourceOf(state, styles);
  if (!result?.report || !picture || !source) return undefined;
  switch (format) {
    case "csv":
      return csvOf(result.report);
    case "json":
      return `${JSON.stringify(result.report, undefined, 2)}\n`;
    case "mermaid":
      return mermaidOf(result);
    case "trace":
      return chromeTraceOf(picture);
    case "svg":
    case "png":
      return svgDocument(source);
  }
}

/**
 * The page with all tabs, as `hvvm render --html` writes it; its content security policy names the style sheet by hash.
 */
export async function savedHtml(state: PageState, styles: string): Promise<string | undefined> {
  const source = sourceOf(state, styles);
  if (!source) return undefined;
  if (!("subtle" in crypto))
    throw new Error("A browser computes the hash for the content security policy only on a secure page.");
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(htmlStyleSheet(styles)));
  return htmlDocument(source, btoa(String.fromCharCode(...new Uint8Array(bytes))));
}

/** What the page shows of the chosen disk, including its two paths if they have been looked at. */
function sourceOf(state: PageState, styles: string): DrawingSource | undefined {
  const { result, fullRun } = state;
  const picture = result && pictureOf(result, state.choice, undefined);
  if (!result?.report || !picture) return undefined;
  const { outline, report, costsFile } = result;
  const baseline = comparedWith(state);
  return {
    name: state.layout?.name ?? "I/O path",
    outline,
    isOld: state.isOld,
    report,
    picture,
    twoWays: waysOf(fullRun, picture),
    comparison: baseline && fullRun && { name: baseline.name, before: baseline.state, after: baselineState(fullRun) },
    costsFile,
    styles,
  };
}
