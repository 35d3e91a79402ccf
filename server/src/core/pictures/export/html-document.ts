/** The preview of one disk as one HTML file without script, light or dark as its reader's system is. */
import { answer } from "../answer.ts";
import { charts } from "../charts/charts.ts";
import { ioPathDiagram } from "../diagram.ts";
import { diagramLegend } from "../diagram-legend.ts";
import { given, whole } from "../format.ts";
import { Markup, markup } from "../markup.ts";
import { noteList, problemList } from "../problems.ts";
import { stageTable } from "../stage-table.ts";
import { stationTable } from "../station-table.ts";
import { whatIfChips } from "../what-if.ts";
import { assumptionList } from "./assumption-list.ts";
import { type DrawingSource, drawingTitle } from "./drawing.ts";
import { darkPalette, interfaceFont, lightPalette, type Palette } from "./palette.ts";
import { still } from "./still.ts";

/** The drawings are made for this width; where the window is narrower, they scroll sideways. */
const width = 1232;

/** `undefined` when the chosen slot has no path. */
export function htmlDocument(source: DrawingSource): string | undefined {
  const { outline, report, picture, detail, styles } = source;
  const { path } = picture;
  if (!path) return undefined;
  const title = drawingTitle(source, path);
  const parts: readonly (Markup | undefined)[] = [
    answer(path, report.phase),
    problemList(outline),
    markup`<section aria-label="I/O path">${ioPathDiagram(picture, width)}${diagramLegend(picture)}</section>`,
    charts(picture, detail, width),
    whatIfChips(path, report.whatIf, undefined),
    section("Where the time goes", stageTable(path, undefined)),
    section("How busy the parts are", stationTable(report, path.disk.bottleneck.station)),
    section("What the answer rests on", assumptionList(report.assumptions)),
    section("Limits of this run", report.notes.length > 0 ? noteList(report.notes) : undefined),
  ];
  const run = `Seed ${given(report.seed)} · ${whole(report.requests)} requests after ${whole(report.warmupRequests)} of warm-up`;
  return `<!DOCTYPE html>\n${markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(sheet(styles).replaceAll("</", "<\\/"))}</style>
</head>
<body>
<main id="page">
<header><div class="title"><h1><bdi>${title}</bdi></h1><p class="run">${run}</p></div></header>
${parts.map((part) => part && markup`<div class="part">${still(part)}</div>`)}
</main>
</body>
</html>`}\n`;
}

function section(title: string, body: Markup | undefined): Markup | undefined {
  return body && markup`<section><h2>${title}</h2>${body}</section>`;
}

function sheet(styles: string): string {
  return `:root {\n${declarations(lightPalette)}  --vscode-font-family: ${interfaceFont};\n  color-scheme: light dark;\n}\n@media (prefers-color-scheme: dark) {\n:root {\n${declarations(darkPalette)}}\n}\n${styles}\n#page { max-width: ${width}px; }\n.part { min-width: 0; overflow-x: auto; }\n.card, .station { cursor: default; }\n@media print { .part { overflow: visible; } }\n`;
}

function declarations(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `  ${name}: ${value};\n`)
    .join("");
}
