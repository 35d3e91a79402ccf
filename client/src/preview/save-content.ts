/** Saves what the page sends: asks where to save it, and writes the whole file. */
import * as vscode from "vscode";
import { nameOf, saveAs } from "../files.ts";
import { formatNames, type SaveFormat } from "./preview-messages.ts";

/** Of files whose format does not name it. */
const extensions: Readonly<Partial<Record<SaveFormat, string>>> = { mermaid: "mmd", trace: "trace.json" };

/** Proposes a file next to the layout. Errors are shown to the user. */
export async function saveContent(layout: vscode.Uri | undefined, format: SaveFormat, content: string): Promise<void> {
  const name = formatNames[format];
  const extension = extensions[format] ?? format;
  const target = await saveAs(
    {
      ...(layout && layout.scheme !== "untitled" ? { defaultUri: proposal(layout, extension) } : {}),
      filters: { [name]: [extension.slice(extension.lastIndexOf(".") + 1)] },
      title: vscode.l10n.t("Save the I/O path as {0}", name),
    },
    bytesOf(format, content),
    (reason) => vscode.l10n.t("The I/O path could not be saved: {0}", reason),
  );
  if (target) vscode.window.setStatusBarMessage(vscode.l10n.t("Saved {0}", nameOf(target)), 5000);
}

/** Such as `web-io-path.svg` for `web.hvvm`. */
function proposal(layout: vscode.Uri, extension: string): vscode.Uri {
  return layout.with({
    path: layout.path.replace(/(?:\.hvvm)?(?:\.json)?$/i, `-io-path.${extension}`),
    query: "",
    fragment: "",
  });
}

function bytesOf(format: SaveFormat, content: string): Uint8Array {
  if (format !== "png") return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
