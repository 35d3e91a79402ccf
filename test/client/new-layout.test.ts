/** The initial text of a new layout is valid and formatted. */
import { expect, test, vi } from "vitest";
import { starterLayout } from "../../client/src/new-layout.ts";
import { formatNative } from "../../server/src/core/model/format-native.ts";
import { findingsOf } from "../support/check.ts";

vi.mock("vscode", () => ({}));

test("a new layout has no findings", () => expect(findingsOf(starterLayout)).toEqual([]));

test("a new layout is in canonical form", () => expect(formatNative(starterLayout)).toBe(starterLayout));
