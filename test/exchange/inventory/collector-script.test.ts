import { expect, test } from "vitest";
import { collectorScript } from "../../../server/src/core/exchange/inventory/collector-script.ts";
import { powershellTree } from "../powershell-tree.ts";

const tree = powershellTree(collectorScript);
const commands = tree.descendantsOfType("command_name").map((node) => node!.text);

test("the script is PowerShell", () => {
  expect(tree.hasError).toBe(false);
  expect(powershellTree("if ($x { }").hasError).toBe(true);
});

test("the script only reads: these are all of its commands", () => {
  expect([...new Set(commands)].sort()).toEqual([
    "ConvertTo-Json",
    "ForEach-Object",
    "Get-CimInstance",
    "Get-Cluster",
    "Get-ClusterSharedVolume",
    "Get-Disk",
    "Get-Partition",
    "Get-PhysicalDisk",
    "Get-VHD",
    "Get-VM",
    "Get-VMBios",
    "Get-VMDvdDrive",
    "Get-VMFirmware",
    "Get-VMFloppyDiskDrive",
    "Get-VMHardDiskDrive",
    "Get-VMHost",
    "Get-VMNetworkAdapter",
    "Get-VMScsiController",
    "Read-VirtualDisk",
    "Select-Object",
    "Test-Path",
    "Where-Object",
    "Write-Verbose",
  ]);
});

test("the only methods called are harmless, except the one that writes the file", () => {
  const members = tree.descendantsOfType("invokation_expression").map((node) => node!.text.split("(")[0]);
  expect(members.sort()).toEqual([
    "$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath",
    "$path.TrimEnd",
    "$vhds.Contains",
    "[IO.File]::WriteAllText",
  ]);
});

test("the script is ASCII, so that Windows PowerShell reads it in any code page, and short enough to be read", () => {
  expect(collectorScript).toMatch(/^[\n -~]*$/);
  const lines = collectorScript.split("\n");
  expect(lines.length).toBeLessThan(125);
  expect(lines.filter((line) => line.length > 130)).toEqual([]);
});

test("an existing file is not overwritten", () => {
  const check = collectorScript.indexOf("if (Test-Path -LiteralPath $target) { throw");
  expect(check).toBeGreaterThan(0);
  expect(check).toBeLessThan(collectorScript.indexOf("WriteAllText"));
});
