/** Finds the configuration of each file: the nearest `hvvm.config.json` upwards from it. */
import { dirname, join, resolve } from "node:path";
import { type Configuration, configurationFile, readConfiguration } from "../core/rules/configuration.ts";
import { problemLine, type SettingsProblem } from "../core/syntax/json/parse-settings.ts";
import { decode } from "../decode.ts";
import { readRegularFile } from "../disk/bounded-reader.ts";
import { UsageError } from "./exit-codes.ts";
import { describeError } from "./inputs.ts";

export interface FoundConfiguration extends Configuration {
  /** The folder of the file; `undefined` if there is no file. */
  readonly folder: string | undefined;
  /** Problems in it that are not fatal; one line each. */
  readonly warnings: readonly string[];
}

const none: FoundConfiguration = { rules: {}, folder: undefined, warnings: [] };

export class Configurations {
  private readonly byFolder = new Map<string, FoundConfiguration>();

  /** For a file, or for the current folder if the layout is standard input. Throws a UsageError if the configuration cannot be read or has an error. */
  of(path: string): FoundConfiguration {
    return this.inFolder(path === "-" ? process.cwd() : dirname(resolve(path)));
  }

  private inFolder(folder: string): FoundConfiguration {
    const known = this.byFolder.get(folder);
    if (known) return known;
    const parent = dirname(folder);
    const found = readFolder(folder) ?? (parent === folder ? none : this.inFolder(parent));
    this.byFolder.set(folder, found);
    return found;
  }
}

function readFolder(folder: string): FoundConfiguration | undefined {
  const path = join(folder, configurationFile);
  let bytes: Buffer | undefined;
  try {
    bytes = readRegularFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new UsageError(`"${path}" ${describeError(error)}.`);
  }
  if (!bytes) throw new UsageError(`"${path}" is larger than 32 MB.`);
  const text = decode(bytes);
  if (text === undefined) throw new UsageError(`"${path}" is not text in UTF-8 or UTF-16.`);
  const { configuration, problems } = readConfiguration(text);
  const line = (problem: SettingsProblem) => problemLine(path, text, problem);
  const fault = problems.find(({ isMinor }) => !isMinor);
  if (fault) throw new UsageError(line(fault));
  const rest = problems.length - maxWarnings;
  const warnings = problems.slice(0, maxWarnings).map(line);
  if (rest > 0) warnings.push(`"${path}": ${rest} more warning${rest === 1 ? " is" : "s are"} not shown.`);
  return { ...configuration, folder, warnings };
}

/** About a screenful. */
const maxWarnings = 20;
