/**
 * Binds a native item to the schema: words and arguments become named fields, and what does not fit becomes a problem.
 */
import { placeNames, placesOf, statementIn, statementsIn, statementWithOption } from "../schema/language.ts";
import { didYouMean, nearest } from "../schema/nearest.ts";
import { isWord, type Place, type StatementSpec } from "../schema/spec.ts";
import { readNode } from "../syntax/native/parser.ts";
import {
  type Argument,
  type Block,
  type Item,
  isStatement,
  type Node,
  type Range,
  type Statement,
} from "../syntax/tree.ts";
import { addUncertain, type BoundItem, boundItem, noNames, type OpenBlock, openBlock } from "./bound.ts";
import { listOr, upperFirst } from "./expectation.ts";
import { matchForm } from "./match-form.ts";
import { changeTo, closeBlock, type Problem, replaceText } from "./problem.ts";
import { unexpectedCharacter } from "./unexpected-character.ts";
import { vocabulary } from "./vocabulary.ts";
import { type WordApart, wordApart } from "./word-apart.ts";

export function bindNative(item: Item): BoundItem {
  return bindNode(readNode(item, vocabulary));
}

/** For callers that have already read the item's node. */
export function bindNode(node: Node): BoundItem {
  const binder = new Binder();
  const file = openBlock();
  binder.bind(node, file);
  return boundItem(file, binder);
}

/** A block inside another. */
interface InnerBlock {
  readonly nodes: readonly Node[];
  readonly place: Place;
  readonly inner: OpenBlock;
  readonly outer: OpenBlock;
}

class Binder {
  readonly problems: Problem[] = [];
  readonly possibleNames = new Set<string>();

  /** Blocks still to be bound: nesting is tracked here, not on the stack. */
  private readonly pending: InnerBlock[] = [];

  bind(node: Node, file: OpenBlock): void {
    const nesting: InnerBlock[] = [];
    this.bindNodes([node], "file", file);
    for (let block = this.pending.pop(); block; block = this.pending.pop()) {
      nesting.push(block);
      this.bindNodes(block.nodes, block.place, block.inner);
    }
    for (const { inner, outer } of nesting.reverse()) outer.hasBrokenBlock ||= inner.hasBrokenBlock;
  }

  private bindNodes(nodes: readonly Node[], place: Place, into: OpenBlock): void {
    for (const node of nodes) {
      if (isStatement(node)) this.bindStatement(node, place, into);
      else
        this.report("unmatched-brace", node.unmatchedBrace, 'This "}" does not close a block. Remove it.', into, [
          replaceText('Remove "}"', node.unmatchedBrace, ""),
        ]);
    }
  }

  private bindStatement(statement: Statement, place: Place, into: OpenBlock): void {
    const { head } = statement;
    const keyword = head?.kind === "word" ? head.text.toLowerCase() : undefined;
    const spec = keyword === undefined ? undefined : statementIn(keyword, place);
    if (!head || !spec) {
      this.rejectHead(statement, place, into);
      this.addPossibleNames(statement);
      for (const meant of mayMean(statement, place)) addUncertain(into, meant);
      return;
    }
    const match = matchForm(spec, statement);
    const problem = match.problem ?? blockProblem(spec, match.form.block !== undefined, statement);
    if (problem) {
      this.problems.push(problem);
      this.addNamesOfArguments(statement.arguments);
      into.hasBrokenBlock = true;
    }
    const bound = {
      spec,
      form: match.form,
      keyword: head.range,
      range: statement.range,
      fields: match.fields,
      words: match.words,
      children: [],
      block: statement.block && { start: statement.block.open.start, end: statement.range.end },
      isBroken: problem !== undefined,
      hasBrokenBlock: false,
      uncertainKeywords: noNames,
    };
    into.children.push(bound);
    const { block } = statement;
    const inside = match.form.block?.place;
    if (block && inside) this.pending.push({ nodes: block.children, place: inside, inner: bound, outer: into });
    else if (block) this.addNamesOfBlock(block);
  }

  /** A statement whose first token is not a keyword in this place. */
  private rejectHead({ head, arguments: rest, block }: Statement, place: Place, into: OpenBlock): void {
    if (!head) {
      this.report(
        "unexpected-block",
        block!.open,
        'This "{" does not belong to a statement. Put a keyword before it.',
        into,
      );
      return;
    }
    if (head.kind === "stray") {
      this.problems.push(unexpectedCharacter(head));
      into.hasBrokenBlock = true;
      return;
    }
    if (head.kind !== "word") {
      const message = `A statement must begin with a word, such as ${example(place)}, not with ${quote(head)}.`;
      this.report("unknown-statement", head.range, message, into);
      return;
    }
    const keyword = head.text.toLowerCase();
    const places = placesOf(keyword);
    const owner = statementWithOption(keyword);
    const apart = keywordApart([head, ...rest], place);
    if (apart) {
      const code = places.length > 0 || owner ? "misplaced-statement" : "unknown-statement";
      addUncertain(into, apart.text);
      this.report(code, apart.range, apart.message, into, apart.fixes);
      return;
    }
    if (places.length > 0) {
      addUncertain(into, keyword);
      const message = `"${keyword}" is not allowed in ${placeNames[place]}. It is allowed in ${listOr(places.map((p) => placeNames[p]))}.`;
      this.report("misplaced-statement", head.range, message, into);
      return;
    }
    if (owner) {
      const slot = `a slot, such as ide 0:0 ${keyword === "dvd" ? "dvd empty" : 'disk "C:\\VMs\\web01\\os.vhdx"'}`;
      const message = `"${keyword}" is not a statement; it follows ${owner.keyword === "ide" ? slot : `"${owner.keyword}"`}.`;
      this.report("misplaced-statement", head.range, message, into);
      return;
    }
    this.rejectUnknown(head.text, head.range, place, into);
  }

  private rejectUnknown(written: string, range: Range, place: Place, into: OpenBlock): void {
    const known = statementsIn(place).map((spec) => spec.keyword);
    const meant = nearest(written, known);
    if (meant) addUncertain(into, meant);
    const advice = didYouMean(meant, `${upperFirst(placeNames[place])} takes ${listOr(known)}.`);
    const message = `There is no statement "${written}".${advice}`;
    this.report("unknown-statement", range, message, into, changeTo(range, meant));
  }

  private report(code: string, range: Range, message: string, into: OpenBlock, fixes: Problem["fixes"] = []): void {
    this.problems.push({ code, range, message, fixes });
    into.hasBrokenBlock = true;
  }

  /** Whatever a rejected statement names counts as defined; its block is read but not checked. */
  private addPossibleNames(statement: Statement): void {
    this.addNamesOfArguments(statement.head ? [statement.head, ...statement.arguments] : statement.arguments);
    if (statement.block) this.addNamesOfBlock(statement.block);
  }

  private addNamesOfBlock(block: Block): void {
    const pending: Node[] = [...block.children];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (!isStatement(node)) continue;
      this.addNamesOfArguments(node.arguments);
      for (const child of node.block?.children ?? []) pending.push(child);
    }
  }

  private addNamesOfArguments(tokens: readonly Argument[]): void {
    for (const token of tokens) {
      if (token.kind === "word" || token.kind === "string") this.possibleNames.add(token.text.toLowerCase());
    }
  }
}

/** A keyword of the place that is written as several words, such as `boot order`. */
function keywordApart(tokens: readonly Argument[], place: Place): WordApart | undefined {
  const isWritten = (parts: number) => tokens.slice(0, parts).every(({ kind }) => kind === "word");
  return wordApart(tokens, (text, parts) => isWritten(parts) && statementIn(text, place) !== undefined);
}

/** The statement that may have been meant if it does not begin with a word: its keyword follows, or was left out. */
function mayMean(statement: Statement, place: Place): readonly string[] {
  const { head, arguments: rest } = statement;
  if (!head || head.kind === "word") return [];
  if (head.kind === "stray") return rest[0]?.kind === "word" ? [rest[0].text.toLowerCase()] : [];
  const whole = { ...statement, arguments: [head, ...rest] };
  return statementsIn(place).flatMap((spec) => (matchForm(spec, whole).problem ? [] : [spec.keyword]));
}

function blockProblem(spec: StatementSpec, takesBlock: boolean, statement: Statement): Problem | undefined {
  const { block } = statement;
  if (!block) return undefined;
  if (!takesBlock) {
    const message = `This "${spec.keyword}" does not take a block. Remove "{ … }", or end the statement before it.`;
    return { code: "unexpected-block", range: block.open, message };
  }
  if (block.close) return undefined;
  const message = `${blockTitle(spec, statement)} is missing its closing "}". Add it where the block ends.`;
  return { code: "unclosed-block", range: block.open, message, fixes: [closeBlock(block.open)] };
}

/** `"web01"`, or `The block of "disk"` if the statement has no name. */
function blockTitle({ keyword, forms }: StatementSpec, { arguments: [first] }: Statement): string {
  const argument = forms[0]!.sequence[0];
  const isNamed = argument !== undefined && !isWord(argument) && argument.type.kind === "name";
  return isNamed && (first?.kind === "word" || first?.kind === "string")
    ? `"${first.text}"`
    : `The block of "${keyword}"`;
}

function example(place: Place): string {
  return `"${statementsIn(place)[0]?.keyword ?? "vm"}"`;
}

function quote(token: Argument): string {
  return token.kind === "string" ? "text in quotes" : `"${token.text}"`;
}
