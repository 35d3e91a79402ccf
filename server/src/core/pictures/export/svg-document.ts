/** Answer, diagram and charts of one disk as one self-contained SVG file, in the light palette. */

import { duration, growing, whole } from "../../figures.ts";
import { verdict } from "../answer.ts";
import { chartDrawing } from "../charts/chart.ts";
import { chartsOf } from "../charts/charts.ts";
import { diagram } from "../diagram.ts";
import { Markup, markup } from "../markup.ts";
import type { ChosenPath } from "../picture.ts";
import { startStrip } from "../start-strip.ts";
import { textWidth, wrapText } from "../text-fit.ts";
import { twoLanes } from "../two-lanes.ts";
import { twoWaysDrawing, twoWaysFindings } from "../two-ways.ts";
import { loadInWords, phaseNames, transportNames } from "../words.ts";
import { type DrawingSource, drawingTitle } from "./drawing.ts";
import { interfaceFont, lightPalette } from "./palette.ts";
import { resolveStyles, variablesOf } from "./resolve-styles.ts";
import { staticMarkup } from "./static-markup.ts";

const margin = 28;
const width = 1240;
const inner = width - 2 * margin;
const columnGap = 40;
const gap = 30;

/** A part of the file with its height, drawn from its own origin. */
interface Block {
  readonly height: number;
  readonly drawing: Markup;
}

/** `undefined` if the chosen slot has no path. The file begins with an XML declaration for UTF-8. */
export function svgDocument(source: DrawingSource): string | undefined {
  const { picture, styles } = source;
  const { path } = picture;
  if (!path) return undefined;
  const title = drawingTitle(source, path);
  const charts = path.detail ? chartsOf(path, path.detail, inner) : [];
  const blocks = charts.map((chart) => {
    const heading = words("chart-heading", 14, [chart.title]);
    if ("reason" in chart) return stack([heading, words("finding-text", 12, wrapped(chart.reason, inner, 12))], 4);
    const text = words("finding-text", 12, wrapped(`${chart.finding} ${chart.basis}`, chart.width, 12));
    return stack([heading, text, { height: chart.height, drawing: chartDrawing(chart) }], 8);
  });
  const [first, second, third, fourth] = blocks;
  const page = stack(
    [
      heading(source, path, title),
      start(source),
      diagramBlock(source),
      ...ways(source),
      ...[first, second].flatMap((block) => block ?? []),
      ...(third && fourth ? [beside(third, fourth)] : []),
    ],
    gap,
  );
  const height = Math.ceil(page.height + 2 * margin);
  const ownSheet = `text { font-family: ${interfaceFont}; }\n.document-text { fill: var(--page-text); }\n.document-title { font-size: 20px; font-weight: 600; }\n.verdict-text { font-size: 15px; }\n.finding-text, .run-text { font-size: 12px; fill: var(--page-quiet); }\n.chart-heading { font-size: 14px; font-weight: 600; }\n.ground { fill: var(--page-ground); }`;
  const drawing = markup`<rect class="ground" width="${width}" height="${height}"/><g transform="translate(${margin} ${margin})">${page.drawing}</g>`;
  const palette = { ...lightPalette, ...variablesOf(styles, ".vscode-light") };
  const sheet = resolveStyles(`${styles}\n${ownSheet}`, palette, drawing.text);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title>${title}</title>
<style>${new Markup(sheet.replaceAll("&", "&amp;").replaceAll("<", "&lt;"))}</style>
${drawing}
</svg>`}\n`;
}

function heading({ report, costsFile }: DrawingSource, path: ChosenPath, title: string): Block {
  const { disk } = path;
  const model = `${transportNames[disk.transport]} · ${disk.type} disk on ${path.medium} · ${loadInWords(disk.load)} · ${phaseNames[report.phase]}`;
  const time = disk.responseTimeUs;
  const of = path.requests ? ` of ${whole(path.requests)} requests` : "";
  const times = disk.saturated
    ? growing
    : `mean ${duration(time.mean)}${time.halfWidth95 === null ? "" : ` ± ${duration(time.halfWidth95)}`}, p50 ${duration(time.p50)}, p99 ${duration(time.p99)}${of}`;
  const figures = `Response time: ${times} · seed ${report.seed}${costsFile === undefined ? "" : ` · costs of ${costsFile}`}`;
  return stack(
    [
      words("document-title", 20, wrapped(title, inner, 22)) /* Bold is wider. */,
      words("verdict-text", 15, wrapped(verdict(path), inner, 15)),
      words("run-text", 12, [...wrapped(model, inner, 12), ...wrapped(figures, inner, 12)]),
    ],
    8,
  );
}

function start({ picture: { vm } }: DrawingSource): Block {
  const strip = startStrip(vm, inner);
  const title = vm.start.outcome === "fails" ? `${vm.name} does not start` : `How ${vm.name} starts`;
  return stack([words("chart-heading", 14, wrapped(title, inner, 14)), { height: heightOf(strip), drawing: strip }], 8);
}

function diagramBlock({ picture }: DrawingSource): Block {
  const drawing = staticMarkup(diagram(picture, inner, false).drawing);
  const key =
    "Square: a part where requests can queue, filled by the share of time it is busy. Circle: a part without a queue. Hatched: requests waiting.";
  return stack([{ height: heightOf(drawing), drawing }, words("finding-text", 12, wrapped(key, inner, 12))], 10);
}

/** Empty if the run has no two paths. */
function ways({ twoWays }: DrawingSource): readonly Block[] {
  const both = twoWays && twoLanes(twoWays);
  if (!both) return [];
  const drawing = twoWaysDrawing(both, inner);
  return [
    stack(
      [
        words("chart-heading", 14, ["Two ways side by side"]),
        words("finding-text", 12, wrapped(twoWaysFindings(both), inner, 12)),
        { height: heightOf(drawing), drawing },
      ],
      8,
    ),
  ];
}

/** The height of a drawing is in its opening tag. */
function heightOf(drawing: Markup): number {
  return Number(/^\s*<svg\b[^>]*? height="([\d.]+)"/.exec(drawing.text)?.[1] ?? 0);
}

function stack(blocks: readonly Block[], space: number): Block {
  let y = 0;
  const drawn = blocks.map((block) => {
    const placed = markup`<g transform="translate(0 ${y})">${block.drawing}</g>`;
    y += block.height + space;
    return placed;
  });
  return { height: y - space, drawing: markup`${drawn}` };
}

function beside(one: Block, other: Block): Block {
  const x = (inner + columnGap) / 2;
  return {
    height: Math.max(one.height, other.height),
    drawing: markup`<g>${one.drawing}</g><g transform="translate(${x} 0)">${other.drawing}</g>`,
  };
}

function words(className: string, size: number, lines: readonly string[]): Block {
  const lineHeight = Math.round(size * 1.4);
  return {
    height: lineHeight * lines.length,
    drawing: markup`<text class="document-text ${className}">${lines.map((line, index) => markup`<tspan x="0" y="${size + index * lineHeight}">${line}</tspan>`)}</text>`,
  };
}

function wrapped(text: string, room: number, size: number): readonly string[] {
  return wrapText(text, room, size, Math.ceil(textWidth(text, size) / room) + 1);
}
