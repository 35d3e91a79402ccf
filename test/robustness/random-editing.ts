/**
 * Edits layouts at random, with a seed, and calls every feature on the way: nothing may throw, and a version must equal
 * its text parsed again.
 */
import { deepStrictEqual } from "node:assert";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { documentSymbols } from "../../server/src/core/features/document-symbols.ts";
import { semanticTokens } from "../../server/src/core/features/semantic-tokens.ts";
import { type PlacedFinding, RuleRunner } from "../../server/src/core/rules/rule-runner.ts";
import { Random } from "../../server/src/core/simulation/kernel/random.ts";
import { askAt, askWhole } from "./all-features.ts";

/** Text that is significant to the parsers, and text that often breaks programs. */
const pieces = [
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "“",
  "\n",
  "\r\n",
  "\r",
  ";",
  ":",
  ",",
  "#",
  "//",
  "/*",
  "*/",
  " ",
  "\t",
  "0",
  "63",
  "64",
  "40GB",
  "1e9",
  "-1",
  "vm b {\n}\n",
  'host h { volume "C:" ssd-nvme }\n',
  "load l { rate 9 }\n",
  "platform windows-server-2008\n",
  "on h",
  "generation 2",
  'scsi 0:0 disk "C:\\VMs\\a.vhdx" dynamic 40GB { load l }',
  "ide 0:1 dvd empty",
  "network legacy",
  "# hvvm-ignore slot-taken\n",
  '"x": 1',
  '"vms": {',
  '"vm": {"ide": {"0:0": {"disk": "a.vhd"}}},',
  "null",
  "é",
  "😀",
  "\ud83d",
  "\u0000",
  "\ufeff",
  "\u00a0",
];
const longest = 6000;
const editsPerLayout = 150;

export interface Start {
  readonly notation: Notation;
  readonly text: string;
}

export interface Editing {
  readonly edits: number;
  /** The number of edits after which a version was compared with its text parsed again. */
  readonly compared: number;
}

/** Edits one of `starts` after another until `isDone` says so. An error names the seed, the edit and the text. */
export async function editAtRandom(
  seed: number,
  starts: readonly Start[],
  isDone: (edits: number) => boolean,
): Promise<Editing> {
  const random = new Random(seed, 1);
  const below = (bound: number) => Math.floor(random.uniform() * bound);
  let edits = 0;
  let compared = 0;
  while (!isDone(edits)) {
    const { notation, text: first } = starts[below(starts.length)]!;
    let document = HvvmDocument.read(first, notation);
    const runner = new RuleRunner();
    runner.run(document);
    for (let n = 0; n < editsPerLayout && !isDone(edits); n++) {
      // Each message has its own turn in a server, and weak references can be cleared only between two turns.
      await new Promise((resolve) => setImmediate(resolve));
      edits++;
      const before = document.text;
      const from = below(before.length + 1);
      const isLong = before.length > longest || random.uniform() < 0.02;
      const range = { start: document.positionAt(from), end: document.positionAt(from + below(isLong ? 3000 : 6)) };
      const text = random.uniform() < 0.3 ? "" : pieces[below(pieces.length)]!;
      try {
        document = document.changed({ range, text });
        const findings = runner.run(document);
        askAt(document, findings, from);
        if (n % 10 === 0) await askWhole(document, findings);
        if (n % 25 === 0) {
          compare(document, findings);
          compared++;
        }
      } catch (error) {
        const told = JSON.stringify({ seed, edit: edits, notation, range, text, before });
        throw new Error(`Random editing failed: ${told}`, { cause: error });
      }
    }
  }
  return { edits, compared };
}

function compare(document: HvvmDocument, findings: readonly PlacedFinding[]): void {
  const anew = HvvmDocument.read(document.text, document.notation);
  deepStrictEqual(
    document.items.map(({ start, item }) => [start, item.bound]),
    anew.items.map(({ start, item }) => [start, item.bound]),
  );
  deepStrictEqual(told(findings), told(new RuleRunner().run(anew)));
  deepStrictEqual(documentSymbols(document), documentSymbols(anew));
  deepStrictEqual(semanticTokens(document), semanticTokens(anew));
}

/** The findings as text, in an arbitrary fixed order. */
function told(findings: readonly PlacedFinding[]): readonly string[] {
  return findings
    .map(
      ({ code, severity, start, finding: { at, message } }) =>
        `${start + at.start} ${at.end} ${code} ${severity} ${message}`,
    )
    .sort();
}
