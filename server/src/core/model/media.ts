/** What a medium consists of, once the names in it are resolved: built-in, or a media definition of the file. */
import { isBuiltInMedia, type Media, type Resiliency, resiliencies } from "../schema/media.ts";
import { known, type Maybe, type MediaDefinition, type SheetFigure } from "./layout.ts";

/** A medium with everything that its `of` contributes. */
export interface Medium {
  /** As the layout names it. */
  readonly name: string;
  /** The built-in medium of its disks; `undefined` if only the data sheet describes them. */
  readonly base: Media | undefined;
  readonly disks: number;
  readonly resiliency: Resiliency;
  /** Figures of one disk that replace those of the base; all six if there is no base. */
  readonly sheet: Readonly<Partial<Record<SheetFigure, number>>>;
  /** `undefined`: that of the base. */
  readonly powerLossProtection: boolean | undefined;
}

export type MediaDefinitions = ReadonlyMap<string, MediaDefinition>;

/**
 * The medium that `name` refers to: the file's own before a built-in one; within its own definition, a built-in name is
 * the built-in one. `"unknown"` if its definition is broken or contradicts itself, `undefined` if nothing has that
 * name.
 */
export function mediumNamed(name: string, definitions: MediaDefinitions): Medium | "unknown" | undefined {
  const key = name.toLowerCase();
  const definition = definitions.get(key);
  if (!definition) return isBuiltInMedia(key) ? builtIn(key) : undefined;
  return resolve(definition, definitions);
}

function builtIn(name: Media): Medium {
  return { name, base: name, disks: 1, resiliency: "simple", sheet: {}, powerLossProtection: undefined };
}

function resolve(definition: MediaDefinition, definitions: MediaDefinitions): Medium | "unknown" {
  if (mayBeIncomplete(definition)) return "unknown";
  const sheet: Partial<Record<SheetFigure, number>> = {};
  let powerLossProtection = known(definition.powerLossProtection);
  let base: Media | undefined;
  const seen = new Set<MediaDefinition>();
  for (let level: MediaDefinition | undefined = definition; level; ) {
    if (seen.has(level) || mayBeIncomplete(level) || (level !== definition && level.disks !== undefined))
      return "unknown";
    seen.add(level);
    for (const [figure, said] of Object.entries(level.sheet)) sheet[figure as SheetFigure] ??= said.value;
    powerLossProtection ??= known(level.powerLossProtection);
    const next: ReturnType<typeof madeOf> = madeOf(level, definitions);
    if (next === undefined && level.of !== undefined) return "unknown";
    if (typeof next === "string") base = next;
    level = typeof next === "object" ? next : undefined;
  }
  if (base === undefined && Object.keys(sheet).length < sheetFigures) return "unknown";
  const disks = known(definition.disks) ?? 1;
  const resiliency = known(definition.resiliency) ?? "simple";
  if (disks < resiliencies[resiliency].min) return "unknown";
  return { name: definition.name!.value, base, disks, resiliency, sheet, powerLossProtection };
}

const sheetFigures = 6;

/** What its `of` refers to: another definition of the file, or a built-in medium; `undefined` for neither. */
export function madeOf(
  { of, name }: MediaDefinition,
  definitions: MediaDefinitions,
): MediaDefinition | Media | undefined {
  const key = known(of)?.toLowerCase();
  if (key === undefined) return undefined;
  const isOwnName = key === name?.value.toLowerCase() && isBuiltInMedia(key);
  return (isOwnName ? undefined : definitions.get(key)) ?? (isBuiltInMedia(key) ? key : undefined);
}

function mayBeIncomplete({ statement, name, of, disks, resiliency, powerLossProtection }: MediaDefinition): boolean {
  const parts: readonly Maybe<unknown>[] = [of, disks, resiliency, powerLossProtection];
  return !name || statement.isBroken || statement.hasBrokenBlock || parts.includes("unknown");
}
