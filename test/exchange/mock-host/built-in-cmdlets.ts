/** The cmdlets of PowerShell itself that exported scripts and the collector use. A mock. */
import type { Cmdlet } from "./interpreter.ts";
import { collapse, Hashtable, isEqual, isTrue, propertyOf, spread, textOf } from "./values.ts";

/** What these cmdlets change. */
export interface Session {
  isStrict: boolean;
  readonly warnings: string[];
}

export function builtInCmdlets(session: Session): Readonly<Record<string, Cmdlet>> {
  return {
    "Set-StrictMode": () => {
      session.isStrict = true;
      return [];
    },
    "Write-Verbose": () => [],
    "ConvertTo-Json": ({ named: options }) => [JSON.stringify(plainOf(options.get("inputobject")))],
    "Where-Object": ({ input, positional, run }) => input.filter((item) => isTrue(collapse(run(positional[0], item)))),
    "ForEach-Object": ({ input, positional, run }) => input.flatMap((item) => run(positional[0], item)),
    "Sort-Object": ({ input, named: options }) => {
      const property = options.get("property");
      const key = (item: unknown) => (property === undefined ? item : propertyOf(item, textOf(property)));
      const order = (a: unknown, b: unknown) =>
        typeof a === "number" ? a - (b as number) : textOf(a).localeCompare(textOf(b));
      const sorted = [...input].sort((a, b) => order(key(a), key(b)));
      if (options.has("descending")) sorted.reverse();
      return options.has("unique") ? sorted.filter((item, at) => at === 0 || !isEqual(item, sorted[at - 1])) : sorted;
    },
    "Select-Object": ({ input, named: options, run }) => {
      if (options.has("unique")) return [...new Set(input)];
      const first = input.slice(0, (options.get("first") as number | undefined) ?? input.length);
      if (!options.has("property")) return first;
      return first.map((item) => {
        const selected = new Hashtable();
        for (const property of spread(options.get("property"))) {
          if (property instanceof Hashtable)
            selected.set(property.get("Name"), collapse(run(property.get("Expression"), item)));
          else selected.set(property, propertyOf(item, textOf(property), session.isStrict));
        }
        return selected;
      });
    },
    "Write-Warning": ({ positional }) => {
      session.warnings.push(textOf(positional[0]));
      return [];
    },
  };
}

/** For JSON: hashtables as objects. */
function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (value instanceof Hashtable) return Object.fromEntries(value.pairs.map(([key, each]) => [key, plainOf(each)]));
  return value ?? null;
}
