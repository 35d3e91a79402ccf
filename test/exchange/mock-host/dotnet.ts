/** The few members of .NET that exported scripts call. A mock. */
import { isTrue, ScriptError, textOf } from "./values.ts";

class HashSet {
  private readonly keys = new Set<string>();
  Add(value: unknown): boolean {
    const key = textOf(value).toLowerCase();
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    return true;
  }
}

const statics: Readonly<Record<string, (...given: never[]) => unknown>> = {
  "string::equals": (a: unknown, b: unknown) => textOf(a).toLowerCase() === textOf(b).toLowerCase(),
  "object::referenceequals": (a: unknown, b: unknown) => a === b,
  "system.io.path::getpathroot": (path: unknown) => pathRoot(textOf(path)),
  "system.io.path::getdirectoryname": (path: unknown) => textOf(path).replace(/\\[^\\]*$/, ""),
  "system.collections.generic.hashset[string]::new": () => new HashSet(),
};

/** Folders are not kept: the mock's file system is a list of files. */
export function callStatic(type: string, member: string, given: readonly unknown[]): unknown {
  const name = `${type}::${member}`.toLowerCase();
  if (name === "system.io.directory::createdirectory") return null;
  const found = statics[name];
  if (!found) throw new Error(`The mock knows no [${type}]::${member}`);
  return found(...(given as never[]));
}

export function callMethod(target: unknown, member: string, given: readonly unknown[]): unknown {
  if (typeof target === "string") {
    if (member === "ToLowerInvariant") return target.toLowerCase();
    if (member === "TrimEnd") return target.replace(new RegExp(`\\${textOf(given[0])}+$`), "");
  } else if (target !== null && typeof target === "object") {
    const own = (target as Record<string, unknown>)[member.startsWith("Contains") ? "has" : member];
    if (typeof own === "function") return own.apply(target, given);
  }
  throw new ScriptError(`Method invocation failed because it does not contain a method named '${member}'.`);
}

/** Converts a value as a parameter or a cast of that type does. */
export function cast(type: string | undefined, value: unknown): unknown {
  switch (type?.toLowerCase()) {
    case "string":
      return textOf(value);
    case "bool":
      return isTrue(value);
    case "int":
      return Number(value ?? 0);
    case "char":
      return String.fromCharCode(value as number);
    case "hashtable[]":
    case "object[]":
    case "string[]":
      return value === null || Array.isArray(value) ? value : [value];
    case undefined:
    case "ordered":
    case "object":
    case "hashtable":
    case "switch":
      return value;
    default:
      throw new Error(`The mock knows no type ${type}`);
  }
}

/** `C:\` or `\\server\share`. */
export function pathRoot(path: string): string {
  return /^\\\\[^\\]+\\[^\\]+/.exec(path)?.[0] ?? /^[a-z]:\\/i.exec(path)?.[0] ?? "";
}
