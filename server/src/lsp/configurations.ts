/**
 * The severities and costs that hold for each document: the editor's `hvvm.rules`, and over them the nearest
 * `hvvm.config.json`, so that the editor agrees with the command line. Where that file lies is up to the platform.
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
  /** `undefined` if the file is there and cannot be read. */
  readonly text: string | undefined;
}

/** Whether a file may be read, given its URI with all links followed. */
export type MayRead = (realUri: string) => boolean;

/** What the platform knows of files. */
export interface ConfigurationFiles {
  /** The nearest configuration upwards from a document; `undefined`, too, if that one may not be read. */
  find(documentUri: string, mayRead?: MayRead): ConfigurationText | undefined;
  /** `undefined` if the file is not there, or cannot or may not be read. */
  read(uri: string, mayRead?: MayRead): string | undefined;
  /** The URI with all links followed; `undefined` for what is not there. Without this there are no links. */
  realUri?(uri: string): string | undefined;
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
  /** Of the workspace. */
  private folders: readonly string[] = [];
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

  /**
   * In folders that the user does not trust, nothing outside of them is read: neither a configuration above them nor what
   * a path or a link in them leads to.
   */
  useTrust(isTrusted: boolean): void {
    this.isTrusted = isTrusted;
    this.byFolder.clear();
  }

  /** The folders of the workspace, as URIs. Without any, a document stands for its own folder. */
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

  /** `path` is relative to the configuration. `undefined` for what is not a path, and for a file that may not be read. */
  private costsUri(path: string | undefined, configurationUri: string): string | undefined {
    const uri = path === undefined ? undefined : siblingOf(configurationUri, path);
    if (this.isTrusted || uri === undefined) return uri;
    // Also a network share or a device, as Windows writes them: whatever system this is.
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

/** `./` keeps a URL from taking the beginning of the path for a scheme or a host. `undefined` for what is not text. */
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
