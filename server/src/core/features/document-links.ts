/** The paths of a layout as links to files. The caller knows whether a file exists, and where. */
import type { DocumentLink } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import { allMentions } from "./mentions.ts";
import { withoutQuotes } from "./write-name.ts";

/** Links for the files that exist. `find` returns the address of the file for a path of the layout; it is called once for each path, and for at most `maxPaths`. */
export async function documentLinks(
  document: HvvmDocument,
  find: (path: string) => Promise<string | undefined>,
): Promise<DocumentLink[]> {
  const files = allMentions(document).filter(({ mention }) => mention.kind === "file");
  const paths = [...new Set(files.map(({ mention }) => mention.value))].slice(0, maxPaths);
  // The document may change while files are looked up.
  const ranges = files.map(({ start, mention }) =>
    document.rangeOf(withoutQuotes(document, mention.range, start), start),
  );
  const found = new Map(await Promise.all(paths.map(async (path) => [path, await find(path)] as const)));
  return files.flatMap(({ mention }, index) => {
    const target = found.get(mention.value);
    return target === undefined ? [] : [{ range: ranges[index]!, target, tooltip: "Open this file" }];
  });
}

/** The limit for files that are looked up, whatever the layout names. */
const maxPaths = 200;
