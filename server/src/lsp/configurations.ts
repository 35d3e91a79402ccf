/**
 * The severities and costs that hold for each document: the editor's `hvvm.rules`, and over them the nearest
 * `hvvm.config.json`, so that the editor agrees with the command line. Where that file lies is the platform's affair.
 */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type CostsProblem, readCosts } from "../core/forecast/read-costs.ts";
import {
  type ConfigurationProblem,
  configurationFile,
  type RuleSeverities,
  readConfiguration,
  readRuleSettings,
} from "../core/rules/configuration.ts";
import { type Costs, resolveCosts } from "../core/simulation/paths/costs.ts";

export interface ConfigurationText {
  readonly uri: string;
  /** `undefined` if the file is there and cannot be read. */
  readonly text: string | undefined;
}

/** What the platform knows of files. */
export interface ConfigurationFiles {
  /** The nearest configuration upwards from a document. */
  find(documentUri: string): ConfigurationText | undefined;
  /** `undefined` if the file is not there or cannot be read. */
  read(uri: string): string | undefined;
  /**
   * Where files have to be asked for: ends when the configuration of a document and its costs file, of which `costsOf`
   * knows the URI, have come. `undefined` when they are there.
   */
  load?(documentUri: string, costsOf: (found: ConfigurationText) => string | undefined): Promise<void> | undefined;
  /** What has been asked for may be old. */
  forget?(): void;
}

interface HeldCosts {
  readonly costs: Costs;
  /** The costs file as the configuration names it, where it could be read. */
  readonly costsFile?: string | undefined;
  /** Why it is not known which costs are meant. */
  readonly costsFault?: string | undefined;
}

interface Held extends HeldCosts {
  readonly severities: RuleSeverities;
}

export class Configurations {
  private settings: RuleSeverities = {};
  private isTrusted = true;
  private readonly byFolder = new Map<string, Held>();
  private readonly published = new Set<string>();

  constructor(
    private readonly files: ConfigurationFiles,
    /** Told of each file that is read, and with an empty list of one that may be gone. */
    private readonly publish: (uri: string, diagnostics: Diagnostic[]) => void,
  ) {}

  /** Ends when it is known what holds for a document; `undefined` when it is. */
  coming(documentUri: string): Promise<void> | undefined {
    const costsOf = ({ uri, text }: ConfigurationText) =>
      this.costsUri(readConfiguration(text ?? "").configuration.costs, uri);
    return this.files.load?.(documentUri, costsOf)?.then(() => void this.byFolder.delete(folderOf(documentUri)));
  }

  /** The same object until something changes. */
  severitiesOf(documentUri: string): RuleSeverities {
    return this.of(documentUri).severities;
  }

  costsOf(documentUri: string): Costs {
    return this.of(documentUri).costs;
  }

  costsFileOf(documentUri: string): string | undefined {
    return this.of(documentUri).costsFile;
  }

  /** The command line refuses in these cases, too. */
  costsFaultOf(documentUri: string): string | undefined {
    return this.of(documentUri).costsFault;
  }

  /** Takes the value of `hvvm.rules`, and answers with one sentence for each fault in it. */
  useSettings(rules: unknown): readonly string[] {
    const { configuration, problems } = readRuleSettings(rules);
    this.settings = configuration.rules;
    this.byFolder.clear();
    return problems.map(({ message }) => message);
  }

  /** In a folder that the user does not trust, a configuration reaches no file outside its own folder. */
  useTrust(isTrusted: boolean): void {
    this.isTrusted = isTrusted;
    this.byFolder.clear();
  }

  /** Some configuration file came, changed or went. */
  filesChanged(): void {
    this.files.forget?.();
    this.byFolder.clear();
    for (const uri of this.published) this.publish(uri, []);
    this.published.clear();
  }

  private of(documentUri: string): Held {
    const folder = folderOf(documentUri);
    const known = this.byFolder.get(folder);
    if (known) return known;
    const found = this.files.find(documentUri);
    const held = found ? this.read(found) : { severities: this.settings, costs: resolveCosts().costs };
    this.byFolder.set(folder, held);
    return held;
  }

  private read({ uri, text }: ConfigurationText): Held {
    const { configuration, costsRange, fault, problems } = readConfiguration(text ?? "");
    const { rules, costs: path } = configuration;
    const costsUri = this.costsUri(path, uri);
    const held = costsUri === undefined && costsRange ? [outside(costsRange)] : [];
    this.tell(uri, text ?? "", text === undefined ? [unreadable] : [...problems, ...held]);
    const costsFault = faultIn(configurationFile, text, fault);
    const costs = this.readCosts(path, costsUri);
    return {
      severities: { ...this.settings, ...rules },
      ...costs,
      ...(costsFault === undefined ? {} : { costsFault }),
    };
  }

  /** `path` is relative to the configuration. `undefined` for a file that may not be read. */
  private costsUri(path: string | undefined, configurationUri: string): string | undefined {
    if (path === undefined) return undefined;
    const uri = siblingOf(configurationUri, path);
    return this.isTrusted || uri.startsWith(siblingOf(configurationUri, ".")) ? uri : undefined;
  }

  private readCosts(path: string | undefined, uri: string | undefined): HeldCosts {
    if (path === undefined || uri === undefined) return { costs: resolveCosts().costs };
    const text = this.files.read(uri);
    const { costs, problems } = readCosts(text ?? "{}");
    const placed = problems.map(({ range, message }) => ({ range, message, isMinor: false }));
    this.tell(uri, text ?? "", text === undefined ? [unreadable] : placed);
    return { costs, costsFile: text === undefined ? undefined : path, costsFault: faultIn(path, text, problems[0]) };
  }

  private tell(uri: string, text: string, problems: readonly ConfigurationProblem[]): void {
    this.published.add(uri);
    this.publish(uri, diagnosticsOf(text, problems));
  }
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}

/** `./` keeps a URL from taking the beginning of the path for a scheme or a host. */
function siblingOf(uri: string, path: string): string {
  const encoded = path.split(/[\\/]/).map(encodeURIComponent).join("/");
  return new URL(/^\/(?!\/)/.test(encoded) ? encoded : `./${encoded}`, uri).href;
}

/** A sentence with the line; `undefined` for a file without a fault. */
function faultIn(name: string, text: string | undefined, fault: CostsProblem | undefined): string | undefined {
  if (text === undefined) return `"${name}" cannot be read.`;
  return fault && `"${name}", line ${lineOf(text, fault.range.start)}: ${fault.message}`;
}

function lineOf(text: string, offset: number): number {
  return TextDocument.create("", "jsonc", 0, text).positionAt(offset).line + 1;
}

const unreadable: ConfigurationProblem = {
  range: { start: 0, end: 0 },
  message: "This file cannot be read.",
  isMinor: false,
};

const outside = (range: ConfigurationProblem["range"]): ConfigurationProblem => ({
  range,
  message:
    "This file lies outside the folder of the configuration, and the folder is not trusted: the default costs are used.",
  isMinor: true,
});

function diagnosticsOf(text: string, problems: readonly ConfigurationProblem[]): Diagnostic[] {
  const lines = TextDocument.create("", "jsonc", 0, text);
  return problems.map(({ range, message, isMinor }) => ({
    range: { start: lines.positionAt(range.start), end: lines.positionAt(range.end) },
    message,
    severity: isMinor ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
    source: "hvvm",
  }));
}
