/**
 * Runs the subset of PowerShell that exported scripts use, on the tree of a PowerShell grammar. Whatever is beyond the
 * subset throws. A mock: no PowerShell is involved.
 */
import { builtInCmdlets, type Session } from "./built-in-cmdlets.ts";
import { callMethod, callStatic, cast } from "./dotnet.ts";
import { below, child, deepest, type ScriptNode as Node, only, scriptTree, start } from "./script-tree.ts";
import {
  collapse,
  Hashtable,
  isEqual,
  isTrue,
  propertyOf,
  ScriptError,
  SwitchParameter,
  spread,
  textOf,
} from "./values.ts";

/** Arguments of a command by name in lower case, and what came through the pipeline. */
export interface Call {
  readonly named: ReadonlyMap<string, unknown>;
  readonly positional: readonly unknown[];
  readonly input: readonly unknown[];
  /** Runs a script block with `$_`. */
  readonly run: (block: unknown, item: unknown) => readonly unknown[];
}

export type Cmdlet = (call: Call) => readonly unknown[];

export interface Run {
  readonly output: readonly unknown[];
  readonly warnings: readonly string[];
  /** `What if: …` for each change that was only listed. */
  readonly listed: readonly { readonly target: string; readonly action: string }[];
  /** Text files that were written, by path. */
  readonly written: ReadonlyMap<string, string>;
}

export interface RunOptions {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly whatIf?: boolean;
  readonly computerName: string;
}

/** Runs a script with its parameters. Throws what the script throws. */
export function runScript(script: string, cmdlets: Readonly<Record<string, Cmdlet>>, options: RunOptions): Run {
  return new Interpreter(cmdlets, options).run(scriptTree(script));
}

class Scope {
  readonly variables = new Map<string, unknown>();
  constructor(readonly parent: Scope | undefined) {}

  get(name: string): unknown {
    const key = name.toLowerCase();
    for (let scope: Scope | undefined = this; scope; scope = scope.parent)
      if (scope.variables.has(key)) return scope.variables.get(key);
    throw new ScriptError(`The variable '$${name}' cannot be retrieved because it has not been set.`);
  }

  set(name: string, value: unknown): void {
    this.variables.set(name.toLowerCase(), value);
  }
}

class ScriptBlock {
  constructor(readonly body: Node | null) {}
}

/** Leaves a function or an iteration, with the output so far. */
class Jump {
  constructor(
    readonly kind: "return" | "continue",
    readonly outputs: readonly unknown[],
  ) {}
}

interface Function {
  readonly parameters: readonly { readonly name: string; readonly type: string | undefined }[];
  readonly body: readonly Node[];
}

/** The fixed functions are the same in all scripts. */
const definitions = new WeakMap<Node, Function>();

function definitionOf(node: Node): Function {
  const block = child(node, "script_block");
  const declared = [...below(node, "function_parameter_declaration"), ...below(block, "param_block")];
  const parameters = declared
    .flatMap((each) => below(each, "script_parameter"))
    .map((parameter) => ({
      name: child(parameter, "variable").text.slice(1),
      type: typeName(parameter),
    }));
  const body = block.named.filter(({ type }) => type !== "param_block");
  return { parameters, body };
}

class Interpreter {
  private readonly functions = new Map<string, Function>();
  private readonly cmdlets: ReadonlyMap<string, Cmdlet>;
  private readonly session: Session = { isStrict: false, warnings: [] };
  private readonly listed: { target: string; action: string }[] = [];
  private readonly written = new Map<string, string>();

  constructor(
    cmdlets: Readonly<Record<string, Cmdlet>>,
    private readonly options: RunOptions,
  ) {
    this.cmdlets = new Map(
      Object.entries({ ...builtInCmdlets(this.session), ...cmdlets }).map(([name, run]) => [name.toLowerCase(), run]),
    );
  }

  run(root: Node): Run {
    const scope = new Scope(undefined);
    const given = this.options.parameters ?? {};
    const bound = new Hashtable();
    for (const [name, value] of Object.entries(given)) bound.set(name, value);
    scope.set("PSBoundParameters", bound);
    scope.set("PSCmdlet", {
      ShouldProcess: (target: unknown, action: unknown) => {
        if (!this.options.whatIf) return true;
        this.listed.push({ target: textOf(target), action: textOf(action) });
        return false;
      },
    });
    const path = { GetUnresolvedProviderPathFromPSPath: (given: unknown) => given };
    scope.set("ExecutionContext", { SessionState: { Path: path } });
    const output: unknown[] = [];
    try {
      for (const child of root.named) {
        if (child.type === "param_block") this.bindParameters(child, given, scope);
        else output.push(...this.statement(child, scope));
      }
    } catch (jump) {
      if (!(jump instanceof Jump)) throw jump;
      output.push(...jump.outputs);
    }
    return { output, warnings: this.session.warnings, listed: this.listed, written: this.written };
  }

  /** Parameters of the script: a switch that is not given is off, a default is evaluated. */
  private bindParameters(block: Node, given: Readonly<Record<string, unknown>>, scope: Scope): void {
    for (const parameter of below(block, "script_parameter")) {
      const name = child(parameter, "variable").text.slice(1);
      const type = typeName(parameter);
      const standard = parameter.children.find(({ type }) => type === "script_parameter_default");
      const value = given[name] ?? (standard ? this.value(only(standard), scope) : null);
      scope.set(name, type === "switch" ? new SwitchParameter(isTrue(value)) : cast(type, value));
    }
  }

  private statements(nodes: readonly Node[], scope: Scope): unknown[] {
    const output: unknown[] = [];
    for (const node of nodes) {
      try {
        output.push(...this.statement(node, scope));
      } catch (jump) {
        if (!(jump instanceof Jump)) throw jump;
        throw new Jump(jump.kind, [...output, ...jump.outputs]);
      }
    }
    return output;
  }

  private statement(node: Node, scope: Scope): readonly unknown[] {
    switch (node.type) {
      case "comment":
      case "empty_statement":
        return [];
      case "statement_list":
      case "script_block_body":
      case "script_block":
      case "statement_block":
        return this.statements(node.named, scope);
      case "function_statement": {
        this.define(node);
        return [];
      }
      case "if_statement":
        return this.ifStatement(node, scope);
      case "foreach_statement":
        return this.forEach(node, scope);
      case "for_statement":
        return this.loop(node, scope);
      case "while_statement": {
        const output: unknown[] = [];
        while (isTrue(this.value(only(child(node, "while_condition")), scope)))
          output.push(...this.statement(child(node, "statement_block"), scope));
        return output;
      }
      case "switch_statement":
        return this.switchStatement(node, scope);
      case "try_statement":
        return this.tryStatement(node, scope);
      case "flow_control_statement":
        return this.flow(node, scope);
      case "pipeline":
        return this.pipeline(node, scope);
      default:
        throw new Error(`The mock knows no statement ${node.type}: ${start(node)}`);
    }
  }

  private define(node: Node): void {
    const known = definitions.get(node) ?? definitionOf(node);
    definitions.set(node, known);
    this.functions.set(child(node, "function_name").text.toLowerCase(), known);
  }

  private ifStatement(node: Node, scope: Scope): readonly unknown[] {
    const parts = node.named;
    if (isTrue(this.value(parts[0]!, scope))) return this.statement(parts[1]!, scope);
    for (const part of parts.slice(2)) {
      if (part.type === "elseif_clauses") {
        for (const clause of part.named) {
          const [condition, block] = clause.named;
          if (isTrue(this.value(condition!, scope))) return this.statement(block!, scope);
        }
      } else if (part.type === "else_clause") return this.statement(only(part), scope);
    }
    return [];
  }

  private forEach(node: Node, scope: Scope): readonly unknown[] {
    const [variable, list, block] = node.named;
    const output: unknown[] = [];
    const value = this.value(list!, scope);
    for (const item of value === null ? [] : spread(value)) {
      scope.set(variable!.text.slice(1), item);
      this.iteration(block!, scope, output);
    }
    return output;
  }

  private loop(node: Node, scope: Scope): readonly unknown[] {
    const part = (type: string) => only(child(node, type));
    const output: unknown[] = [];
    this.statement(part("for_initializer"), scope);
    while (isTrue(this.value(part("for_condition"), scope))) {
      this.iteration(child(node, "statement_block"), scope, output);
      this.statement(part("for_iterator"), scope);
    }
    return output;
  }

  private iteration(block: Node, scope: Scope, output: unknown[]): void {
    try {
      output.push(...this.statement(block, scope));
    } catch (jump) {
      if (!(jump instanceof Jump)) throw jump;
      if (jump.kind === "return") throw new Jump("return", [...output, ...jump.outputs]);
      output.push(...jump.outputs);
    }
  }

  private switchStatement(node: Node, scope: Scope): readonly unknown[] {
    const value = this.value(only(child(node, "switch_condition")), scope);
    for (const clause of below(node, "switch_clause")) {
      const [condition, block] = clause.named;
      const isDefault = condition!.text.toLowerCase() === "default";
      if (isDefault || isEqual(this.value(only(condition!), scope), value)) return this.statement(block!, scope);
    }
    return [];
  }

  private tryStatement(node: Node, scope: Scope): readonly unknown[] {
    try {
      return this.statement(child(node, "statement_block"), scope);
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      const own = new Scope(scope);
      own.set("_", { Exception: { Message: error.message }, toString: () => error.message });
      const clause = below(node, "catch_clause")[0]!;
      return this.statement(child(clause, "statement_block"), own);
    }
  }

  private flow(node: Node, scope: Scope): readonly unknown[] {
    const keyword = node.children[0]!.text.toLowerCase();
    const given = node.named[0];
    if (keyword === "continue") throw new Jump("continue", []);
    if (keyword === "return") throw new Jump("return", given ? this.statement(given, scope) : []);
    if (keyword === "throw") throw new ScriptError(textOf(given && this.value(given, scope)));
    throw new Error(`The mock knows no ${keyword}`);
  }

  /** The output of a pipeline as a statement. */
  private pipeline(node: Node, scope: Scope): readonly unknown[] {
    const first = only(node);
    if (first.type === "assignment_expression") {
      this.assign(first, scope);
      return [];
    }
    const parts = first.named;
    if (parts.length === 1 && parts[0]!.type !== "command") {
      const expression = parts[0]!;
      if (deepest(expression).type === "post_increment_expression") {
        this.value(expression, scope);
        return [];
      }
      return spread(this.value(expression, scope));
    }
    return this.chain(first, scope);
  }

  private chain(node: Node, scope: Scope): readonly unknown[] {
    let stream: readonly unknown[] = [];
    node.named.forEach((part, index) => {
      if (part.type === "command") stream = this.command(part, stream, scope);
      else if (index === 0) stream = spread(this.value(part, scope));
      else throw new Error(`The mock knows no ${part.type} in a pipeline`);
    });
    return stream;
  }

  private assign(node: Node, scope: Scope): void {
    const [left, operator, right] = node.named;
    const target = deepest(left!);
    const given = this.value(right!, scope);
    if (target.type === "variable") {
      const name = target.text.slice(1);
      const value = operator!.text === "+=" ? add(scope.get(name), given) : given;
      if (name.toLowerCase() !== "null") scope.set(name, value);
    } else if (target.type === "member_access") {
      const [object, member] = target.named;
      const owner = this.value(object!, scope);
      if (!(owner instanceof Hashtable)) throw new Error(`The mock sets no property of ${object!.text}`);
      owner.set(member!.text, given);
    } else if (target.type === "element_access") {
      const [object, key] = target.named;
      (this.value(object!, scope) as Hashtable).set(this.value(key!, scope), given);
    } else throw new Error(`The mock assigns to no ${target.type}`);
  }

  private command(node: Node, input: readonly unknown[], scope: Scope): readonly unknown[] {
    const name = child(node, "command_name").text;
    const namedArguments = new Map<string, unknown>();
    const positional: unknown[] = [];
    const elements = node.children.find(({ type }) => type === "command_elements");
    const words = elements ? elements.named.filter(({ type }) => type !== "command_argument_sep") : [];
    for (let at = 0; at < words.length; at++) {
      const word = words[at]!;
      if (word.type === "command_parameter") {
        const key = word.text.slice(1).toLowerCase();
        const next = words[at + 1];
        if (next && next.type !== "command_parameter") {
          namedArguments.set(key, this.argument(next, scope));
          at++;
        } else namedArguments.set(key, true);
      } else if (deepest(word).text.startsWith("@") && /^@\w+$/.test(word.text)) {
        for (const [key, value] of (scope.get(word.text.slice(1)) as Hashtable).pairs)
          namedArguments.set(key.toLowerCase(), value);
      } else positional.push(this.argument(word, scope));
    }
    const known = this.functions.get(name.toLowerCase());
    if (known) return this.callFunction(name, known, namedArguments, positional, scope);
    const cmdlet = this.cmdlets.get(name.toLowerCase());
    if (!cmdlet) throw new ScriptError(`The term '${name}' is not recognized.`);
    const run = (block: unknown, item: unknown) => this.runBlock(block as ScriptBlock, item, scope);
    return cmdlet({ named: namedArguments, positional, input, run });
  }

  /** A bare word is text. */
  private argument(node: Node, scope: Scope): unknown {
    return deepest(node).type === "generic_token" ? node.text : this.value(node, scope);
  }

  private callFunction(
    name: string,
    { parameters, body }: Function,
    namedArguments: ReadonlyMap<string, unknown>,
    positional: readonly unknown[],
    caller: Scope,
  ): readonly unknown[] {
    const scope = new Scope(caller);
    for (const key of namedArguments.keys())
      if (!parameters.some((parameter) => parameter.name.toLowerCase() === key))
        throw new ScriptError(`${name}: a parameter cannot be found that matches parameter name '${key}'.`);
    if (positional.length > 0) throw new Error(`${name}: the mock takes named arguments only`);
    for (const parameter of parameters)
      scope.set(parameter.name, cast(parameter.type, namedArguments.get(parameter.name.toLowerCase()) ?? null));
    try {
      return this.statements(body, scope);
    } catch (jump) {
      if (jump instanceof Jump) return jump.outputs;
      throw jump;
    }
  }

  private runBlock({ body }: ScriptBlock, item: unknown, scope: Scope): readonly unknown[] {
    const own = new Scope(scope);
    own.set("_", item);
    return body ? this.statement(body, own) : [];
  }

  /** The value of an expression, or of a pipeline as an expression. */
  private value(node: Node, scope: Scope): unknown {
    const parts = node.named;
    switch (node.type) {
      case "pipeline":
      case "pipeline_chain": {
        const chain = node.type === "pipeline" ? only(node) : node;
        const first = chain.named[0]!;
        if (chain.named.length > 1 || first.type === "command") return collapse(this.chain(chain, scope));
        return this.value(first, scope);
      }
      case "if_statement":
      case "try_statement":
        return collapse(this.statement(node, scope));
      case "variable":
        return this.variable(node.text, scope);
      case "string_literal":
        return this.stringLiteral(node, scope);
      case "integer_literal":
      case "real_literal":
        return Number(node.text);
      case "array_expression":
        return parts.flatMap((part) => this.statement(part, scope));
      case "hash_literal_expression":
        return this.hashtable(node, scope);
      case "script_block_expression":
        return new ScriptBlock(node.children.find(({ type }) => type === "script_block") ?? null);
      case "parenthesized_expression": {
        const inner = only(node);
        return inner.type === "statement_list" ? collapse(this.statement(inner, scope)) : this.value(inner, scope);
      }
      case "member_access":
        if (parts[0]!.type === "type_literal") return parts[1]!.text; // A member of an enumeration is its name.
        return propertyOf(this.value(parts[0]!, scope), parts[1]!.text, this.session.isStrict);
      case "element_access":
        return elementOf(this.value(parts[0]!, scope), this.value(parts[1]!, scope));
      case "invokation_expression":
        return this.invocation(node, scope);
      case "cast_expression":
        return cast(parts[0]!.text.slice(1, -1), this.value(parts[1]!, scope));
      case "expression_with_unary_operator": {
        if (parts.length > 0 && /^-not$|^!$/i.test(node.children[0]!.text))
          return !isTrue(this.value(parts.at(-1)!, scope));
        if (node.children[0]!.text === "-") return -(this.value(parts.at(-1)!, scope) as number);
        if (parts.length === 1) return this.value(parts[0]!, scope);
        break;
      }
      case "post_increment_expression": {
        const name = parts[0]!.text.slice(1);
        scope.set(name, (scope.get(name) as number) + 1);
        return null;
      }
      case "array_literal_expression":
        if (parts.length > 1) return parts.map((part) => this.value(part, scope));
        break;
      default:
        if (node.children.length > 1) return this.binary(node, scope);
    }
    if (node.children.length === 1 && parts.length === 1) return this.value(parts[0]!, scope);
    throw new Error(`The mock knows no expression ${node.type}: ${start(node)}`);
  }

  /** In double quotes, variables and expressions are replaced by the text of their values. */
  private stringLiteral(node: Node, scope: Scope): string {
    if (node.text.startsWith("'")) return verbatim(node.text);
    const literal = only(node);
    let rest = literal.text.slice(1, -1);
    if (rest.includes("`")) throw new Error(`The mock reads no escapes: ${start(node)}`);
    let text = "";
    for (const part of literal.named) {
      const at = rest.indexOf(part.text);
      const inner = part.type === "sub_expression" ? part.children.flatMap((each) => this.outputsOf(each, scope)) : [];
      text += rest.slice(0, at) + textOf(part.type === "sub_expression" ? collapse(inner) : this.value(part, scope));
      rest = rest.slice(at + part.text.length);
    }
    return text + rest;
  }

  private outputsOf(node: Node, scope: Scope): readonly unknown[] {
    return node.isNamed ? this.statement(node, scope) : [];
  }

  private variable(text: string, scope: Scope): unknown {
    const name = text.slice(1);
    switch (name.toLowerCase()) {
      case "null":
        return null;
      case "true":
        return true;
      case "false":
        return false;
      case "env:computername":
        return this.options.computerName;
      default:
        return scope.get(name);
    }
  }

  private hashtable(node: Node, scope: Scope): Hashtable {
    const table = new Hashtable();
    for (const entry of below(node, "hash_entry")) {
      const [key, value] = entry.named;
      if (table.has(key!.text)) throw new ScriptError(`Duplicate keys '${key!.text}' are not allowed.`);
      table.set(key!.text, this.value(value!, scope));
    }
    return table;
  }

  private invocation(node: Node, scope: Scope): unknown {
    const parts = node.named;
    const list = parts.at(-1)!;
    const values = below(list, "argument_expression").map((each) => this.value(only(each), scope));
    const member = parts.at(-2)!.text;
    if (parts[0]!.text.toLowerCase() === "[io.file]" && member === "WriteAllText") {
      this.written.set(textOf(values[0]), textOf(values[1]));
      return null;
    }
    return parts[0]!.type === "type_literal"
      ? callStatic(parts[0]!.text.slice(1, -1), member, values)
      : callMethod(this.value(parts[0]!, scope), member, values);
  }

  private binary(node: Node, scope: Scope): unknown {
    const [left, right] = [node.children[0]!, node.children.at(-1)!];
    const operator = node.children[1]!.text.toLowerCase();
    const a = this.value(left, scope);
    if (operator === "-and") return isTrue(a) && isTrue(this.value(right, scope));
    if (operator === "-or") return isTrue(a) || isTrue(this.value(right, scope));
    const b = this.value(right, scope);
    switch (operator) {
      case "-eq":
        return isEqual(a, b);
      case "-ne":
        return !isEqual(a, b);
      case "-lt":
        return (a as number) < (b as number);
      case "-gt":
        return (a as number) > (b as number);
      case "-contains":
        return spread(a).some((each) => isEqual(each, b));
      case "-notcontains":
        return !spread(a).some((each) => isEqual(each, b));
      case "-like":
        return isLike(textOf(a), textOf(b));
      case "-notlike":
        return !isLike(textOf(a), textOf(b));
      case "-match":
        return new RegExp(textOf(b), "i").test(textOf(a));
      case "-join":
        return (a === null ? [] : spread(a)).map(textOf).join(textOf(b));
      case "-f":
        return textOf(a).replace(/\{(\d+)\}/g, (_, index) => textOf(spread(b)[Number(index)]));
      case "+":
        return add(a, b);
      default:
        throw new Error(`The mock knows no operator ${operator}`);
    }
  }
}

function typeName(parameter: Node): string | undefined {
  const types = below(parameter, "attribute").filter(({ text }) => !text.includes("("));
  return types.at(-1)?.text.slice(1, -1).toLowerCase();
}

function elementOf(target: unknown, key: unknown): unknown {
  if (target instanceof Hashtable) return target.get(key);
  if (!Array.isArray(target)) throw new ScriptError("Cannot index into a value that is no array.");
  const value = target[key as number];
  if (value === undefined) throw new ScriptError("Index was outside the bounds of the array.");
  return value;
}

function add(a: unknown, b: unknown): unknown {
  if (Array.isArray(a)) return [...a, ...spread(b)];
  if (typeof a === "number") return a + Number(b);
  if (typeof a === "string") return a + textOf(b);
  throw new Error("The mock adds numbers, strings and arrays only");
}

/** `'…'` as PowerShell reads it, with the five characters that are a single quote to it. */
function verbatim(text: string): string {
  return text.slice(1, -1).replace(/(['\u2018-\u201b])\1/g, "$1");
}

/** `*` is any text, as the wildcards of the scripts are. */
function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+^${}()|[\]\\?]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is").test(text);
}
