/**
 * The task that checks all layouts of a folder as the command line does, in a terminal. It does not use the problem matcher
 * `$hvvm`: the language server lists the same problems, those of closed files too, and each would be there twice.
 */
import * as vscode from "vscode";

const taskType = "hvvm";

/** For the desktop and remote hosts: a task is a process. */
export function registerCheckTask(context: vscode.ExtensionContext): vscode.Disposable {
  const program = vscode.Uri.joinPath(context.extensionUri, "dist", "cli.js").fsPath;
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? []).map((folder) => checkTask(program, folder, { type: taskType })),
    resolveTask: ({ scope, definition }) =>
      typeof scope === "object" ? checkTask(program, scope, definition) : undefined,
  });
}

/** Only `paths` and `maxWarnings` of the definition are passed to the command; anything else in it is ignored. */
function checkTask(program: string, folder: vscode.WorkspaceFolder, definition: vscode.TaskDefinition): vscode.Task {
  const { paths, maxWarnings } = definition;
  const given = Array.isArray(paths) ? paths.filter((path) => typeof path === "string" && path !== "") : [];
  const limit = Number.isInteger(maxWarnings) ? ["--max-warnings", `${maxWarnings}`] : [];
  const words = [program, "check", ...limit, "--", ...(given.length > 0 ? given : ["."])];
  // The editor's own Node runs it. On the desktop that is Electron, which has to be told to act as Node.
  const execution = new vscode.ProcessExecution(process.execPath, words, {
    cwd: folder.uri.fsPath,
    env: { ELECTRON_RUN_AS_NODE: "1", NO_COLOR: "1" },
  });
  const task = new vscode.Task(definition, folder, vscode.l10n.t("check layouts"), "hvvm", execution, []);
  task.group = vscode.TaskGroup.Build;
  return task;
}
