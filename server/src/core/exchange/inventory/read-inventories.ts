/** Inventories as one estate: each file is recognized by its content, whatever its name. */
import { exactly } from "../../figures.ts";
import { readCmdletObject } from "./cmdlet-objects.ts";
import { isCollectorInventory, readCollectorInventory } from "./collector.ts";
import type { Estate } from "./estate.ts";
import { EstateDraft } from "./estate-draft.ts";
import { elements, Fields } from "./fields.ts";
import { isHvToolsCsv, isHvToolsRow, readHvToolsCsv, readHvToolsRow } from "./hvtools.ts";
import { isLayout, type Refusal, refusalOfJson, refusalOfText, truncated, vmCommand } from "./refusal.ts";
import { readTerraform, recognizeTerraform } from "./terraform.ts";

export interface InventoryText {
  /** As the user named it. */
  readonly name: string;
  readonly text: string;
}

/** The estate, or the first file that is not an inventory, with the reason as the end of a sentence. */
export function readInventories(inventories: readonly InventoryText[]): Estate | (Refusal & { readonly name: string }) {
  const draft = new EstateDraft();
  for (const inventory of inventories) {
    const read = readInventory(inventory.text, draft, inventory);
    if (read !== "read") return { ...read, name: inventory.name };
  }
  const estate = draft.finish();
  if (estate.vms.length > 0 || estate.hosts.length > 0) return estate;
  return { refusal: `lists no virtual machine; run ${vmCommand} on the host`, name: inventories[0]?.name ?? "" };
}

/** Whether a text may be an inventory in JSON, judging by its first characters. For no objects, ConvertTo-Json writes `null`. */
function isJson(text: string): boolean {
  return /^\s*(?:[[{]|null\s*$)/.test(text);
}

function readInventory(text: string, draft: EstateDraft, source: InventoryText): Refusal | "read" {
  if (!isJson(text)) return isHvToolsCsv(text) ? readHvToolsCsv(text, draft) : refusalOfText(text);
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    return refusalOfJson(text, error);
  }
  const all = elements(root).flatMap(elements);
  let hasRead = false;
  let unknown = 0;
  for (const element of all) {
    if (typeof element !== "object" || element === null) return truncated("its list", vmCommand);
    const read = readObject(new Fields(element), draft, source);
    if (typeof read === "object") return read;
    if (read) hasRead = true;
    else unknown++;
  }
  if (!hasRead && all.length > 0)
    return { refusal: `is JSON without a Hyper-V inventory; run ${vmCommand} on the host` };
  if (unknown > 0)
    draft.remark(`${exactly(unknown, "object")} of an unknown kind ${unknown === 1 ? "is" : "are"} left out.`);
  return "read";
}

function readObject(fields: Fields, draft: EstateDraft, source: unknown): Refusal | "read" | undefined {
  if (isCollectorInventory(fields)) return readCollectorInventory(fields, draft, source);
  const terraform = recognizeTerraform(fields);
  if (terraform) return terraform === "state" ? readTerraform(fields, draft, source) : terraform;
  if (isHvToolsRow(fields)) {
    readHvToolsRow(fields, draft);
    return "read";
  }
  if (fields.hasAny("vms", "hosts", "loads") && !fields.has("harddrives")) return isLayout;
  return readCmdletObject(fields, draft, source);
}
