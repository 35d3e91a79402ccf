/** The other state that a layout is compared with: what the user chooses, its text, and its simulation. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type SimulateParams, simulateRequest } from "../../../server/src/protocol.ts";
import { maxLayoutBytes, nameOf, readText, reasonOf } from "../files.ts";
import { chooseRevision, textAtRevision } from "./git-revisions.ts";
import type { RunSubject } from "./layout-runs.ts";
import type { ComparedLayout, ToPage } from "./preview-messages.ts";

/** `undefined` when the user chooses none. */
export async function chooseCompared(
  kind: "revision" | "layout",
  layout: vscode.Uri,
): Promise<ComparedLayout | undefined> {
  if (kind === "revision") {
    const revision = await chooseRevision(layout);
    return revision === undefined ? undefined : { kind, revision };
  }
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Compare with Layout"),
      defaultUri: vscode.Uri.joinPath(layout, ".."),
      filters: { [vscode.l10n.t("Layouts")]: ["hvvm", "json"], [vscode.l10n.t("All Files")]: ["*"] },
    })) ?? [];
  return uri && { kind, uri: uri.toString() };
}

export class ComparedRuns {
  /** What the last answer was for; the same state is not simulated twice. */
  private asked = "";

  constructor(
    private readonly client: BaseLanguageClient,
    private readonly post: (message: ToPage) => void,
  ) {}

  /** A new page does not know anything yet, so it is sent the answer again. */
  forget(): void {
    this.asked = "";
  }

  /** Simulates the other state if it, or what it is simulated with, has changed. */
  async update({ uri, run }: RunSubject): Promise<void> {
    const { comparedWith, phase, load, costs } = run;
    if (!comparedWith) {
      this.forget();
      return;
    }
    const name = nameOfState(comparedWith);
    const about = { type: "compared", uri: uri.toString(), name } as const;
    try {
      const text = await textOf(comparedWith, uri);
      const asked = JSON.stringify([uri.toString(), comparedWith, phase, load, costs, text]);
      if (asked === this.asked) return;
      this.asked = asked;
      const path = comparedWith.kind === "layout" ? vscode.Uri.parse(comparedWith.uri).path : uri.path;
      const params: SimulateParams = {
        textDocument: { uri: this.client.code2ProtocolConverter.asUri(uri) },
        other: { text, notation: /\.json$/i.test(path) ? "json" : "hvvm" },
        phase,
        load,
        costs,
      };
      const result = await this.client.sendRequest(simulateRequest, params);
      if (asked !== this.asked) return;
      this.post(result ? { ...about, result } : { ...about, reason: "The language server did not answer for it." });
    } catch (error) {
      this.forget();
      this.post({ ...about, reason: reasonOf(error) });
    }
  }
}

function nameOfState(compared: ComparedLayout): string {
  if (compared.kind === "saved") return "the saved file";
  return compared.kind === "revision" ? compared.revision : nameOf(vscode.Uri.parse(compared.uri));
}

/** Rejects with a sentence for the user. */
async function textOf(compared: ComparedLayout, layout: vscode.Uri): Promise<string> {
  if (compared.kind === "revision") return textAtRevision(layout, compared.revision);
  const uri = compared.kind === "saved" ? layout : vscode.Uri.parse(compared.uri);
  if (uri.scheme === "untitled") throw new Error("It has not been saved yet.");
  return readText(uri, maxLayoutBytes);
}
