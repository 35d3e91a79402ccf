/**
 * The server's functions for exchange with hosts and other tools. On Node they are a bundle of their own, with the
 * libraries for their formats, because most sessions never need them.
 */
export { compareEstate, isComparable } from "../core/exchange/drift/compare-estate.ts";
export { estateLayout } from "../core/exchange/inventory/estate-layout.ts";
export { readInventories } from "../core/exchange/inventory/read-inventories.ts";
export { adoptAll, adoptHostState, hostText } from "../core/features/adopt-host-state.ts";
export { exportedText } from "../core/features/exported-text.ts";
export { pasteInventory } from "../core/features/paste-inventory.ts";
