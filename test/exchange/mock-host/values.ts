/** Values of the mock's PowerShell: strings, numbers, booleans, null, arrays, and the objects below. */

/** A hashtable: keys without regard to case, in the order in which they came. */
export class Hashtable {
  private readonly entries = new Map<string, { key: string; value: unknown }>();

  get(key: unknown): unknown {
    return this.entries.get(String(key).toLowerCase())?.value ?? null;
  }

  has(key: unknown): boolean {
    return this.entries.has(String(key).toLowerCase());
  }

  set(key: unknown, value: unknown): void {
    this.entries.set(String(key).toLowerCase(), { key: String(key), value });
  }

  get pairs(): readonly (readonly [string, unknown])[] {
    return [...this.entries.values()].map(({ key, value }) => [key, value] as const);
  }
}

/** A switch parameter: true if it was given. */
export class SwitchParameter {
  constructor(readonly IsPresent: boolean) {}
}

/** What PowerShell throws. */
export class ScriptError extends Error {}

/** The conversion to `[string]`. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return value.map(textOf).join(" ");
  if (value instanceof ScriptError) return value.message;
  return String(value);
}

export function isTrue(value: unknown): boolean {
  if (value instanceof SwitchParameter) return value.IsPresent;
  if (Array.isArray(value)) return value.length === 1 ? isTrue(value[0]) : value.length > 1;
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== "";
}

/** `-eq`: text without regard to case; the right side is converted to the type of the left one. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === "string") return left.toLowerCase() === textOf(right).toLowerCase();
  if (typeof left === "number" && typeof right === "string") return left === Number(right);
  return left === right;
}

/** A property. A missing one is an error in strict mode, otherwise null. */
export function propertyOf(target: unknown, name: string, isStrict = true): unknown {
  if (!isStrict && (target === null || target === undefined)) return null;
  if (target === null || target === undefined)
    throw new ScriptError(`The property '${name}' cannot be found: the object is null.`);
  const key = name.toLowerCase();
  if (Array.isArray(target)) {
    if (key === "count" || key === "length") return target.length;
    return target.map((each) => propertyOf(each, name, isStrict));
  }
  if (target instanceof Hashtable) {
    if (target.has(name)) return target.get(name);
    if (key === "values") return target.pairs.map(([, value]) => value);
  } else if (typeof target === "object") {
    const own = allKeys(target).find((candidate) => candidate.toLowerCase() === key);
    if (own !== undefined) return (target as Record<string, unknown>)[own] ?? null;
  }
  if (!isStrict) return null;
  throw new ScriptError(`The property '${name}' cannot be found on this object.`);
}

function allKeys(target: object): readonly string[] {
  const accessors = Object.getOwnPropertyNames(Object.getPrototypeOf(target) ?? {});
  return [...Object.keys(target), ...accessors];
}

/** Converts a list of outputs to a value: nothing, the single one, or an array. */
export function collapse(outputs: readonly unknown[]): unknown {
  return outputs.length === 0 ? null : outputs.length === 1 ? outputs[0] : [...outputs];
}

/** The items of a value in a pipeline: an array is enumerated. */
export function spread(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
