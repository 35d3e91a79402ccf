/** A part of the page that opens on demand, and stays as the reader left it. */
import { type Markup, markup } from "../../server/src/core/pictures/markup.ts";
import type { Choice } from "./choice.ts";

/** `name` keeps its state; `aside` says in a few words what is inside. The body is drawn once it is looked at. */
export function fold(name: string, title: string, aside: string, body: () => Markup, { open }: Choice): Markup {
  const isOpen = open?.includes(name) === true;
  return markup`<details class="fold" data-fold="${name}"${isOpen && markup` open`}><summary data-key="${`fold ${name}`}"><h2>${title}</h2><span class="sub">${aside}</span></summary><div class="inside">${isOpen && body()}</div></details>`;
}
