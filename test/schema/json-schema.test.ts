import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parse } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import { jsonSchema } from "../../server/src/core/schema/json-schema.ts";
import { samples } from "../support/samples.ts";

const validate = new Ajv({ strict: false }).compile(jsonSchema());

function isValid(text: string): boolean {
  return validate(parse(text, undefined, { allowTrailingComma: true })) as boolean;
}

test("the schema in the package is the one that is generated from the language: run `npm run generate`", () => {
  const written = readFileSync(new URL("../../schemas/hvvm.strict.schema.json", import.meta.url), "utf8");
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
});

test.each(samples)("$name fits the schema", ({ json }) => {
  expect(isValid(json), JSON.stringify(validate.errors)).toBe(true);
});

function slot(body: string): string {
  return `{"vms": {"a": {"scsi": {"0:0": {${body}}}}}}`;
}

describe("the schema accepts what the language accepts", () => {
  test.each([
    ["values in any case", '{"platform": "Windows-Server-2008"}'],
    ["an old word", slot('"disk": "C:\\\\a.vhdx", "type": "sparse"')],
    ["a size in bytes", slot('"disk": "C:\\\\a.vhdx", "size": 1024')],
    ["an empty DVD drive", slot('"dvd": null')],
    ["an adapter that is not connected", '{"vms": {"a": {"networks": [{"switch": null}, {}]}}}'],
    ["an empty floppy drive", '{"vms": {"a": {"floppy": null}}}'],
    ["a SCSI controller alone", '{"vms": {"a": {"scsi": {"1": {}}}}}'],
    ["a guest that is not listed", '{"vms": {"a": {"guest": "Haiku"}}}'],
    [
      "parents of parents",
      slot('"disk": "C:\\\\a.vhdx", "parent": {"file": "C:\\\\b.vhdx", "parent": {"file": "C:\\\\c.vhdx"}}'),
    ],
    ["a load of the disk alone", slot('"physicalDisk": 3, "load": {"rate": 100}')],
  ])("%s", (_title, text) => expect(isValid(text), JSON.stringify(validate.errors)).toBe(true));
});

describe("the schema rejects what the language refuses", () => {
  test.each([
    ["an unknown property", '{"vmz": {}}'],
    ["an unknown word", '{"platform": "windows-server-2009"}'],
    ["a number as text", '{"vms": {"a": {"generation": "1"}}}'],
    ["a slot of another form", '{"vms": {"a": {"ide": {"0": {}}}}}'],
    ["a slot without a device", slot("")],
    ["two devices in a slot", slot('"disk": "C:\\\\a.vhdx", "physicalDisk": 3')],
    ["a size on a DVD drive", slot('"dvd": null, "size": "1GB"')],
    ["a controller alone that holds something", '{"vms": {"a": {"scsi": {"1": {"boot": true}}}}}'],
    ["a control character", slot('"disk": "C:\\temp\\b.vhdx"')],
    ["a percentage above 100", '{"loads": {"l": {"read": "101%"}}}'],
    ["too many processors", '{"vms": {"a": {"processors": 2049}}}'],
    ["a volume without media", '{"hosts": {"h": {"volumes": {"C:": {}}}}}'],
    ["an empty start-up order", '{"vms": {"a": {"startup": []}}}'],
  ])("%s", (_title, text) => expect(isValid(text)).toBe(false));
});
