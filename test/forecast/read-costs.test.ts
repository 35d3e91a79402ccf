import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { costsSchema } from "../../server/src/core/forecast/costs-schema.ts";
import { readCosts } from "../../server/src/core/forecast/read-costs.ts";
import { costTable } from "../../server/src/core/simulation/paths/cost-table.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";

const defaults = resolveCosts().costs;

test("values of the file replace defaults, and comments may explain them", () => {
  const { costs, problems } = readCosts(`\ufeff{
  "$schema": "./hvvm-costs.schema.json",
  "ide.access": 11.5, // measured on hv01
  "media.ssd-sata.readUs": 90,
}`);
  expect(problems).toEqual([]);
  expect(costs).toEqual({ ...defaults, "ide.access": 11.5, "media.ssd-sata.readUs": 90 });
});

test("an empty object changes nothing", () => {
  expect(readCosts("{}")).toEqual({ costs: defaults, problems: [] });
});

describe("an error is reported at its place, and the default applies", () => {
  const limit = 1e9;
  test.each([
    ['{ "ide.acces": 1 }', '"ide.acces"', 'The cost table has no "ide.acces". Did you mean "ide.access"?'],
    ['{ "price of tea": 1 }', '"price of tea"', 'The cost table has no "price of tea".'],
    ['{ "__proto__": 1 }', '"__proto__"', 'The cost table has no "__proto__".'],
    ['{ "ide.access": "8" }', '"8"', `"ide.access" is a number from 0 to ${limit} us.`],
    ['{ "ide.access": null }', "null", `"ide.access" is a number from 0 to ${limit} us.`],
    ['{ "ide.access": [8] }', "[8]", `"ide.access" is a number from 0 to ${limit} us.`],
    ['{ "ide.access": -1 }', "-1", `"ide.access" is a number from 0 to ${limit} us.`],
    ['{ "ide.access": 1e999 }', "1e999", `"ide.access" is a number from 0 to ${limit} us.`],
    ['{ "ide.access": 1000000001 }', "1000000001", `"ide.access" is a number from 0 to ${limit} us.`],
    ['{ "host.processors": 0 }', "0", '"host.processors" is a number above 0, up to 4096 processors.'],
    ['{ "vhd.hit": 1.1 }', "1.1", '"vhd.hit" is a number from 0 to 1.'],
    ['{ "chan": 5, "chan": 6 }', '"chan"', '"chan" appears twice.'],
    ["[]", "[", 'A costs file is an object, { "ide.access": 8 }.'],
    ['"chan"', '"chan"', 'A costs file is an object, { "ide.access": 8 }.'],
  ])("%s", (text, marked, message) => {
    const { costs, problems } = readCosts(text);
    expect(problems.map(({ range, message: told }) => [text.slice(range.start, range.end), told])).toEqual([
      [marked, message],
    ]);
    expect(costs).toEqual(defaults);
  });

  test.each(["", "{", '{ "chan" }', '{ "chan": }', '{ "chan": NaN }', "\u0000"])("%j is not a JSON object", (text) => {
    const { costs, problems } = readCosts(text);
    expect(problems).toHaveLength(1);
    expect(costs).toEqual(defaults);
  });

  test.each([
    ['{ "chan": 1 }', "1", /^"chan" contains "vsp\.exec" and "vsp\.cmpl", which together take 4 us/],
    ['{ "chan": 4.5, "vsp.exec": 4 }', "4.5", /^"chan" contains/],
    ['{ "exit.sw": 2 }', "2", /^"exit\.sw" is not spent by any stage/],
    // 0.8 ms to the next track, and at most 17 ms.
    ['{ "media.hdd-7200.seekAverageUs": 30000 }', "30000", /no effect below 1124 µs and above 16190 µs/],
    [
      '{ "media.hdd-7200.seekFullUs": 700 }',
      "700",
      /no seek of hdd-7200 is longer than the one to the next track, 800 µs/,
    ],
    // 4 KiB at 560 MB/s.
    [
      '{ "media.ssd-sata.readUs": 5 }',
      "5",
      /^"media\.ssd-sata\.readUs" contains the transfer of 4 KiB, which takes 7\.31429 µs/,
    ],
    ['{ "outstanding": 100.4 }', "100.4", /^"outstanding" counts whole requests: 100 is used\.$/],
    ['{ "host.processors": 0.4 }', "0.4", /^"host\.processors" counts whole processors: 1 is used\.$/],
    ['{ "vhd.allocationWrites": 8 }', "8", /^"vhd\.allocationWrites" has no effect above 4/],
    ['{ "media.ssd-sata.readUnits": 0.5 }', "0.5", /^"media\.ssd-sata\.readUnits" has no effect below 1\.10/],
  ])("%s has no effect, which is a warning", (text, marked, message) => {
    const { problems } = readCosts(text);
    expect(problems).toHaveLength(1);
    const [{ range, message: told, isMinor }] = problems as [(typeof problems)[0]];
    expect(text.slice(range.start, range.end)).toBe(marked);
    expect(told).toMatch(message);
    expect(isMinor).toBe(true);
  });

  test("the bounds themselves are allowed", () => {
    expect(readCosts('{ "ide.access": 0, "vhd.hit": 1, "chan": 1000000000 }').problems).toEqual([]);
  });
});

test("the schema accepts what is read without a problem, and rejects the rest", () => {
  const validate = new Ajv({ strict: true }).compile(JSON.parse(costsSchema()));
  const values: readonly unknown[] = [0, 0.5, 1, 1.5, 1e9, 1e9 + 1, -1, "8", null];
  for (const { id } of costTable) {
    for (const value of values) {
      const file = { [id]: value };
      expect(validate(file), JSON.stringify(file)).toBe(
        !readCosts(JSON.stringify(file)).problems.some(({ isMinor }) => !isMinor),
      );
    }
  }
  expect(validate({ "ide.acces": 1 })).toBe(false);
  expect(validate(Object.fromEntries(costTable.map((each) => [each.id, each.default])))).toBe(true);
});
