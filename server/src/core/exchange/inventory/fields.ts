/** Reads values of an inventory's JSON: property names in any case, and every form in which PowerShell writes a value. */

/** A JSON object whose properties are found without regard to case. */
export class Fields {
  private readonly values = new Map<string, unknown>();
  /** By lower-case name: the name as it is written. */
  private readonly names = new Map<string, string>();

  constructor(source: object) {
    for (const [name, value] of Object.entries(source)) {
      const key = name.toLowerCase();
      if (this.values.has(key)) continue;
      this.values.set(key, value);
      this.names.set(key, name);
    }
  }

  has(...names: readonly string[]): boolean {
    return names.every((name) => this.values.has(name));
  }

  hasAny(...names: readonly string[]): boolean {
    return names.some((name) => this.values.has(name));
  }

  /** `name` in lower case. */
  value(name: string): unknown {
    return this.values.get(name);
  }

  /** The property name as the inventory writes it. */
  written(name: string): string {
    return this.names.get(name) ?? name;
  }

  /** Whether it has no other properties than these and those of OData. */
  hasOnly(...names: readonly string[]): boolean {
    return [...this.values.keys()].every((name) => names.includes(name) || name.startsWith("@odata."));
  }

  /** Text that is not empty, or a number as text. */
  text(name: string): string | undefined {
    const value = this.values.get(name);
    if (typeof value === "number") return String(value);
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  }

  /** One of `words`, in whatever case it is written. */
  word<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const text = this.text(name)?.toLowerCase();
    return words.find((word) => word.toLowerCase() === text);
  }

  generation(name: string): 1 | 2 | undefined {
    const count = this.count(name);
    return count === 1 || count === 2 ? count : undefined;
  }

  /** A whole number, 0 or more, even if it is written as text. */
  count(name: string): number | undefined {
    return wholeNumber(this.values.get(name));
  }

  /** `True`, `Yes` and `On` are true as well. */
  flag(name: string): boolean | undefined {
    const value = this.values.get(name);
    if (typeof value === "boolean") return value;
    const text = typeof value === "string" ? value.toLowerCase() : "";
    if (["true", "yes", "on"].includes(text)) return true;
    return ["false", "no", "off"].includes(text) ? false : undefined;
  }

  /** A nested object. */
  object(name: string): Fields | undefined {
    const value = this.values.get(name);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? new Fields(value) : undefined;
  }

  /** The objects of a list; anything else in it is ignored. */
  objects(name: string): readonly Fields[] {
    return elements(this.values.get(name)).flatMap((each) =>
      typeof each === "object" && each !== null ? [new Fields(each)] : [],
    );
  }

  /**
   * An enumeration value in lower case: PowerShell writes its name, its number, or (with remoting) both in an object.
   */
  enumeration(name: string, names: readonly string[]): string | undefined {
    return enumerationName(this.values.get(name), names);
  }
}

/** `names` by number, in lower case. */
export function enumerationName(value: unknown, names: readonly string[]): string | undefined {
  if (typeof value === "number") return names[value];
  if (typeof value === "string") return /^\d+$/.test(value) ? names[Number(value)] : value.toLowerCase() || undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const parts = Object.values(value);
  const name = parts.find((part) => typeof part === "string");
  return enumerationName(name ?? parts.find((part) => typeof part === "number"), names);
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/**
 * The elements of a list. A single object counts as a list with one element, as Windows PowerShell writes it; a list
 * with its length (`{ "value": […], "Count": 2 }`) or in an OData response is unwrapped; nothing is an empty list.
 */
export function elements(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.filter((element) => element !== null);
  if (typeof value !== "object") return [value];
  const fields = new Fields(value);
  const list = fields.value("value");
  return Array.isArray(list) && fields.hasOnly("value", "count") ? elements(list) : [value];
}
