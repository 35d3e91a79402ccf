/** Colours for drawings that leave the editor: by the names that VS Code gives its themes, near its default light and dark one. */

export type Palette = Readonly<Record<string, string>>;

export const lightPalette: Palette = {
  "--vscode-editor-background": "#ffffff",
  "--vscode-editor-foreground": "#1f1f1f",
  "--vscode-descriptionForeground": "#5c5c5c",
  "--vscode-editorWidget-background": "#f8f8f8",
  "--vscode-editorWidget-border": "#c8c8c8",
  "--vscode-charts-blue": "#1a76d2",
  "--vscode-charts-orange": "#b86e00",
  "--vscode-charts-purple": "#652d90",
  "--vscode-charts-yellow": "#a67c00",
  "--vscode-charts-red": "#c72e22",
  "--vscode-charts-green": "#2f7d32",
  "--vscode-editorError-foreground": "#c72e22",
  "--vscode-editorWarning-foreground": "#a67c00",
  "--vscode-editorInfo-foreground": "#1a76d2",
  "--vscode-editorCursor-foreground": "#1f1f1f",
  "--vscode-textLink-foreground": "#005fb8",
  "--vscode-textCodeBlock-background": "#f2f2f2",
  "--vscode-list-inactiveSelectionBackground": "#e4e6f1",
  "--vscode-focusBorder": "#005fb8",
};

export const darkPalette: Palette = {
  "--vscode-editor-background": "#1f1f1f",
  "--vscode-editor-foreground": "#dcdcdc",
  "--vscode-descriptionForeground": "#a8a8a8",
  "--vscode-editorWidget-background": "#262626",
  "--vscode-editorWidget-border": "#454545",
  "--vscode-charts-blue": "#4aa3ff",
  "--vscode-charts-orange": "#e39a34",
  "--vscode-charts-purple": "#b180d7",
  "--vscode-charts-yellow": "#d4ae16",
  "--vscode-charts-red": "#f1665c",
  "--vscode-charts-green": "#89d185",
  "--vscode-editorError-foreground": "#f1665c",
  "--vscode-editorWarning-foreground": "#d4ae16",
  "--vscode-editorInfo-foreground": "#4aa3ff",
  "--vscode-editorCursor-foreground": "#dcdcdc",
  "--vscode-textLink-foreground": "#4daafc",
  "--vscode-textCodeBlock-background": "#2b2b2b",
  "--vscode-list-inactiveSelectionBackground": "#37373d",
  "--vscode-focusBorder": "#4daafc",
};

export const interfaceFont = '"Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif';
