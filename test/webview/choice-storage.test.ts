import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createChoiceStorage } from "../../client/webview/choice-storage.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page's host that saves its state as VS Code does, and the messages that the panel received. */
function hostWith(state: unknown) {
  const sent: string[] = [];
  return {
    sent,
    state,
    getState() {
      return this.state;
    },
    setState(next: unknown) {
      this.state = next;
    },
    postMessage(message: { readonly type: string; readonly choice?: string }) {
      if (message.type === "keep") sent.push(message.choice!);
    },
  };
}

test("a page begins with nothing, with its own state, or with what the panel has, whichever is the newest", () => {
  const beforeOf = (own: unknown, panelHas?: string) => createChoiceStorage(hostWith(own), panelHas).before.load;
  const panelHas = JSON.stringify({ load: "panel", turn: 7 });
  expect(beforeOf(undefined)).toBeUndefined();
  expect(beforeOf({ load: "own" }, "")).toBe("own");
  expect(beforeOf({ load: "own", turn: 8 }, panelHas)).toBe("own");
  expect(beforeOf({ load: "own", turn: 6 }, panelHas)).toBe("panel");
  expect(beforeOf(undefined, panelHas)).toBe("panel");
  expect(beforeOf({ load: "own", turn: "9" }, panelHas)).toBe("panel");
  expect(beforeOf({ load: "own" }, "no JSON")).toBe("own");
});

test("the page's own state follows each choice, and the panel receives the last one after a moment", () => {
  const host = hostWith(undefined);
  const storage = createChoiceStorage(host, undefined);
  for (const load of ["a", "b", "c"]) storage.keep({ load });
  expect(host.state).toMatchObject({ load: "c" });
  expect(host.sent).toEqual([]);
  vi.runAllTimers();
  expect(host.sent.map((text) => JSON.parse(text))).toEqual([host.state]);
});

test("an unchanged state is not saved again", () => {
  const host = hostWith(undefined);
  const storage = createChoiceStorage(host, undefined);
  storage.keep({ load: "a" });
  vi.runAllTimers();
  const { state } = host;
  storage.keep({ load: "a" });
  vi.runAllTimers();
  expect(host.state).toBe(state);
  expect(host.sent).toHaveLength(1);
});

test("the next page continues the count, so that its choice is the newest", () => {
  const host = hostWith(undefined);
  createChoiceStorage(host, undefined).keep({ load: "first" });
  vi.runAllTimers();
  const reloaded = hostWith(undefined);
  createChoiceStorage(reloaded, host.sent[0]).keep({ load: "second" });
  expect(createChoiceStorage(reloaded, host.sent[0]).before.load).toBe("second");
});
