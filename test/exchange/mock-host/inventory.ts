/** What the collector's own script writes on a mock host: its JSON. */
import { collectorScript } from "../../../server/src/core/exchange/inventory/collector-script.ts";
import { cmdletsOf } from "./cmdlets.ts";
import type { MockHost } from "./host.ts";
import { runScript } from "./interpreter.ts";

export function collect(host: MockHost): string {
  const computerName = host.name === "" ? "host" : host.name;
  const { written } = runScript(collectorScript, cmdletsOf(host), { computerName, parameters: { OutFile: "a.json" } });
  return written.get("a.json") ?? "";
}
