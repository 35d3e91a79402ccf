/**
 * Background and text colours for drawings outside the editor, by the names of VS Code's theme colours, close to its
 * default light and dark themes. The colours with a meaning are in the style sheet `theme.css`.
 */

export type Palette = Readonly<Record<string, string>>;

export const lightPalette: Palette = {
  "--vscode-editor-background": "#ffffff",
  "--vscode-editor-foreground": "#1f1f1f",
  "--vscode-descriptionForeground": "#5c5c5c",
  "--vscode-editorWidget-background": "#f8f8f8",
  "--vscode-editorWidget-border": "#c8c8c8",
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
