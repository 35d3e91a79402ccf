/** The paths of a layout as links to files. Whether a file is there, and where, its caller knows. */
import type { DocumentLink } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import { allMentions } from "./mentions.ts";
import { withoutQuotes } from "./write-name.ts";

/** Links for the files that are there. `find` gives the address of the file that a path of the layout means; it is asked once for each path, and for at most `mostPaths`. */
export async function documentLinks(
  document: HvvmDocument,
  find: (path: string) => Promise<string | undefined>,
): Promise<DocumentLink[]> {
  const files = allMentions(document).filter(({ mention }) => mention.kind === "file");
  const paths = [...new Set(files.map(({ mention }) => mention.value))].slice(0, maxPaths);
  // The document may be changed while files are looked for.
  const ranges = files.map(({ start, mention }) =>
    document.rangeOf(withoutQuotes(document, mention.range, start), start),
  );
  const found = new Map(await Promise.all(paths.map(async (path) => [path, await find(path)] as const)));
  return files.flatMap(({ mention }, index) => {
    const target = found.get(mention.value);
    return target === undefined ? [] : [{ range: ranges[index]!, target, tooltip: "Open this file" }];
  });
}

/** How many files are looked for at most, whatever the layout names. */
const maxPaths = 200;
