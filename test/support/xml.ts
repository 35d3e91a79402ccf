/** Reads XML strictly, as programs other than browsers do. */
import sax from "sax";

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** All elements in their order; throws on what is not well-formed. */
export function readXml(text: string): { readonly elements: readonly XmlElement[]; readonly text: string } {
  const elements: XmlElement[] = [];
  let words = "";
  const parser = sax.parser(true);
  parser.onopentag = ({ name, attributes }) =>
    elements.push({ name, attributes: attributes as Record<string, string> });
  parser.ontext = (piece) => {
    words += piece;
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(text).close();
  return { elements, text: words };
}
