/** Reads the inventories that a command's arguments name as one estate. */
import type { Estate } from "../core/exchange/inventory/estate.ts";
import { readInventories } from "../core/exchange/inventory/read-inventories.ts";
import { UsageError } from "./exit-codes.ts";
import { fileNameOf, readInventoryInput, refuseRepeatedStandardInput } from "./inputs.ts";

/** A file that cannot be read, or is not a usable inventory, is misuse. `names` are the file names without folders. */
export function readEstate(files: readonly string[]): { readonly estate: Estate; readonly names: readonly string[] } {
  refuseRepeatedStandardInput(files);
  const inventories = files.map((file) => {
    const input = readInventoryInput(file);
    if ("problem" in input) throw new UsageError(`"${input.path}" ${input.problem}.`);
    return { name: input.path, text: input.text };
  });
  const estate = readInventories(inventories);
  if ("refusal" in estate) throw new UsageError(`"${estate.name}" ${estate.refusal}.`);
  return { estate, names: inventories.map(({ name }) => fileNameOf(name)) };
}
