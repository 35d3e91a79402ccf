/** The samples and the examples are valid layouts: a rule that reports an error in one of them is wrong itself. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Notation } from "../server/src/core/document.ts";
import { formatNative } from "../server/src/core/model/format-native.ts";
import { toJson } from "../server/src/core/model/to-json.ts";
import { guestWords } from "../server/src/core/schema/guests.ts";
import { builtInLoads } from "../server/src/core/schema/loads.ts";
import { mediaWords } from "../server/src/core/schema/media.ts";
import { allReleases } from "../server/src/core/schema/releases.ts";
import { describeFindings, findingsOf } from "./support/check.ts";
import { nativeStatements } from "./support/notations.ts";
import { type Sample, samples } from "./support/samples.ts";

const exampleFolder = new URL("../examples/", import.meta.url);

/** The examples have no JSON of their own: they are converted. */
const examples: readonly Sample[] = readdirSync(exampleFolder)
  .filter((name) => name.endsWith(".hvvm"))
  .map((name) => {
    const native = readFileSync(new URL(name, exampleFolder), "utf8");
    return { name: `examples/${name}`, native, json: toJson(nativeStatements(native)) };
  });

const layouts = [...samples, ...examples];

/** The expected remarks about valid layouts, by sample; all others have none. */
const remarks: Readonly<Record<string, readonly string[]>> = {
  "before-integration.hvvm": ["information disc-starts-first ide"],
  "every-release-will-do.hvvm": ["information disc-starts-first ide"],
  "examples/web-server-2008.hvvm": ["information disc-starts-first ide"],
  "floppy-install.hvvm": ["information disc-starts-first floppy"],
  "linux-without-drivers.hvvm": ["information ide-channel-shared ide"],
  "old-words.hvvm": ["hint old-word sparse", "information data-disk-on-ide ide", "hint old-word delta"],
  "other-guest.hvvm": ["information disc-starts-first floppy"],
  "physical-dvd.hvvm": ["information boot-slot-taken 0:1", "information disc-starts-first ide"],
  "shared-spindles-2008-r2.hvvm": [
    "information busy-disks-share-controller scsi",
    'information busy-disks-share-volume "D:\\VMs\\mail10\\log.vhd"',
  ],
  "unlisted-guest.hvvm": ["information disc-starts-first ide"],
  "web-server-2008.hvvm": ["information disc-starts-first ide"],
};

test("there are at least 30 samples, each in both notations", () => {
  expect(samples.length).toBeGreaterThanOrEqual(30);
});

describe.each(layouts)("$name", ({ name, native, json }) => {
  test.each([
    ["native", native, "hvvm"],
    ["JSON", json, "json"],
  ] as const)("has no error and no warning in the %s notation", (_, text, notation) => {
    const faults = findingsOf(text, notation).filter(({ severity }) => severity === "error" || severity === "warning");
    expect(describeFindings(text, faults)).toEqual([]);
  });

  test("is in canonical form", () => expect(formatNative(native)).toBe(native));

  test("has exactly the remarks that it demonstrates", () => {
    expect(describeFindings(native, findingsOf(native))).toEqual(remarks[name] ?? []);
  });

  test("has as many findings of each code in one notation as in the other", () => {
    expect(countsByCode(json, "json")).toEqual(countsByCode(native, "hvvm"));
  });
});

test("every remark belongs to a sample", () => {
  const names = layouts.map(({ name }) => name);
  expect(Object.keys(remarks).filter((name) => !names.includes(name))).toEqual([]);
});

describe("the samples use every word of", () => {
  test.each([
    ["platform", "platform", allReleases],
    ["guest", "guest", Object.keys(guestWords)],
    ["the media", '"|physical \\d+|of', Object.keys(mediaWords)],
    ["the built-in loads", "load", Object.keys(builtInLoads)],
  ] as const)("%s", (_, before, words) => {
    const unused = words.filter((word) => !samples.some(({ native }) => contains(native, before, word)));
    expect(unused).toEqual([]);
  });
});

/** Whether `word` follows a match of the expression `before` as a whole word. */
function contains(text: string, before: string, word: string): boolean {
  return new RegExp(`(?:${before}) +${word.replaceAll(".", "\\.")}(?![\\w.-])`, "u").test(text);
}

function countsByCode(text: string, notation: Notation): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code } of findingsOf(text, notation)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
