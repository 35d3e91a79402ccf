/** Reads PowerShell with a grammar of the language, tree-sitter-powershell. No PowerShell runs. */
import { createRequire } from "node:module";
import { Language, type Node, Parser } from "web-tree-sitter";

const grammar = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

/** The script's tree; `hasError` of the root says whether the text is not PowerShell. */
export function powershellTree(script: string): Node {
  return parser.parse(script)!.rootNode;
}
