/**
 * Turns drawings of the page into static ones, for documents in which clicks have no effect: without focus and the
 * attributes of the page's actions. Buttons that are the text of a row become text, all others are removed.
 */
import { Markup } from "../markup.ts";

/**
 * Attribute values of our own markup contain no quotes and no angle brackets, so the expressions below match tags and
 * never text.
 */
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

/** A part that was a button is only a part of a picture now. */
function withoutRole(attribute: string): string {
  return attribute.startsWith(" role=") ? ' role="img"' : "";
}
