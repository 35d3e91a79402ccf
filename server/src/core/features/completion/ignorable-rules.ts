/** The codes that an ignore comment may name, while it is written. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { isSyntaxCode, rules, ruleTitle } from "../../rules/registry.ts";
import { trailingRun } from "../../syntax/text-lines.ts";
import type { Proposals } from "../proposal.ts";

/** `undefined` in any other comment. `start` is where the comment begins. */
export function ignorableRules(text: string, start: number, offset: number): Proposals | undefined {
  const before = text.slice(start, offset);
  const match = /^(?:#|\/\/)[ \t\u00a0]*hvvm-ignore[ \t\u00a0]([^:\r\n]*)$/.exec(before);
  if (!match) return undefined;
  const named = new Set(match[1]!.split(/[\s,]+/));
  const typed = before.slice(trailingRun(before, /[\w-]/));
  const rest = /^[\w-]*/.exec(text.slice(offset))![0];
  return {
    items: rules
      .filter(({ code }) => !isSyntaxCode(code) && (code === typed || !named.has(code)))
      .map(({ code }) => ({
        label: code,
        newText: code,
        kind: CompletionItemKind.EnumMember,
        detail: ruleTitle(code),
      })),
    insert: { start: offset - typed.length, end: offset },
    replace: { start: offset - typed.length, end: offset + rest.length },
    typed,
  };
}
