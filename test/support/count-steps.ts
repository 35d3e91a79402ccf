/**
 * Counts the steps of some work, independent of the machine: how often each block of the product's code runs, as V8
 * counts it, and how many elements and characters the built-in methods pass over, which have no blocks of their own.
 * Import it before any code of the product runs: code that V8 has already compiled has no counters.
 */
import { type Profiler, Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

// The counters of code that V8 discards are lost.
setFlagsFromString("--no-flush-bytecode");
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

export function countSteps(work: () => void): number {
  takeBlocks();
  const passed = countBuiltIns(work);
  const blocks = takeBlocks();
  if (blocks === 0) throw new Error("No block of the product ran");
  return blocks + passed;
}

/** The blocks that ran since the last call. */
function takeBlocks(): number {
  let blocks = 0;
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    if (error) throw error;
    for (const { functions } of result.filter(isProduct)) {
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
  });
  return blocks;
}

function isProduct({ url }: Profiler.ScriptCoverage): boolean {
  return url.includes("/server/src/");
}

type Sequence = { readonly length: number };

type Method = (this: Sequence, ...args: unknown[]) => unknown;

/** Methods that iterate over all of their array or text, or up to a match. */
const arrayMethods = ["splice", "slice", "concat", "includes", "indexOf", "lastIndexOf", "join", "reverse", "shift"];
const textMethods = ["indexOf", "includes", "split", "replace", "replaceAll", "toLowerCase", "trim", "matchAll"];

function countBuiltIns(work: () => void): number {
  let passed = 0;
  const undo: (() => void)[] = [];
  const wrap = (
    holder: object,
    name: string | symbol,
    cost: (self: Sequence, result: unknown, from: unknown) => number,
  ) => {
    const methods = holder as Record<string | symbol, Method>;
    const original = methods[name]!;
    methods[name] = function (...args) {
      const result = original.apply(this, args);
      passed += cost(this, result, args[1]);
      return result;
    };
    undo.push(() => {
      methods[name] = original;
    });
  };
  const searched = ({ length }: Sequence, result: unknown, from: unknown) =>
    (typeof result === "number" && result >= 0 ? result : length) - (typeof from === "number" ? from : 0);
  const all = ({ length }: Sequence) => length;
  for (const name of arrayMethods) {
    wrap(Array.prototype, name, name === "slice" ? (_, result) => (result as unknown[]).length : searched);
  }
  for (const name of textMethods) wrap(String.prototype, name, name === "indexOf" ? searched : all);
  // Spreading an array requests its iterator.
  wrap(Array.prototype, Symbol.iterator, all);
  try {
    work();
  } finally {
    for (const restore of undo) restore();
  }
  return passed;
}
