/**
 * The severities and costs for each document: the editor's `hvvm.rules`, overridden by the nearest `hvvm.config.json`,
 * so that the editor agrees with the command line. The platform knows where that file is.
 */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { readCosts } from "../core/forecast/read-costs.ts";
import {
  configurationFile,
  type ReadConfiguration,
  type RuleSeverities,
  readConfiguration,
  readRuleSettings,
} from "../core/rules/configuration.ts";
import { type Costs, resolveCosts } from "../core/simulation/paths/costs.ts";

export interface ConfigurationText {
  readonly uri: string;
  /** `undefined` if the file exists but cannot be read. */
  readonly text: string | undefined;
}

/** Whether a file may be read, given its URI with all links followed. */
export type MayRead = (realUri: string) => boolean;

/** The platform's access to files. */
export interface ConfigurationFiles {
  /** The nearest configuration in the folders above a document; `undefined` also if that one may not be read. */
  find(documentUri: string, mayRead?: MayRead): ConfigurationText | undefined;
  /** `undefined` if the file does not exist, or cannot or may not be read. */
  read(uri: string, mayRead?: MayRead): string | undefined;
  /**
   * The URI with all links resolved; `undefined` if there is no such file. Without this function, there are no links.
   */
  realUri?(uri: string): string | undefined;
  /**
   * For a platform that has to request files: resolves when the configuration of a document and its costs file, whose
   * URI `costsOf` returns, have arrived. `undefined` if they are already there.
   */
  load?(documentUri: string, costsOf: (found: ConfigurationText) => string | undefined): Promise<void> | undefined;
  /** The files that were requested may have changed. */
  forget?(): void;
}

interface HeldCosts {
  readonly costs: Costs;
  /** The costs file as the configuration names it, where it could be read. */
  readonly costsFile?: string | undefined;
  /** Why it is not known which costs apply. */
  readonly costsFault?: string | undefined;
}

interface Held extends HeldCosts {
  readonly severities: RuleSeverities;
}

export class Configurations {
  private settings: RuleSeverities = {};
  private isTrusted = true;
  /** Of the workspace. */
  private folders: readonly string[] = [];
  private readonly byFolder = new Map<string, Held>();
  private readonly published = new Set<string>();

  constructor(
    private readonly files: ConfigurationFiles,
    /** Called for each file that is read, and with an empty list when one may have been deleted. */
    private readonly publish: (uri: string, diagnostics: Diagnostic[]) => void,
  ) {}

  /** Resolves when the configuration of a document is known; `undefined` if it already is. */
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

  /** Sets the value of `hvvm.rules`, and returns one sentence for each problem in it. */
  useSettings(rules: unknown): readonly string[] {
    const { configuration, problems } = readRuleSettings(rules);
    this.settings = configuration.rules;
    this.byFolder.clear();
    return problems.map(({ message }) => message);
  }

  /**
   * In folders that the user does not trust, nothing outside them is read: neither a configuration above them nor the
   * target of a path or a link in them.
   */
  useTrust(isTrusted: boolean): void {
    this.isTrusted = isTrusted;
    this.byFolder.clear();
  }

  /** The workspace folders, as URIs. Without any, a document belongs to its own folder. */
  useFolders(folders: readonly string[]): void {
    this.folders = folders.map((folder) => this.realUri(folder));
    this.byFolder.clear();
  }

  /** Which files may be read for a document; `undefined` for all. */
  mayReadFor(documentUri: string): MayRead | undefined {
    if (this.isTrusted) return undefined;
    const documentFolder = folderOf(documentUri);
    const folders = this.folders.length > 0 ? this.folders : [this.realUri(documentFolder)];
    return (uri) => folders.some((folder) => uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`));
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
    const mayRead = this.mayReadFor(documentUri);
    const found = this.files.find(documentUri, mayRead);
    const held = found ? this.read(found, mayRead) : { severities: this.settings, costs: resolveCosts().costs };
    this.byFolder.set(folder, held);
    return held;
  }

  private realUri(uri: string): string {
    return this.files.realUri?.(uri) ?? uri;
  }

  private read({ uri, text }: ConfigurationText, mayRead: MayRead | undefined): Held {
    const { configuration, costsRange, fault, problems } = readConfiguration(text ?? "");
    const { rules, costs: path } = configuration;
    const named = this.costsUri(path, uri);
    const isOutside = named !== undefined && mayRead?.(this.realUri(named)) === false;
    const costsUri = isOutside ? undefined : named;
    const held = costsUri === undefined && costsRange ? [notRead(costsRange, this.isTrusted)] : [];
    this.tell(uri, text ?? "", text === undefined ? [unreadable] : [...problems, ...held]);
    const costs = this.readCosts(path, costsUri, mayRead);
    const costsFault = faultIn(configurationFile, text, fault);
    return {
      severities: { ...this.settings, ...rules },
      ...costs,
      ...(costsFault === undefined ? {} : { costsFault }),
    };
  }

  /** `path` is relative to the configuration. `undefined` for text that is not a path, and for a file that may not be read. */
  private costsUri(path: string | undefined, configurationUri: string): string | undefined {
    const uri = path === undefined ? undefined : siblingOf(configurationUri, path);
    if (this.isTrusted || uri === undefined) return uri;
    // Including network shares and devices, as Windows writes them, on every system.
    if (/^[\\/]{2}/.test(path!)) return undefined;
    return uri.startsWith(folderOf(configurationUri)) ? uri : undefined;
  }

  private readCosts(path: string | undefined, uri: string | undefined, mayRead: MayRead | undefined): HeldCosts {
    const { costs: defaults } = resolveCosts();
    if (path === undefined) return { costs: defaults };
    if (uri === undefined)
      return { costs: defaults, costsFault: this.isTrusted ? faultIn(path, undefined, undefined) : undefined };
    const text = this.files.read(uri, mayRead);
    const { costs, problems } = readCosts(text ?? "{}");
    this.tell(uri, text ?? "", text === undefined ? [unreadable] : problems);
    return {
      costs,
      costsFile: text === undefined ? undefined : path,
      costsFault: faultIn(
        path,
        text,
        problems.find(({ isMinor }) => !isMinor),
      ),
    };
  }

  private tell(uri: string, text: string, problems: ReadConfiguration["problems"]): void {
    this.published.add(uri);
    this.publish(uri, diagnosticsOf(text, problems));
  }
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}

/**
 * `./` keeps a URL from reading the beginning of the path as a scheme or a host. `undefined` for text that is not valid
 * Unicode.
 */
function siblingOf(uri: string, path: string): string | undefined {
  if (/\p{Surrogate}/u.test(path)) return undefined; // Half a character.
  const encoded = path.split(/[\\/]/).map(encodeURIComponent).join("/");
  return new URL(/^\/(?!\/)/.test(encoded) ? encoded : `./${encoded}`, uri).href;
}

function lineOf(text: string, offset: number): number {
  return TextDocument.create("", "jsonc", 0, text).positionAt(offset).line + 1;
}

/** A sentence with the line; `undefined` for a file without a fault. */
function faultIn(name: string, text: string | undefined, fault: ReadConfiguration["fault"]): string | undefined {
  if (text === undefined) return `"${name}" cannot be read.`;
  return fault && `"${name}", line ${lineOf(text, fault.range.start)}: ${fault.message}`;
}

const unreadable = {
  range: { start: 0, end: 0 },
  message: "This file cannot be read.",
  isMinor: false,
};

const notRead = (range: NonNullable<ReadConfiguration["costsRange"]>, isTrusted: boolean) => ({
  range,
  message: isTrusted
    ? "This is not the path of a file: the default costs are used."
    : "This file lies outside the folder of the configuration, and the folder is not trusted: the default costs are used.",
  isMinor: true,
});

function diagnosticsOf(text: string, problems: ReadConfiguration["problems"]): Diagnostic[] {
  const lines = TextDocument.create("", "jsonc", 0, text);
  return problems.map(({ range, message, isMinor }) => ({
    range: { start: lines.positionAt(range.start), end: lines.positionAt(range.end) },
    message,
    severity: isMinor ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
    source: "hvvm",
  }));
}
