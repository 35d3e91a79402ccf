/**
 * Drawings of the page for where nothing answers a click: without focus and the marks of the page's actions. Buttons that
 * are a row's text stay as text, all others go.
 */
import { Markup } from "../markup.ts";

/** Attribute values of our own markup hold no quote and no angle bracket, so what follows reads tags and never text. */
export function staticMarkup(drawing: Markup): Markup {
  return new Markup(
    drawing.text
      .replace(/<button\b(?![^>]*class="row")[^>]*>.*?<\/button>/gs, "")
      .replace(/<button\b[^>]*>/g, "<span>")
      .replaceAll("</button>", "</span>")
      .replace(/<[a-z][^<>]*>/g, (tag) =>
        tag.replace(/ (?:data-[\w-]+|tabindex|aria-pressed|role="button")(?:="[^"]*")?/g, withoutRole),
      ),
  );
}

/** A part that was a button is a picture's part now. */
function withoutRole(attribute: string): string {
  return attribute.startsWith(" role=") ? ' role="img"' : "";
}
