/** Every rule, in the order of the contract. A new rule is one file and one line here. */
import { platformNotStated } from "./hyper-v/platform-not-stated.ts";
import type { Rule } from "./rule.ts";
import { duplicateName } from "./schema/duplicate-name.ts";
import { invalidValue } from "./schema/invalid-value.ts";
import { jsonSyntax } from "./schema/json-syntax.ts";
import { misplacedStatement } from "./schema/misplaced-statement.ts";
import { missingArgument } from "./schema/missing-argument.ts";
import { missingBlock } from "./schema/missing-block.ts";
import { oldWord } from "./schema/old-word.ts";
import { repeatedStatement } from "./schema/repeated-statement.ts";
import { unclosedBlock } from "./schema/unclosed-block.ts";
import { unexpectedArgument } from "./schema/unexpected-argument.ts";
import { unexpectedBlock } from "./schema/unexpected-block.ts";
import { unexpectedCharacter } from "./schema/unexpected-character.ts";
import { unknownReference } from "./schema/unknown-reference.ts";
import { unknownStatement } from "./schema/unknown-statement.ts";
import { unmatchedBrace } from "./schema/unmatched-brace.ts";
import { unterminatedString } from "./schema/unterminated-string.ts";
import { unusedDefinition } from "./schema/unused-definition.ts";

export const rules: readonly Rule[] = [
  unexpectedCharacter,
  unterminatedString,
  unclosedBlock,
  unmatchedBrace,
  jsonSyntax,
  unknownStatement,
  misplacedStatement,
  missingArgument,
  unexpectedArgument,
  invalidValue,
  missingBlock,
  unexpectedBlock,
  repeatedStatement,
  duplicateName,
  unknownReference,
  unusedDefinition,
  oldWord,
  platformNotStated,
];

/** Codes from `unexpected-character` to `unexpected-block`: what is wrong with the writing itself. They cannot be silenced. */
export function isSyntaxCode(code: string): boolean {
  return syntaxCodes.has(code);
}

const syntaxCodes = new Set(
  rules.slice(0, rules.findIndex((rule) => rule.code === "unexpected-block") + 1).map((rule) => rule.code),
);
