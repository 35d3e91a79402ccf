/** Short facts in a row, told apart by dots that never begin or end a line. */
import { type Markup, markup } from "./markup.ts";

export function facts(each: readonly (Markup | string)[]): Markup {
  return markup`<span class="facts">${each.map((fact) => markup`<span>${fact}</span>`)}</span>`;
}
