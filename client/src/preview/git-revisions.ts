/** A layout as it was at a revision, read through VS Code's own git extension: this extension never starts git, and the git extension does nothing in a folder that is not trusted. */
import * as vscode from "vscode";
import { nameOf } from "../files.ts";

/** The part of the git extension's interface (`extensions/git/src/api/git.d.ts` of VS Code) that is used here. */
interface Repository {
  log(options: { readonly path: string; readonly maxEntries: number }): Promise<readonly Commit[]>;
  show(revision: string, path: string): Promise<string>;
}

interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly authorDate?: Date;
}

interface Git {
  /** Until it is initialized, it does not know any repository. */
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: vscode.Event<unknown>;
  getRepository(uri: vscode.Uri): Repository | null;
}

interface GitExtension {
  getAPI(version: 1): Git;
}

const maxCommits = 50;

/** Asks for one of the commits that changed the file, or for any revision by name; `undefined` if the user chooses none. */
export async function chooseRevision(layout: vscode.Uri): Promise<string | undefined> {
  const repository = await repositoryOf(layout).catch((error: Error) => error);
  if (repository instanceof Error) {
    void vscode.window.showInformationMessage(repository.message);
    return undefined;
  }
  const commits = await repository.log({ path: layout.fsPath, maxEntries: maxCommits }).catch(() => []);
  const named = vscode.l10n.t("By its name…");
  const chosen = await vscode.window.showQuickPick(
    [
      { label: "HEAD", description: vscode.l10n.t("the last commit") },
      ...commits.map(({ hash, message, authorDate }) => ({
        label: hash.slice(0, 8),
        description: message.split("\n", 1)[0] ?? "",
        ...(authorDate ? { detail: authorDate.toLocaleString() } : {}),
      })),
      { label: named, description: vscode.l10n.t("a branch, a tag or a commit") },
    ],
    { title: vscode.l10n.t("Compare with Revision"), matchOnDescription: true },
  );
  if (chosen?.label !== named) return chosen?.label;
  const typed = await vscode.window.showInputBox({ title: vscode.l10n.t("Compare with Revision"), value: "main" });
  return typed?.trim() || undefined;
}

/** Rejects with a sentence for the user. */
export async function textAtRevision(layout: vscode.Uri, revision: string): Promise<string> {
  const repository = await repositoryOf(layout);
  // A name that begins with `-` would be read as an option of git.
  if (revision.startsWith("-")) throw new Error(`"${revision}" is not a revision.`);
  try {
    return await repository.show(revision, layout.fsPath);
  } catch {
    throw new Error(`${nameOf(layout)} does not exist at ${revision}.`);
  }
}

async function repositoryOf(layout: vscode.Uri): Promise<Repository> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (!extension)
    throw new Error(vscode.l10n.t("VS Code's git extension is not available, or the folder is not trusted."));
  const repository = await extension
    .activate()
    .then((git) => initialized(git.getAPI(1)))
    .then((git) => git.getRepository(layout))
    .then(undefined, () => null); // Git is disabled, or not installed.
  if (!repository) throw new Error(vscode.l10n.t("The layout is not in a git repository that VS Code has open."));
  return repository;
}

/** In a window that has just opened, it is still looking for repositories. */
function initialized(git: Git): Promise<Git> {
  if (git.state === "initialized") return Promise.resolve(git);
  return new Promise((resolve) => {
    const listener = git.onDidChangeState(() => {
      listener.dispose();
      resolve(git);
    });
  });
}
