/** The style sheets of the preview's page, as text: what is drawn on the command line looks as it does there. */
import charts from "../../../client/webview/charts.css" with { type: "text" };
import diagram from "../../../client/webview/diagram.css" with { type: "text" };
import preview from "../../../client/webview/preview.css" with { type: "text" };

export const styleSheets = `${preview}\n${diagram}\n${charts}`;
