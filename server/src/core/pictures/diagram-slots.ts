/** Places and draws the slots of the VM, by controller. Many slots are divided into pages. */

import { groups } from "d3-array";
import { iops } from "../figures.ts";
import { type CardsLayout, cardGap, cursorMark, grid, leftMargin, narrowestCard, rowGap } from "./diagram-cards.ts";
import type { Box, Point } from "./geometry.ts";
import { type Markup, markup } from "./markup.ts";
import type { Picture, SlotView } from "./picture.ts";
import { severities } from "./problems.ts";
import { fitText, textWidth } from "./text-fit.ts";
import { transportGlyph } from "./transport-glyph.ts";
import { fileName, transportNames } from "./words.ts";

/** For the slots, which are the first part of the diagram. */
const top = 2;
const headHeight = 22;
const tallHeight = 50;
const flatHeight = 28;
const narrowestFlatCard = 146;
const flatRowGap = 10;
const maxTallCards = 10;
const maxTallCardsInColumn = 3;
const pageSize = 24;

interface Group {
  readonly name: string;
  readonly slots: readonly SlotView[];
  /** Including slots on other pages. */
  readonly total: number;
}

/** The slots, grouped by controller; they end `bottom` pixels from the top. */
export function slotCards(picture: Picture, width: number): CardsLayout {
  const { slots } = picture;
  const page = pageOf(slots);
  const sharing = sharingSlots(picture);
  const pager = slots.length > pageSize ? pageLinks(slots, page.start, width) : { drawing: markup``, bottom: top };
  const isFlat = page.slots.length > (width < 2 * narrowestCard + leftMargin ? maxTallCardsInColumn : maxTallCards);
  const { columns, cell } = grid(width - leftMargin, page.slots.length, isFlat ? narrowestFlatCard : narrowestCard);
  const height = isFlat ? flatHeight : tallHeight;
  const between = isFlat ? flatRowGap : rowGap;
  const drawn: Markup[] = [pager.drawing];
  let chosen: CardsLayout["chosen"];
  let y = pager.bottom;
  let column = 0;
  let rowEnd = y;
  for (const group of groupsOf(page.slots, slots)) {
    if (column > 0 && column + group.slots.length > columns) {
      y = rowEnd + rowGap;
      column = 0;
    }
    const rows = Math.ceil(group.slots.length / columns);
    const across = Math.min(columns, group.slots.length);
    const x = leftMargin + column * (cell + cardGap);
    drawn.push(groupHead(group, x, y, across * (cell + cardGap) - cardGap));
    group.slots.forEach((view, index) => {
      const row = Math.floor(index / columns);
      const box = {
        x: x + (index % columns) * (cell + cardGap),
        y: y + headHeight + row * (height + between),
        width: cell,
        height,
      };
      drawn.push(slotCard(view, box, sharing.includes(view.slot.slot)));
      if (view.chosen) chosen = { box, gapY: box.y + height + between / 2, isFirstRow: row === 0 };
    });
    rowEnd = Math.max(rowEnd, y + headHeight + rows * (height + between) - between);
    column += across;
    if (rows > 1 || column >= columns) {
      y = rowEnd + rowGap;
      column = 0;
    }
  }
  return { drawing: markup`${drawn}`, bottom: rowEnd, chosen };
}

/** The other slots whose disks are on the volume of the chosen disk. */
export function sharingSlots({ volumes, slot }: Picture): readonly string[] {
  const chosen = volumes.find((view) => view.chosen);
  return chosen?.use.slots.filter((name) => name !== slot?.slot.slot) ?? [];
}

function pageOf(slots: readonly SlotView[]): { readonly start: number; readonly slots: readonly SlotView[] } {
  if (slots.length <= pageSize) return { start: 0, slots };
  const chosen = Math.max(
    0,
    slots.findIndex((view) => view.chosen),
  );
  const start = Math.floor(chosen / pageSize) * pageSize;
  return { start, slots: slots.slice(start, start + pageSize) };
}

/** A link for each page, which chooses the page's first slot. */
function pageLinks(slots: readonly SlotView[], current: number, width: number) {
  const size = 74;
  const across = Math.max(1, Math.floor((width - leftMargin) / size));
  const starts = Array.from({ length: Math.ceil(slots.length / pageSize) }, (_, page) => page * pageSize);
  const links = starts.map((start, index) => {
    const end = Math.min(slots.length, start + pageSize);
    const x = leftMargin + (index % across) * size;
    const y = top + 22 + Math.floor(index / across) * 28;
    const isHere = start === current;
    return markup`<g class="page-link${isHere && " chosen"}" role="button" tabindex="0" aria-pressed="${String(isHere)}" data-action="slot" data-slot="${start}" data-key="page ${start}"><title>${`Disks ${start + 1} to ${end}: ${slots[start]!.slot.slot} to ${slots[end - 1]!.slot.slot}`}</title><rect class="card-box" x="${x}" y="${y}" width="${size - 6}" height="22" rx="11"/><text class="page-text" text-anchor="middle" x="${x + (size - 6) / 2}" y="${y + 15}">${`${start + 1}–${end}`}</text></g>`;
  });
  const text = `Slots ${current + 1} to ${Math.min(slots.length, current + pageSize)} of ${slots.length}`;
  const drawing = markup`<text class="card-detail" x="${leftMargin}" y="${top + 13}">${text}</text>${links}`;
  return { drawing, bottom: top + 22 + Math.ceil(links.length / across) * 28 + 4 };
}

function groupsOf(shown: readonly SlotView[], all: readonly SlotView[]): readonly Group[] {
  return groups(shown, controllerOf).map(([name, slots]) => ({
    name,
    slots,
    total: all.filter((view) => controllerOf(view) === name).length,
  }));
}

function controllerOf({ slot: { slot } }: SlotView): string {
  return slot.slice(0, Math.max(0, slot.lastIndexOf(":"))) || slot;
}

/** The slots below the bracket share one controller. */
function groupHead({ name, total }: Group, x: number, y: number, width: number): Markup {
  const [type = "", number = ""] = name.split(" ");
  const shares = total > 1 ? ` · ${total} share it` : "";
  const text = `${type.toUpperCase()} controller ${number}${shares}`;
  return markup`<text class="group-name" x="${x}" y="${y + 12}">${fitText(text, width, 11)}</text><path class="bracket" d="M${x + 0.5} ${y + headHeight - 1}v-3h${width - 1}v3"/>`;
}

/** A slot of the VM: a button that chooses its path and reveals its line. Its title is its accessible name. */
function slotCard(view: SlotView, box: Box, shares: boolean): Markup {
  const { slot, disk } = view;
  const isFlat = box.height < 40;
  const line = isFlat ? box.y + box.height / 2 + 4 : box.y + 20;
  const rate = disk ? iops(disk.throughputIops) : kindName(view);
  const right = box.x + box.width - 10;
  const nameX = box.x + (disk ? 26 : 12);
  const bootX = nameX + textWidth(slot.slot, 13) + 10;
  const markWidth = view.problems.length > 0 ? 24 : 0;
  const detailX = isFlat ? bootX + (slot.boot ? 42 : 0) : box.x + 12;
  const detailEnd = isFlat ? right - markWidth : right - textWidth(rate, 11) - 8;
  const spoken = [
    slot.slot,
    slot.boot && "boot device",
    slot.label,
    disk && transportNames[disk.transport],
    rate,
    disk && slot.load === "assumed" && "assumed load",
    shares && "on the volume of the chosen disk",
    view.marked && "the cursor is here",
    ...view.problems.map((problem) => `${problem.severity}: ${problem.message}`),
  ].filter((part) => typeof part === "string");
  return markup`<g class="card slot${view.chosen && " chosen"}${shares && " sharing"}${view.marked && " marked"}" role="button" tabindex="0" aria-pressed="${String(view.chosen)}" data-action="slot" data-slot="${view.index}" data-key="slot ${view.index}">
<title>${spoken.join("\n")}</title>
<rect class="card-box" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="4"/>
${view.marked && cursorMark(box)}
${disk && transportGlyph(disk.transport, { x: box.x + 16, y: line - 4 })}
<text class="card-name" x="${nameX}" y="${line}">${fitText(slot.slot, right - markWidth - nameX, 13)}</text>
${slot.boot && badge("boot", bootX, line - 4)}
${problemMark(view, { x: right - 7, y: line - 4 })}
${!isFlat && markup`<text class="card-figure" text-anchor="end" x="${right}" y="${box.y + 39}">${rate}</text>`}
<text class="card-detail" x="${detailX}" y="${isFlat ? line : box.y + 39}">${fitText(fileName(slot.label), detailEnd - detailX, 11)}</text>
</g>`;
}

function badge(text: string, x: number, y: number): Markup {
  const width = textWidth(text, 11) + 10;
  return markup`<rect class="badge" x="${x}" y="${y - 8}" width="${width}" height="16" rx="8"/><text class="badge-text" text-anchor="middle" x="${x + width / 2}" y="${y + 4}">${text}</text>`;
}

/** The number of problems of the slot: a circle for an error, a triangle for a warning, a square for the rest. */
function problemMark({ problems }: SlotView, { x, y }: Point): Markup | undefined {
  const worst = severities.find((severity) => problems.some((problem) => problem.severity === severity));
  if (!worst) return undefined;
  const shape =
    worst === "error"
      ? markup`<circle class="problem error" cx="${x}" cy="${y}" r="8"/>`
      : worst === "warning"
        ? markup`<path class="problem warning" d="M${x} ${y - 9}l9.5 16h-19z"/>`
        : markup`<rect class="problem" x="${x - 7.5}" y="${y - 7.5}" width="15" height="15" rx="2"/>`;
  return markup`${shape}<text class="problem-text" text-anchor="middle" x="${x}" y="${y + (worst === "warning" ? 5 : 4)}">${problems.length > 9 ? "9+" : String(problems.length)}</text>`;
}

function kindName(view: SlotView): string {
  return view.slot.kind === "dvd" ? "DVD" : "not simulated";
}
