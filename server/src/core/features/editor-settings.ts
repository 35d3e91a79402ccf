/** The editor's settings that decide what is shown beside the text. Their names are in package.json, too. */

export interface EditorSettings {
  readonly inlayHints: InlayHintSettings;
  readonly codeLens: boolean;
}

/** The kinds of inlay hints that are shown. */
export interface InlayHintSettings {
  readonly transport: boolean;
  readonly type: boolean;
  readonly throughput: boolean;
}

export const defaultSettings: EditorSettings = readEditorSettings(undefined);

/** Reads the section `hvvm` as the editor sends it. What is absent or not a boolean counts as on. */
export function readEditorSettings(section: unknown): EditorSettings {
  const isOn = (...path: readonly string[]) => {
    let value = section;
    for (const name of path) value = isObject(value) ? value[name] : undefined;
    return value !== false;
  };
  const hint = (kind: string) => isOn("inlayHints", "enabled") && isOn("inlayHints", kind);
  return {
    inlayHints: { transport: hint("transport"), type: hint("type"), throughput: hint("throughput") },
    codeLens: isOn("codeLens", "enabled"),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
