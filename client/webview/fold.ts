/** A part of the page that opens on demand, and stays as the reader left it. */
import { type Markup, markup } from "../../server/src/core/pictures/markup.ts";
import type { Choice } from "./choice.ts";

/** `name` keeps its state; `aside` says in a few words what is inside. */
export function fold(name: string, title: string, aside: string, body: Markup, { open }: Choice): Markup {
  return markup`<details class="fold" data-fold="${name}"${open?.includes(name) && markup` open`}><summary data-key="${`fold ${name}`}"><h2>${title}</h2><span class="sub">${aside}</span></summary><div class="inside">${body}</div></details>`;
}
