/** The layouts that the client has open, each with its current version and findings. */
import { type TextDocumentContentChangeEvent, TextDocuments } from "vscode-languageserver";
import { HvvmDocument } from "../core/document.ts";
import { Formatter } from "../core/features/formatting.ts";
import { configured, type RuleSeverities } from "../core/rules/configuration.ts";
import { type PlacedFinding, RuleRunner } from "../core/rules/rule-runner.ts";
import type { Costs } from "../core/simulation/paths/costs.ts";

/** The configuration of a document; the same objects until something changes. */
export interface ConfigurationOf {
  severitiesOf(uri: string): RuleSeverities;
  costsOf(uri: string): Costs;
  /** The file that they are from, as its configuration names it. */
  costsFileOf(uri: string): string | undefined;
  /** A sentence that says why it is not known which costs apply; the defaults are used instead. */
  costsFaultOf(uri: string): string | undefined;
}

/** One open layout. Findings are computed on demand, once per version and configuration. */
export class OpenDocument {
  readonly formatter = new Formatter();
  private readonly runner = new RuleRunner();
  private found:
    | { readonly severities: RuleSeverities; readonly costs: Costs; readonly findings: readonly PlacedFinding[] }
    | undefined;

  constructor(
    readonly uri: string,
    public document: HvvmDocument,
    public version: number,
    private readonly configuration: ConfigurationOf,
  ) {}

  get costs(): Costs {
    return this.configuration.costsOf(this.uri);
  }

  get costsFile(): string | undefined {
    return this.configuration.costsFileOf(this.uri);
  }

  get costsFault(): string | undefined {
    return this.configuration.costsFaultOf(this.uri);
  }

  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.found = undefined;
    for (const change of changes) this.document = this.document.changed(change);
    this.version = version;
  }

  findings(): readonly PlacedFinding[] {
    const severities = this.configuration.severitiesOf(this.uri);
    const { costs } = this;
    if (this.found?.severities !== severities || this.found.costs !== costs) {
      this.found = { severities, costs, findings: configured(this.runner.run(this.document, costs), severities) };
    }
    return this.found.findings;
  }

  /** The findings if the text were `text`. */
  findingsIn(text: string): readonly PlacedFinding[] {
    return this.findingsOf(HvvmDocument.read(text, this.document.notation));
  }

  /** The findings for another text with the same configuration. */
  findingsOf(other: HvvmDocument): readonly PlacedFinding[] {
    return configured(new RuleRunner().run(other, this.costs), this.configuration.severitiesOf(this.uri));
  }
}

/** The layouts that a client opens, changes and closes, once it `listen`s to a connection. */
export function openDocuments(configuration: ConfigurationOf): TextDocuments<OpenDocument> {
  return new TextDocuments({
    create: (uri, languageId, version, text) => readLayout(uri, languageId, version, text, configuration),
    update(open, changes, version) {
      open.change(changes, version);
      return open;
    },
  });
}

/** A layout whose client has it open, or would see its text. */
export function readLayout(
  uri: string,
  languageId: string,
  version: number,
  text: string,
  configuration: ConfigurationOf,
): OpenDocument {
  const isJson = uri.toLowerCase().endsWith(".json") || languageId.startsWith("json");
  return new OpenDocument(uri, HvvmDocument.read(text, isJson ? "json" : "hvvm"), version, configuration);
}
