/** Everything that the page of the preview imports from the core. */

export { count, counted, duration, exactly, iops } from "../figures.ts";
export {
  type Assumption,
  type DiskName,
  type DiskReport,
  isSameDisk,
  type SimulationReport,
  type WhatIf,
} from "../simulation/report.ts";
export { answer } from "./answer.ts";
export { assumptionsTable, relevantCostIds, roundedCost } from "./assumptions.ts";
export {
  type BaselineDisk,
  type BaselineState,
  baselineOf,
  baselineState,
  intervalsOf,
  isSameRun,
} from "./baseline.ts";
export { charts } from "./charts/charts.ts";
export { comparisonTable } from "./comparison-table.ts";
export { crossingKinds } from "./crossing.ts";
export { type Diagram, diagram } from "./diagram.ts";
export { diagramSection } from "./diagram-section.ts";
export { type Comparison, differenceInWords, differenceTable } from "./differences.ts";
export { drawnAfter } from "./drawn-after.ts";
export { chromeTraceOf } from "./export/chrome-trace.ts";
export { csvOf } from "./export/csv.ts";
export type { DrawingSource } from "./export/drawing.ts";
export { htmlDocument, htmlStyleSheet } from "./export/html-document.ts";
export { mermaidOf } from "./export/mermaid.ts";
export { svgDocument } from "./export/svg-document.ts";
export { facts, type Markup, markup, option } from "./markup.ts";
export { overview } from "./overview.ts";
export { type ChosenPath, type Drawn, holds, type Picture, pictureOf, type SourcePosition } from "./picture.ts";
export { noteList, problemList } from "./problems.ts";
export {
  captionAt,
  completedUntil,
  completionBefore,
  crossingsUntil,
  nextCompletion,
  type RequestTrace,
  requestTrace,
} from "./request-trace.ts";
export { maxTurns, pace, paceInWords } from "./slow-motion.ts";
export { stageDetail } from "./stage-detail.ts";
export { stageTable } from "./stage-table.ts";
export { startSection, startStrip } from "./start-strip.ts";
export { stationTable } from "./station-table.ts";
export { styleSheets } from "./style-sheets.ts";
export { maxQueued, maxServed, type Token, type TokenPlace, tokensAt } from "./tokens.ts";
export { glyphData } from "./transport-glyph.ts";
export { crossingsInWords, type TwoLanes, twoLanes } from "./two-lanes.ts";
export { timeAxis } from "./two-ways.ts";
export { twoWaysSection } from "./two-ways-section.ts";
export { type ChangeOutcome, whatIfChips } from "./what-if.ts";
export { fileName, meanResponse, phaseMeanings, phaseNames, phases, runFacts } from "./words.ts";
