/** Cards for what cannot be drawn: each says what is wrong and what to do, so that the page is never blank. */
import { type Markup, markup } from "../../server/src/core/pictures/pictures.ts";
import type { OutlineSlot } from "../../server/src/protocol.ts";

export function nothingOpenCard(): Markup {
  return card(
    "No layout is open",
    markup`Open a <code>.hvvm</code> or <code>.hvvm.json</code> file; its I/O path appears here.`,
  );
}

export function loadingCard(name: string | undefined): Markup {
  return markup`<div class="message-card" role="status"><h2>Simulating${name !== undefined && markup` <bdi>${name}</bdi>`}…</h2><p>The first picture appears as soon as the run has ended.</p></div>`;
}

export function emptyLayoutCard(): Markup {
  return card(
    "No virtual machine yet",
    markup`Write one, and its I/O path appears here:<pre><code>platform windows-server-2025

vm web01 {
  generation 2
  scsi 0:0 disk "C:\\VMs\\web01\\os.vhdx" dynamic 80GB boot
}</code></pre>`,
  );
}

/** Generation 2 has no IDE, so the advice follows the generation. */
export function noDiskCard(vm: string, generation: 1 | 2): Markup {
  const line = generation === 1 ? 'ide 0:0 disk "C:\\VMs\\os.vhdx" boot' : 'scsi 0:0 disk "C:\\VMs\\os.vhdx" boot';
  return card(
    "No disk to simulate",
    markup`<bdi>${vm}</bdi> has no disk that takes requests. Put one into a slot:<pre><code>${line}</code></pre>`,
  );
}

export function notSimulatedCard(slot: OutlineSlot): Markup {
  const advice =
    slot.kind === "dvd"
      ? markup`A DVD drive carries no load. Choose another slot in the diagram.`
      : markup`This disk sends no requests. Give it a load to see its path: <code>load oltp</code> in its block.`;
  return card(`Nothing to simulate at ${slot.slot}`, advice);
}

export function failureCard(message: string): Markup {
  return markup`<div class="message-card failure" role="alert"><h2>The layout could not be simulated</h2><p>${message}</p><p class="buttons">${retry("primary")}${log("secondary")}</p></div>`;
}

/** Shown at the end of the page, over an old picture that a failed run could not replace. */
export function failureStrip(message: string): Markup {
  return markup`<div class="callout error" role="alert"><span>This picture is out of date: ${message}</span> ${retry("link")} ${log("link")}</div>`;
}

/** Shown at the end of the page while the text is broken. */
export function oldPictureStrip(): Markup {
  return markup`<div class="callout warning" role="status">The layout cannot be read right now: this is the last picture. It is updated as soon as the text can be read again.</div>`;
}

function retry(look: string): Markup {
  return markup`<button type="button" class="${look}" data-action="retry" data-key="retry">Try again</button>`;
}

function log(look: string): Markup {
  return markup`<button type="button" class="${look}" data-action="show-log" data-key="show-log">Show the log</button>`;
}

function card(title: string, body: Markup): Markup {
  return markup`<div class="message-card"><h2>${title}</h2><div>${body}</div></div>`;
}
