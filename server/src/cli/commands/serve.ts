/** `hvvm serve`: the picture of a layout in a browser, updated when the file is saved. */
import { Command } from "commander";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { requireInput } from "../inputs.ts";
import { wholeNumber } from "../options.ts";
import { startPageServer } from "../serve/page-server.ts";
import { ServedLayout } from "../serve/served-layout.ts";

export function serveCommand(finished: (exitCode: number) => void): Command {
  return new Command("serve")
    .description("Show the I/O path of a layout in a browser on this machine, following the file as it is saved.")
    .argument("<file>", "a layout")
    .option("--port <number>", "the port on 127.0.0.1; 0 stands for a free one", wholeNumber, 0)
    .action(async (file: string, { port }: { port: number }) => {
      if (port > 65535) throw new UsageError("The port must be 65535 or less.");
      if (file === "-") throw new UsageError("Name a file; standard input cannot be followed.");
      requireInput(file);
      const layout = new ServedLayout(file);
      await layout.read();
      const address = await startPageServer(layout, port);
      process.stdout.write(`${address}\nOpen this address in a browser on this machine. Ctrl+C ends it.\n`);
      finished(exitCodes.ok);
    });
}
