/** A disk that is to be changed, and the possible results. */
import type { TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import type { DocumentItem } from "../../document-item.ts";
import type { Device, VirtualMachine } from "../../model/layout.ts";
import type { Placed } from "../../syntax/tree.ts";
import type { Step } from "./apply-steps.ts";

export interface ChangedDisk {
  readonly document: HvvmDocument;
  /** The item that holds the VM. */
  readonly placed: Placed<DocumentItem>;
  readonly vm: VirtualMachine;
  readonly device: Device;
}

export type ChangeEdit = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

/** One or more ways to make a change, the best first, or why there is none. */
export type Ways = readonly (readonly Step[])[] | { readonly refusal: string };
