/**
 * Reads the strings of a script as PowerShell's tokenizer does (CharTraits.cs), which the grammar of the tests does not:
 * `'` and U+2018 to U+201B are one and the same single quote, U+201C to U+201E and `"` one double quote, and U+2013 to
 * U+2015 are hyphens. Single-quoted strings with `[char]0x…` beside them are one value.
 */
const single = "'\u2018\u2019\u201a\u201b";
const double = '"\u201c\u201d\u201e';

export interface Scanned {
  /** The strings and the sums of strings and characters, in their order. */
  readonly values: readonly string[];
  /** The text outside strings and comments. */
  readonly outside: string;
}

export function scanPowerShell(script: string): Scanned {
  const values: string[] = [];
  let outside = "";
  let at = 0;
  const isSingle = () => at < script.length && single.includes(script[at]!);
  const readString = (): string => {
    at++;
    let value = "";
    for (;;) {
      if (at >= script.length) throw new Error("A string does not end.");
      if (isSingle()) {
        if (!single.includes(script[at + 1] ?? " ")) break;
        at++; // Two quotes in a string mean the second one of them.
      }
      value += script[at++];
    }
    at++;
    return value;
  };
  while (at < script.length) {
    const sum = /^\((?=(?:''|'[^']|\[char\]))/.exec(script.slice(at, at + 10));
    if (script.startsWith("<#", at)) at = script.indexOf("#>", at) + 2;
    else if (script[at] === "#") while (at < script.length && !"\r\n".includes(script[at]!)) at++;
    else if (isSingle()) values.push(readString());
    else if (double.includes(script[at]!)) throw new Error("The scanner reads single-quoted strings only.");
    else if (sum) {
      const before = at++;
      let value = "";
      for (;;) {
        const code = /^\[char\]0x([0-9A-F]{4})/.exec(script.slice(at, at + 12));
        if (code) {
          value += String.fromCharCode(Number.parseInt(code[1]!, 16));
          at += code[0].length;
        } else if (isSingle()) value += readString();
        else break;
        if (!script.startsWith(" + ", at)) break;
        at += 3;
      }
      if (script[at] === ")") {
        at++;
        values.push(value);
      } else {
        // Not a sum after all: a string in brackets.
        at = before + 1;
        outside += "(";
      }
    } else outside += script[at++];
  }
  return { values, outside };
}
