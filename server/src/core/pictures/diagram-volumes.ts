/** Places and draws the volumes of the host: their medium, how busy they are, and who shares them. */

import { count, counted, percent } from "../figures.ts";
import { type CardsLayout, cardGap, cursorMark, grid, leftMargin, rowGap } from "./diagram-cards.ts";
import type { Box } from "./geometry.ts";
import { type Markup, markup } from "./markup.ts";
import type { Picture, VolumeView } from "./picture.ts";
import { fitText, textWidth } from "./text-fit.ts";
import { loadClass } from "./volume-use.ts";

const cardHeight = 66;
const maxVolumes = 12;
/** Fewer if no disk of the VM is on them. */
const maxUnusedVolumes = 6;

/**
 * The volumes of the host. If there are very many, those that the VM's disks are on come first, and the rest is
 * counted.
 */
export function volumeCards(picture: Picture, width: number, top: number): CardsLayout {
  const shown = shownVolumes(picture.volumes);
  const { columns, cell } = grid(width - leftMargin, shown.length);
  const drawn: Markup[] = [];
  let chosen: CardsLayout["chosen"];
  shown.forEach((view, index) => {
    const row = Math.floor(index / columns);
    const box = {
      x: leftMargin + (index % columns) * (cell + cardGap),
      y: top + row * (cardHeight + rowGap),
      width: cell,
      height: cardHeight,
    };
    drawn.push(volumeCard(view, box));
    if (view.chosen) chosen = { box, gapY: box.y - rowGap / 2, isFirstRow: row === 0 };
  });
  let bottom = top + Math.ceil(shown.length / columns) * (cardHeight + rowGap) - (shown.length > 0 ? rowGap : 0);
  const left = picture.volumes.length - shown.length;
  if (left > 0) {
    bottom += 22;
    drawn.push(
      markup`<text class="card-detail" x="${leftMargin}" y="${bottom - 4}">${`… ${count(left)} more volumes of the host`}</text>`,
    );
  }
  return { drawing: markup`${drawn}`, bottom, chosen };
}

/** A volume or a physical disk, how busy it is and who shares it: a button that reveals its line. */
function volumeCard(view: VolumeView, box: Box): Markup {
  const { volume, use } = view;
  const busy = use.utilization === undefined ? "no requests" : `busy ${percent(use.utilization)}`;
  const users = usersOf(view);
  const inner = box.width - 24;
  // Bold is wider.
  const name = fitText(volume.id, inner - textWidth(busy, 11) - 8, 14);
  const spoken = [
    `${volume.id} on ${volume.host}`,
    volume.media,
    busy,
    users,
    use.slots.length > 2 && use.slots.join(", "),
    view.marked && "the cursor is here",
  ].filter((part) => typeof part === "string");
  return markup`<g class="card volume${view.chosen && " chosen"}${view.marked && " marked"}" role="button" tabindex="0" data-action="volume" data-volume="${view.index}" data-key="volume ${view.index}">
<title>${spoken.join("\n")}</title>
<rect class="card-box" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="4"/>
${view.marked && cursorMark(box)}
<text class="card-name" x="${box.x + 12}" y="${box.y + 19}">${name}</text>
<text class="card-figure" text-anchor="end" x="${box.x + box.width - 12}" y="${box.y + 19}">${busy}</text>
<text class="card-detail" x="${box.x + 12}" y="${box.y + 36}">${fitText(`${volume.media} · ${volume.host}`, inner, 11)}</text>
<text class="card-detail" x="${box.x + 12}" y="${box.y + 51}">${fitText(users, inner, 11)}</text>
<rect class="gauge" x="${box.x + 12}" y="${box.y + box.height - 9}" width="${inner}" height="4" rx="2"/>
${use.utilization !== undefined && markup`<rect class="gauge-fill ${loadClass(use.utilization)}" x="${box.x + 12}" y="${box.y + box.height - 9}" width="${inner * Math.max(0, Math.min(1, use.utilization))}" height="4" rx="2"/>`}
</g>`;
}

function usersOf({ use: { slots, disksOfOthers } }: VolumeView): string {
  const others = disksOfOthers > 0 ? `${counted(disksOfOthers, "disk")} of other VMs` : "";
  if (slots.length === 0) return others === "" ? "no simulated disk" : `no disk of this VM · ${others}`;
  const own =
    slots.length === 1
      ? slots[0]!
      : `shared by ${slots.length === 2 ? slots.join(", ") : `${slots.length} disks of this VM`}`;
  return others === "" ? own : `${own} · ${others}`;
}

/** The chosen one first, then those that the VM uses, then the rest, each in the order of the file. */
function shownVolumes(volumes: readonly VolumeView[]): readonly VolumeView[] {
  const rank = (view: VolumeView) => (view.chosen ? 0 : view.marked ? 1 : view.use.slots.length > 0 ? 2 : 3);
  const first = [...volumes]
    .sort((one, other) => rank(one) - rank(other))
    .filter((view, index) => index < (rank(view) < 3 ? maxVolumes : maxUnusedVolumes));
  return volumes.filter((view) => first.includes(view));
}
