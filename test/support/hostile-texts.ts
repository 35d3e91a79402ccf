/** Texts with repetitions that a hostile file may contain, of any length. Each grows with `count`. */
import type { Notation } from "../../server/src/core/document.ts";

export interface HostileText {
  readonly name: string;
  readonly notation: Notation;
  text(count: number): string;
}

const native = (name: string, text: (count: number) => string): HostileText => ({ name, notation: "hvvm", text });
const json = (name: string, text: (count: number) => string): HostileText => ({ name, notation: "json", text });

const each = (count: number, part: (n: number) => string, between = ""): string =>
  Array.from({ length: count }, (_, n) => part(n)).join(between);

const inVm = (count: number, line: (n: number) => string, head = "") =>
  `vm a {\n${head}${each(count, line, "\n")}\n}\n`;

const host = 'host h {\n  platform windows-server-2022\n  volume "C:" hdd-7200 1TB\n}\n';

export const hostileTexts: readonly HostileText[] = [
  native("closing braces on one line", (count) => "}".repeat(count)),
  native("closing braces on lines", (count) => "}\n".repeat(count)),
  native("opening braces", (count) => "{".repeat(count)),
  native("opening braces on lines", (count) => "{\n".repeat(count)),
  native("pairs of braces", (count) => "{}".repeat(count)),
  native("pairs of braces in a VM", (count) => `vm a {${"{}".repeat(count)}}`),
  native("nested pairs of braces", (count) => "{".repeat(count) + "}".repeat(count)),
  native("statements left open", (count) => "vm a {\n".repeat(count)),
  native(
    "parents within parents",
    (count) => `vm a { scsi 0:0 disk "C:\\a.vhdx" ${'{ parent "C:\\b.vhdx" '.repeat(count)}`,
  ),
  native("separators", (count) => ";".repeat(count)),
  native("line ends", (count) => "\n".repeat(count)),
  native("line ends behind each statement", (count) => `vm\n${"\n".repeat(count)}`),
  native("comments", (count) => each(count, (n) => `# comment ${n}\n`)),
  native("comments behind a head", (count) => `vm a\n${"#\n".repeat(count)}{`),
  native("a quote a line", (count) => '"\n'.repeat(count)),
  native("quotes on one line", (count) => '" '.repeat(count)),
  native("single quotes on one line", (count) => "'".repeat(count)),
  native("low quotes between separators", (count) => "„;".repeat(count)),
  native("low quotes", (count) => "„ ".repeat(count)),
  native("unclosed texts in a VM", (count) => inVm(count, (n) => `scsi 0:${n} disk "C:\\${n}.vhdx`)),
  native("stray characters", (count) => "§".repeat(count)),
  native("stray characters on lines", (count) => "§\n".repeat(count)),
  native("slashes", (count) => "//\n".repeat(count)),
  native("one long word", (count) => "a".repeat(count)),
  native("one long number", (count) => "1".repeat(count)),
  native("one long text", (count) => `vm "${"a".repeat(count)}" {}`),
  native("words in a statement", (count) => `vm ${"a ".repeat(count)}`),
  native("near-miss statements", (count) => inVm(count, () => "generatoin 2")),
  native("unknown statements", (count) => each(count, (n) => `what${n}\n`)),
  native("near-miss options", (count) => inVm(count, (n) => `scsi 0:${n % 64} disk "C:\\${n}.vhdx" dinamic`)),
  native(
    "near-miss names of loads",
    (count) =>
      each(count, (n) => `load steady${n} { rate 5 }\n`) +
      inVm(count, (n) => `scsi 0:${n % 64} disk "C:\\${n}.vhdx" { load stready${n} }`),
  ),
  native("near-miss names of hosts", (count) =>
    each(count, (n) => `host hosting${n} {}\nvm v${n} { on hosing${n} }\n`),
  ),
  native("the same slot", (count) => inVm(count, (n) => `scsi 0:0 disk "C:\\${n}.vhdx"`)),
  native("the same IDE slot", (count) => inVm(count, () => "ide 0:0 dvd empty")),
  native("the same file", (count) => inVm(count, (n) => `scsi 0:${n % 64} disk "C:\\VMs\\same.vhdx"`)),
  native("the same file in each VM", (count) =>
    each(count, (n) => `vm v${n} { scsi 0:0 disk "C:\\VMs\\same.vhdx" }\n`),
  ),
  native("one file as the parent of all", (count) =>
    each(count, (n) => `vm v${n} { scsi 0:0 disk "C:\\VMs\\${n}.vhdx" { parent "C:\\VMs\\base.vhdx" } }\n`),
  ),
  native(
    "an attached parent of all",
    (count) =>
      `vm base { scsi 0:0 disk "C:\\VMs\\base.vhdx" }\n${each(count, (n) => `vm v${n} { scsi 0:0 disk "C:\\VMs\\${n}.vhdx" { parent "C:\\VMs\\base.vhdx" } }\n`)}`,
  ),
  native("a circle of parents", (count) =>
    each(
      count,
      (n) => `vm v${n} { scsi 0:0 disk "C:\\VMs\\${n}.vhdx" { parent "C:\\VMs\\${(n + 1) % count}.vhdx" } }\n`,
    ),
  ),
  native("the same physical disk", (count) => inVm(count, (n) => `scsi 0:${n % 64} disk physical 4`)),
  native("the same physical disk in each VM", (count) => each(count, (n) => `vm v${n} { scsi 0:0 disk physical 4 }\n`)),
  native("the same reference", (count) => inVm(count, (n) => `scsi 0:${n % 64} disk "C:\\${n}.vhdx" { load nosuch }`)),
  native("on, many times", (count) => host + inVm(count, () => "on h")),
  native("generations", (count) => inVm(count, () => "generation 2")),
  native("platforms", (count) => "platform windows-server-2022\n".repeat(count)),
  native("VMs of one name", (count) => 'vm a { generation 2; scsi 0:0 disk "C:\\VMs\\a.vhdx" boot }\n'.repeat(count)),
  native(
    "VMs on one host",
    (count) =>
      host +
      each(count, (n) => `vm v${n} { on h; generation 2; scsi 0:0 disk "C:\\VMs\\${n}.vhdx" fixed 10GB boot }\n`),
  ),
  native("hosts of one name", (count) => "host h { platform windows-server-2022 }\n".repeat(count)),
  native("loads of one name", (count) => "load l { rate 5 }\n".repeat(count)),
  native(
    "volumes of a host",
    (count) =>
      `host h {\n${each(count, (n) => `volume "C:\\v${n}" hdd-7200 1TB\n`)}}\n${each(count, (n) => `vm v${n} { on h; scsi 0:0 disk "C:\\v${n}\\a.vhdx" 10GB }\n`)}`,
  ),
  native(
    "physical disks of a host",
    (count) =>
      `host h {\n${each(count, (n) => `physical ${n} hdd-7200\n`)}}\n${each(count, (n) => `vm v${n} { on h; scsi 0:0 disk physical ${count + n} }\n`)}`,
  ),
  native(
    "busy disks on one controller",
    (count) =>
      `platform windows-server-2008-r2\n${inVm(count, (n) => `scsi 0:${n % 64} disk "C:\\${n}.vhd" { load web-server }`)}`,
  ),
  native(
    "loads on the volume of a host",
    (count) =>
      `host h { volume "C:" ssd-nvme }\nload l { rate 50 }\n${inVm(count, (n) => `scsi ${(n >> 6) % 4}:${n % 64} disk "C:\\${n}.vhdx"${n % 2 ? " { load l }" : ""}`, "on h\ngeneration 2\n")}`,
  ),
  native("boot devices", (count) => inVm(count, (n) => `scsi 0:${n % 64} disk "C:\\${n}.vhdx" boot`, "generation 2\n")),
  native("IDE disks of generation 2", (count) => inVm(count, () => 'ide 0:0 disk "C:\\a.vhdx"', "generation 2\n")),
  native("controllers far out", (count) => inVm(count, (n) => `scsi ${n}:0 disk "C:\\${n}.vhdx"`)),
  native("controllers by number", (count) => inVm(count, (n) => `scsi ${n % 4}`)),
  native("locations far out", (count) => inVm(count, (n) => `scsi 0:${n} disk "C:\\${n}.vhdx"`)),
  native("a boot order of as many disks", (count) =>
    inVm(
      count,
      (n) => `scsi 0:${n} disk "C:\\${n}.vhdx"`,
      `generation 2\nboot-order ${each(count, (n) => `0:${n}`, " ")}\n`,
    ),
  ),
  native("a boot order of slots that no disk has", (count) =>
    inVm(
      count,
      (n) => `scsi 0:${n} disk "C:\\${n}.vhdx"`,
      `generation 2\nboot-order ${each(count, (n) => `1:${n}`, " ")}\n`,
    ),
  ),
  native("adapters", (count) => inVm(count, () => "network legacy")),
  native("floppies", (count) => inVm(count, () => "floppy empty")),
  native("start-up classes", (count) => `vm a { startup ${"ide ".repeat(count)} }`),
  native("options of a disk", (count) =>
    inVm(1, () => `scsi 0:0 disk "C:\\a.vhdx" {\n${"block-size 1MB\n".repeat(count)}}`),
  ),
  native("ignore comments above one line", (count) => `${"# hvvm-ignore slot-taken\n".repeat(count)}vm a {}\n`),
  native("codes in an ignore comment", (count) => `# hvvm-ignore ${"slot-taken, ".repeat(count)}\nvm a {}\n`),
  native(
    "unknown codes in an ignore comment",
    (count) => `# hvvm-ignore ${each(count, (n) => `slto${n}, `)}\nvm a {}\n`,
  ),
  native(
    "ignored findings on one line",
    (count) => `# hvvm-ignore ${"slot-taken, ".repeat(count)}\nvm a {${'scsi 0:0 disk "C:\\a.vhdx";'.repeat(count)}}\n`,
  ),
  native("the ignoring word in texts", (count) => `vm a { ${'network "hvvm-ignore";'.repeat(count)} }\n`),
  native("relative paths", (count) => inVm(count, (n) => `scsi 0:${n % 64} disk "${"..\\".repeat(5)}${n}"`)),
  json("closing braces in JSON", (count) => "}".repeat(count)),
  json("opening brackets", (count) => "[".repeat(count)),
  json("opening braces in JSON", (count) => '{"a":'.repeat(count)),
  json("unknown keys", (count) => `{ ${each(count, (n) => `"key${n}": 1`, ", ")} }`),
  json("the same key", (count) => `{ ${each(count, () => '"vms": {}', ", ")} }`),
  json("keys of a VM", (count) => `{ "vms": { "a": { ${each(count, (n) => `"key${n}": 1`, ", ")} } } }`),
  json(
    "the same slot in JSON",
    (count) =>
      `{ "vms": { "a": { "scsi": { ${each(count, (n) => `"0:0": { "disk": "C:\\\\${n}.vhdx" }`, ", ")} } } } }`,
  ),
  json(
    "VMs in JSON",
    (count) =>
      `{ "vms": { ${each(count, (n) => `"v${n}": { "scsi": { "0:0": { "disk": "C:\\\\VMs\\\\same.vhdx" } } }`, ", ")} } }`,
  ),
  json("maps of VMs", (count) => `{ ${each(count, (n) => `"vms": { "v${n}": {} }`, ", ")} }`),
  json("commas", (count) => `{ ${",".repeat(count)} }`),
  json("quotes in JSON", (count) => `{ ${'"\n'.repeat(count)} }`),
  json("words in JSON", (count) => "word ".repeat(count)),
  json("comments in JSON", (count) => `{ ${"/* */".repeat(count)} }`),
  json("ignore comments on one line of JSON", (count) => `{ ${"/* hvvm-ignore */".repeat(count)} }`),
  json("ignore comments on lines of JSON", (count) => `{\n${"// hvvm-ignore slot-taken\n".repeat(count)}}`),
  json("items of an array", (count) => `{ "vms": { "a": { "networks": [${each(count, () => "1", ",")}] } } }`),
];
