/**
 * The severities that hold for each document: the editor's `hvvm.rules`, and over them the nearest `hvvm.config.json`,
 * so that the editor agrees with the command line. Where that file lies is the platform's affair.
 */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  type ConfigurationProblem,
  type RuleSeverities,
  readConfiguration,
  readRuleSettings,
} from "../core/rules/configuration.ts";

export interface ConfigurationText {
  readonly uri: string;
  /** `undefined` if the file is there and cannot be read. */
  readonly text: string | undefined;
}

/** The nearest configuration upwards from a document. */
export type FindConfiguration = (documentUri: string) => ConfigurationText | undefined;

export class Configurations {
  private settings: RuleSeverities = {};
  private readonly byFolder = new Map<string, RuleSeverities>();
  private readonly published = new Set<string>();

  constructor(
    private readonly find: FindConfiguration,
    /** Told of each configuration that is read, and with an empty list of one that may be gone. */
    private readonly publish: (uri: string, diagnostics: Diagnostic[]) => void,
  ) {}

  /** The same object until something changes. */
  severitiesOf(documentUri: string): RuleSeverities {
    const folder = documentUri.slice(0, documentUri.lastIndexOf("/") + 1);
    const known = this.byFolder.get(folder);
    if (known) return known;
    const found = this.find(documentUri);
    const severities = found ? { ...this.settings, ...this.read(found) } : this.settings;
    this.byFolder.set(folder, severities);
    return severities;
  }

  /** Takes the value of `hvvm.rules`, and answers with one sentence for each fault in it. */
  useSettings(rules: unknown): readonly string[] {
    const { configuration, problems } = readRuleSettings(rules);
    this.settings = configuration.rules;
    this.byFolder.clear();
    return problems.map(({ message }) => message);
  }

  /** Some configuration file came, changed or went. */
  filesChanged(): void {
    this.byFolder.clear();
    for (const uri of this.published) this.publish(uri, []);
    this.published.clear();
  }

  private read({ uri, text }: ConfigurationText): RuleSeverities {
    const { configuration, problems } = readConfiguration(text ?? "");
    this.published.add(uri);
    const unreadable = { range: { start: 0, end: 0 }, message: "This file cannot be read.", isMinor: false };
    this.publish(uri, diagnosticsOf(text ?? "", text === undefined ? [unreadable] : problems));
    return configuration.rules;
  }
}

function diagnosticsOf(text: string, problems: readonly ConfigurationProblem[]): Diagnostic[] {
  const lines = TextDocument.create("", "jsonc", 0, text);
  return problems.map(({ range, message, isMinor }) => ({
    range: { start: lines.positionAt(range.start), end: lines.positionAt(range.end) },
    message,
    severity: isMinor ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
    source: "hvvm",
  }));
}
