/**
 * The tabs of the preview one after the other, for one disk, as one HTML file without script. It follows the reader's
 * light or dark system theme, and is light on paper. It contains each drawing in several widths, of which the style
 * sheet shows the one that fits.
 */
import { answer } from "../answer.ts";
import { type Chart, chartDrawing, chartFigure, type NoChart } from "../charts/chart.ts";
import { chartsOf } from "../charts/charts.ts";
import { comparisonTable } from "../comparison-table.ts";
import { diagram } from "../diagram.ts";
import { diagramLegend } from "../diagram-legend.ts";
import { facts, Markup, markup } from "../markup.ts";
import { overview } from "../overview.ts";
import type { ChosenPath } from "../picture.ts";
import { noteList, problemList } from "../problems.ts";
import { stageTable } from "../stage-table.ts";
import { startSection, startStrip } from "../start-strip.ts";
import { stationTable } from "../station-table.ts";
import { twoLanes } from "../two-lanes.ts";
import { twoWaysDrawing } from "../two-ways.ts";
import { staticTwoWays } from "../two-ways-section.ts";
import { whatIfChips } from "../what-if.ts";
import { runFacts } from "../words.ts";
import { assumptionList } from "./assumption-list.ts";
import { type DrawingSource, drawingTitle } from "./drawing.ts";
import { darkPalette, interfaceFont, lightPalette, type Palette } from "./palette.ts";
import { variablesOf } from "./resolve-styles.ts";
import { staticMarkup } from "./static-markup.ts";

/** Drawn for `width` pixels, shown in windows from `from` pixels on, and never wider than `widest`. */
interface Form {
  readonly name: string;
  readonly width: number;
  readonly from: number;
  readonly widest: number;
}

const wide: Form = { name: "wide", width: 1232, from: 1100, widest: 1232 };
const forms: readonly Form[] = [
  { name: "narrow", width: 360, from: 0, widest: 480 },
  { name: "middle", width: 760, from: 620, widest: 920 },
  wide,
];

/**
 * `undefined` if the chosen slot has no path. `sheetHash` is the SHA-256 of `htmlStyleSheet` in base64: the content
 * security policy allows only that style sheet.
 */
export function htmlDocument(source: DrawingSource, sheetHash: string): string | undefined {
  const { outline, report, picture, styles, twoWays, comparison } = source;
  const { path } = picture;
  if (!path) return undefined;
  const title = drawingTitle(source, path);
  const drawnDiagram = inEachForm(({ width }) => diagram(picture, width, false).drawing);
  const both = twoWays && twoLanes(twoWays);
  const parts: readonly (Markup | undefined)[] = [
    section("Overview", overview({ outline, report, changes: report.whatIf, outcome: undefined, view: everyRow })),
    startSection(
      picture.vm,
      inEachForm(({ width }) => startStrip(picture.vm, width)),
    ),
    problemList(outline, source.isOld),
    comparison &&
      section(`What has changed, A: ${comparison.name}`, comparisonTable(comparison.before, comparison.after)),
    section("Path", answer(path, report.phase, picture.slot?.slot.load === "assumed")),
    markup`<section aria-label="Diagram">${drawnDiagram}${diagramLegend(picture)}</section>`,
    both &&
      staticTwoWays(
        both,
        inEachForm(({ width }) => twoWaysDrawing(both, width)),
      ),
    whatIfChips(path, report.whatIf, undefined),
    section("Where the time goes", stageTable(path, undefined)),
    section("How busy the parts are", stationTable(report, path.disk.bottleneck.station)),
    charts(path),
    section("Assumptions", assumptionList(report.assumptions)),
    section("Limits of this run", report.notes.length > 0 ? noteList(report.notes) : undefined),
  ];
  const body = markup`${parts.map((part) => part && markup`<div class="part">${staticMarkup(part)}</div>`)}`.text;
  const policy = `default-src 'none'; style-src 'sha256-${sheetHash}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>\n${markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(htmlStyleSheet(styles))}</style>
</head>
<body>
<svg class="patterns" width="0" height="0" aria-hidden="true">${new Markup(patternsOf(body))}</svg>
<main id="page">
<header><div class="title"><h1><bdi>${title}</bdi></h1><p class="run">${facts(runFacts(report, source.costsFile))}</p></div></header>
${new Markup(body.replace(definitions, ""))}
</main>
</body>
</html>`}\n`;
}

const everyRow = { byName: false, filter: "", all: true, hasOtherLoad: false };

const definitions = /<defs>.*?<\/defs>/gs;

/** If the drawing that defines the hatching were hidden, all drawings would lose it. */
function patternsOf(body: string): string {
  return [...new Set(body.match(definitions))].join("");
}

function inEachForm(draw: (form: Form) => Markup): Markup {
  return markup`${forms.map((form) => markup`<div class="form ${form.name}">${draw(form)}</div>`)}`;
}

function charts(path: ChosenPath): Markup | undefined {
  const { detail } = path;
  if (!detail) return undefined;
  const drawn = new Map(forms.map((form) => [form, chartsOf(path, detail, form.width)]));
  const figure = (first: Chart | NoChart, index: number) =>
    chartFigure(first, undefined, () =>
      inEachForm((form) => {
        const chart = drawn.get(form)![index]!;
        return "reason" in chart ? markup`` : chartDrawing({ ...chart, id: `${chart.id}-${form.name}` });
      }),
    );
  return section("Requests", markup`<div class="chart-grid two">${drawn.get(wide)!.map(figure)}</div>`);
}

function section(title: string, body: Markup | undefined): Markup | undefined {
  return body && markup`<section><h2>${title}</h2>${body}</section>`;
}

/** The only style sheet of the page, made from those of the pictures. */
export function htmlStyleSheet(styles: string): string {
  const sheet = `:root {\n${declarations({ ...lightPalette, ...variablesOf(styles, ".vscode-light") })}  --vscode-font-family: ${interfaceFont};\n  color-scheme: light;\n}
@media screen and (prefers-color-scheme: dark) {\n:root {\n${declarations({ ...darkPalette, ...variablesOf(styles, ".vscode-dark") })}  color-scheme: dark;\n}\n}
${styles}
#page { max-width: ${wide.width}px; }
.patterns { position: absolute; }
.part { min-width: 0; }
.card, .station { cursor: default; }
.form { display: none; }
.form > svg { width: 100%; height: auto; }
${forms.map(shown).join("\n")}
@media (max-width: ${forms[1]!.from - 0.02}px) {
.chart-grid.two { grid-template-columns: minmax(0, 1fr); }
.part table { display: block; overflow-x: auto; }
.part .percentiles, .part .costs { display: table; }
.costs .range, .costs .confidence { display: none; }
.costs .confidence-here { display: inline; }
}
@page { margin: 14mm; }
@media print {
body { padding: 0; print-color-adjust: exact; }
h2, h3, figcaption, thead { break-after: avoid; }
figure, tr, li, .figure, .form { break-inside: avoid; }
details::details-content { content-visibility: visible; block-size: auto; }
.chart-table { overflow: visible; }
}
`;
  return sheet.replaceAll("</", "<\\/");
}

function shown({ name, from, widest }: Form, index: number): string {
  const next = forms[index + 1];
  const limits = [`(min-width: ${from}px)`, ...(next ? [`(max-width: ${next.from - 0.02}px)`] : [])];
  return `.form.${name} > svg { max-width: ${widest}px; }\n@media ${limits.join(" and ")} { .form.${name} { display: block; } }`;
}

function declarations(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `  ${name}: ${value};\n`)
    .join("");
}
