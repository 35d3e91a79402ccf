/**
 * The style sheets of the pictures as one text, in their order of precedence, for files that leave the editor. Rules
 * are in the order of the page, not of their specificity, because its parts share no elements.
 */
import answer from "./styles/answer.css" with { type: "text" };
import assumptions from "./styles/assumptions.css" with { type: "text" };
import changes from "./styles/changes.css" with { type: "text" };
import charts from "./styles/charts.css" with { type: "text" };
import controls from "./styles/controls.css" with { type: "text" };
import diagram from "./styles/diagram.css" with { type: "text" };
import header from "./styles/header.css" with { type: "text" };
import overview from "./styles/overview.css" with { type: "text" };
import page from "./styles/page.css" with { type: "text" };
import player from "./styles/player.css" with { type: "text" };
import tables from "./styles/tables.css" with { type: "text" };
import theme from "./styles/theme.css" with { type: "text" };
import ways from "./styles/ways.css" with { type: "text" };
import widths from "./styles/widths.css" with { type: "text" };

export const styleSheets = [
  theme,
  page,
  controls,
  header,
  overview,
  answer,
  tables,
  assumptions,
  changes,
  widths,
  diagram,
  player,
  charts,
  ways,
].join("\n");
