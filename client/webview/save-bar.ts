/** What the page hands over to be saved, and the buttons that ask for it. */
import {
  chromeTraceOf,
  csvOf,
  detailOf,
  jsonOf,
  type Markup,
  markup,
  mermaidOf,
  pictureOf,
  svgDocument,
} from "../../server/src/core/pictures/pictures.ts";
import { type SaveFormat, saveFormats } from "../src/preview/preview-messages.ts";
import type { PageState } from "./page-state.ts";

const formats: Readonly<Record<SaveFormat, { readonly label: string; readonly meaning: string }>> = {
  svg: { label: "SVG", meaning: "Diagram and charts of the chosen disk as a drawing" },
  png: { label: "PNG", meaning: "Diagram and charts of the chosen disk as an image" },
  csv: { label: "CSV", meaning: "Every figure of the report as a table" },
  json: { label: "JSON", meaning: "The report as hvvm simulate writes it" },
  mermaid: { label: "Mermaid", meaning: "The layout as a flowchart for Markdown: disks, their ways, volumes" },
  trace: { label: "Trace", meaning: "The recorded requests of the chosen disk, for Perfetto or chrome://tracing" },
};

export function saveBar(): Markup {
  return markup`<div class="save" role="group" aria-label="Save as"><span class="chooser-name" aria-hidden="true">Save as…</span>${saveFormats.map(
    (format) =>
      markup`<button type="button" class="link" data-action="save" data-format="${format}" data-key="save ${format}" title="${formats[format].meaning}">${formats[format].label}</button>`,
  )}<span class="sub" role="status" data-status="save"></span></div>`;
}

/** The file's text; of a PNG the drawing that it is made from. `undefined` when there is nothing to save. */
export function savedText(state: PageState, format: SaveFormat, styles: string): string | undefined {
  const { result } = state;
  const picture = result && pictureOf(result, state.choice, undefined);
  if (!result?.report || !picture) return undefined;
  const { outline, report } = result;
  switch (format) {
    case "csv":
      return csvOf(report);
    case "json":
      return jsonOf(report);
    case "mermaid":
      return mermaidOf(result);
    case "trace":
      return chromeTraceOf(result, picture);
    case "svg":
    case "png":
      return svgDocument({
        name: state.layout?.name ?? "I/O path",
        outline,
        report,
        picture,
        detail: detailOf(result, picture),
        costsFile: result.costsFile,
        styles,
      });
  }
}
