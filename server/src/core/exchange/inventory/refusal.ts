/** Why a file cannot be read as an inventory: what it is, and the command that produces what is needed. */

export interface Refusal {
  /** The end of a sentence that begins with the name of the file. */
  readonly refusal: string;
}

export const vmCommand = "Get-VM | ConvertTo-Json -Depth 4";

/** Below its depth, ConvertTo-Json cuts an object off and writes it as text. `list` is the list that has such text, for example `"HardDrives"`. */
export function truncated(list: string, command: string): Refusal {
  return {
    refusal: `is cut off: ${list} has text where objects were, because the depth of ConvertTo-Json was too small; run ${command} on the host`,
  };
}

export const isLayout: Refusal = { refusal: `is a layout, not an inventory of a host; run ${vmCommand} on the host` };

/** A layout in the native notation: comments, and then a top-level statement. */
const layoutStart = /^(?:\s|#[^\r\n]*[\r\n])*(?:platform|host|cluster|media|load|vm)[ \t]+["\w]/i;

/** What a text that is neither JSON nor a table of HVTools is, as far as it can be recognized. */
export function refusalOfText(text: string): Refusal {
  const start = text.slice(0, 100_000);
  if (start.trim() === "") return { refusal: `is empty; run ${vmCommand} on the host` };
  if (/^\s*(?:#< CLIXML\s|<\?xml\b[^>]*>\s*<Objs\b|<Objs\b)/.test(start))
    return { refusal: "is output of Export-Clixml; run Import-Clixml FILE | ConvertTo-Json -Depth 4" };
  if (/^\s*<[?!\w]/.test(start)) return { refusal: "is XML; export JSON or CSV instead" };
  if (/^[ \t]*(?:resource|provider|terraform|variable|module)\b[^\n]*\{[ \t\r]*$/m.test(start))
    return { refusal: "is Terraform configuration, which describes what should exist; run terraform show -json" };
  if (layoutStart.test(start)) return isLayout;
  if (/^[^#\n]*\b(?:New-VM|Add-VM\w+|Set-VM\w+|New-VHD|Import-Module|param)\b/im.test(start))
    return { refusal: `is a PowerShell script, which describes what should be built; run ${vmCommand} on the host` };
  if (/^ *-{2,}(?: +-{2,})* *\r?$/m.test(start) || /^\w+ +: .*$/m.test(start))
    return { refusal: `is a formatted table, which leaves values out; run ${commandFor(start)} on the host` };
  return { refusal: `is neither JSON nor a CSV file of HVTools; run ${vmCommand} on the host` };
}

/** The cmdlet that wrote the table, recognized by its columns. */
function commandFor(table: string): string {
  if (/\bControllerLocation\b/.test(table))
    return `Get-VM | ${/\bDvdMediaType\b/.test(table) ? "Get-VMDvdDrive" : "Get-VMHardDiskDrive"} | ConvertTo-Json -Depth 4`;
  if (/\bSwitchName\b/.test(table)) return "Get-VM | Get-VMNetworkAdapter | ConvertTo-Json -Depth 4";
  return vmCommand;
}

/** The error of the engine's JSON reader, in words that help. */
export function refusalOfJson(text: string, error: unknown): Refusal {
  const message = error instanceof Error ? error.message : "";
  const at = /position (\d+)/.exec(message)?.[1];
  if (/Unexpected end|Unterminated|end of/i.test(message) || Number(at) >= text.trimEnd().length)
    return { refusal: "ends in the middle of its JSON; export or copy all of it again" };
  if (at === undefined) return { refusal: "is not valid JSON; export it again" };
  const before = text.slice(0, Number(at)).split("\n");
  return {
    refusal: `is not valid JSON (line ${before.length}, column ${before.at(-1)!.length + 1}); export all of it again, on its own`,
  };
}
