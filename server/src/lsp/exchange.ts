/**
 * What the server takes from the exchange with hosts and other tools. On Node it is a bundle of its own, with the libraries
 * that read and write their formats: most sessions never ask for it.
 */
export { compareEstate } from "../core/exchange/drift/compare-estate.ts";
export { estateLayout } from "../core/exchange/inventory/estate-layout.ts";
export { readInventories } from "../core/exchange/inventory/read-inventories.ts";
export { adoptAll, adoptHostState, hostText } from "../core/features/adopt-host-state.ts";
export { exportedText } from "../core/features/exported-text.ts";
export { pasteInventory } from "../core/features/paste-inventory.ts";
