/**
 * Names of inherited object properties have no special meaning: each answer equals that for an ordinary name, letter
 * for letter.
 */
import { expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { toNative } from "../../server/src/core/model/to-native.ts";
import { readConfiguration } from "../../server/src/core/rules/configuration.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { askAt, askWhole } from "../robustness/all-features.ts";
import { describeFindings, findingsOf } from "../support/check.ts";
import { jsonStatements, nativeStatements } from "../support/notations.ts";

/** Each with a name of the same length and order that is inherited from nowhere. */
const names = [
  ["__proto__", "__proton_"],
  ["constructor", "constructoq"],
  ["toString", "toStrinh"],
  ["hasOwnProperty", "hasOwnPropertz"],
  ["valueOf", "valueOg"],
] as const;

const texts: readonly (readonly [what: string, Notation, (name: string) => string])[] = [
  [
    "names",
    "hvvm",
    (name) => `host "${name}" { volume "C:\\${name}" hdd-7200 1TB; physical 1 ssd-sata }
load "${name}" { read 50% }
vm "${name}" {
  on "${name}"
  guest "${name}"
  ide 0:0 disk "C:\\${name}\\${name}.vhd" fixed 40GB boot { load "${name}" }
  scsi 0:0 disk "C:\\${name}\\d.vhd" { parent "C:\\${name}\\p.vhd" }
  network "${name}"
}
`,
  ],
  [
    "names",
    "json",
    (name) => `{ "hosts": { "${name}": { "volumes": { "C:\\\\${name}": { "media": "hdd-7200" } } } },
  "loads": { "${name}": { "read": "50%" } },
  "vms": { "${name}": { "on": "${name}", "guest": "${name}",
    "ide": { "0:0": { "disk": "C:\\\\${name}\\\\a.vhd", "boot": true, "load": "${name}" } },
    "networks": [ { "switch": "${name}" } ] } } }
`,
  ],
  [
    "words where other words are wanted",
    "hvvm",
    (name) => `platform ${name}
${name} ${name} { ${name} }
host h { volume "C:" ${name}; ${name} 1 ${name} }
vm a {
  on ${name}; generation ${name}; guest ${name}; startup ${name}
  ide 0:0 ${name} "C:\\v\\a.vhd"
  ide 0:1 disk "C:\\v\\b.vhd" ${name} { ${name} 1; load ${name} } # hvvm-ignore ${name}
  ide 1:0 disk "C:\\v\\c.vhd" { load { ${name} 5 } }
}
`,
  ],
  [
    "properties and words where others are wanted",
    "json",
    (name) => `{ "${name}": { "${name}": 1 }, "platform": "${name}",
  "hosts": { "h": { "${name}": {}, "volumes": { "${name}": { "${name}": 1, "media": "${name}" } } } },
  "vms": { "a": { "${name}": { "${name}": {} }, "on": "${name}", "startup": [ "${name}" ],
    "ide": { "${name}": {}, "0:0": { "${name}": 1 }, "0:1": { "disk": "C:\\\\v\\\\a.vhd", "type": "${name}", "${name}": {} } } } } }
`,
  ],
];

test.each(names)("%s is a name like %s, for every feature at every place", async (name, like) => {
  for (const [, notation, text] of texts) {
    const given = await answers(text(name), notation);
    expect(given.map((answer) => answer.replaceAll(name.toLowerCase(), like.toLowerCase()))).toEqual(
      await answers(text(like), notation),
    );
  }
});

/** Ignores case, which a new load's name loses, and Markdown's escapes. */
async function answers(text: string, notation: Notation): Promise<readonly string[]> {
  const document = HvvmDocument.read(text, notation);
  const findings = findingsOf(text, notation);
  const all: unknown[] = [...describeFindings(text, findings), ...(await askWhole(document, findings))];
  for (let offset = 0; offset <= text.length; offset += 5) all.push(...askAt(document, findings, offset));
  return all.map((answer) => (JSON.stringify(answer) ?? "").toLowerCase().replaceAll("\\\\_", "_"));
}

test.each(names)("%s is preserved by both notations", (name) => {
  const statements = nativeStatements(texts[0]![2](name));
  const json = toJson(statements);
  expect(Object.keys(JSON.parse(json).vms)).toEqual([name]);
  expect(Object.keys(JSON.parse(json).hosts)).toEqual([name]);
  expect(toNative(jsonStatements(json))).toBe(toNative(statements));
});

test.each(names)("%s is neither a rule nor a cost in a configuration", (name) => {
  const { problems, configuration } = readConfiguration(`{ "rules": { "${name}": "off" }, "${name}": 1 }`);
  expect(problems).toHaveLength(2);
  expect(Object.keys(configuration.rules)).toEqual([]);
  const { costs } = resolveCosts(JSON.parse(`{ "${name}": 5 }`));
  expect(Object.keys(costs)).toEqual(Object.keys(resolveCosts().costs));
});
