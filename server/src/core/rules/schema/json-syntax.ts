import { defineRule } from "../rule.ts";

/** What the JSON reader reports. */
export const jsonSyntax = defineRule({
  code: "json-syntax",
  severity: "error",
  why: "The JSON notation is JSON with comments and trailing commas. Text that is not JSON cannot be read as a layout.",
  bad: String.raw`
{ "vms": { "web01": { "ide": { "0:0" { "disk": "C:\\VMs\\web01\\os.vhdx" } } } } }
                                     ^`,
  good: String.raw`
{ "vms": { "web01": { "ide": { "0:0": { "disk": "C:\\VMs\\web01\\os.vhdx" } } } } }`,
});
