/** Entry of the command line: passes the arguments to a command, and its exit code to the process. */
import { Command, CommanderError } from "commander";
import { checkCommand } from "./commands/check.ts";
import { compareCommand } from "./commands/compare.ts";
import { convertCommand } from "./commands/convert.ts";
import { driftCommand } from "./commands/drift.ts";
import { explainCommand } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { formatCommand } from "./commands/format.ts";
import { importCommand } from "./commands/import.ts";
import { renderCommand } from "./commands/render.ts";
import { serveCommand } from "./commands/serve.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { endThreads } from "./run-on-threads.ts";
import { say } from "./streams.ts";
import { version } from "./version.ts";

const commands = [
  checkCommand,
  formatCommand,
  simulateCommand,
  renderCommand,
  convertCommand,
  exportCommand,
  importCommand,
  compareCommand,
  driftCommand,
  serveCommand,
  explainCommand,
];

async function main(): Promise<number> {
  const program = new Command("hvvm");
  program.description("Checks and simulates Hyper-V VM storage layouts (.hvvm, .hvvm.json).").version(version);
  program.exitOverride().configureOutput({ outputError: () => {} });
  let exitCode: number = exitCodes.ok;
  for (const define of commands) {
    const finished = (code: number) => {
      exitCode = code;
    };
    program.addCommand(
      define(finished)
        .exitOverride()
        .configureOutput({ outputError: () => {} }),
    );
  }
  try {
    if (process.argv.length <= 2) throw new UsageError("No command is given. hvvm --help lists them.");
    await program.parseAsync(wordsFor(program));
    return exitCode;
  } catch (error) {
    return explain(error);
  }
}

/** The arguments. For an unknown command only its name is passed on: asking for its help is misuse, too. */
function wordsFor(program: Command): readonly string[] {
  const [node = "", script = "", first = "", second = ""] = process.argv;
  const name = first === "help" ? second : first;
  const isOther = name === "" || name === "help" || name.startsWith("-");
  return isOther || program.commands.some((command) => command.name() === name) ? process.argv : [node, script, name];
}

/** Misuse is reported in one line on standard error; an internal error is shown in full. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok; // --help and --version
    const isHelp = error.code === "commander.help"; // For an unknown command.
    say(
      isHelp ? "No such command. hvvm --help lists them." : error.message.replace(/^error: /, "").replaceAll("\n", " "),
    );
  } else if (error instanceof UsageError) {
    say(error.message);
  } else if ((error as NodeJS.ErrnoException).syscall === "uv_cwd") {
    say("The current folder no longer exists.");
  } else {
    process.stderr.write(`hvvm: this is a bug in hvvm: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
  return exitCodes.misuse;
}

/** A reader may close its pipe, as in `hvvm check … | head`; the remaining output is then not wanted. */
function unwritten(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  say(`The output could not be written (${error.code ?? error.message}).`);
  process.exit(exitCodes.misuse);
}

process.stdout.on("error", unwritten);
process.stderr.on("error", () => {});
main().then((code) => {
  process.exitCode = code;
  endThreads();
});
