/** Zooms and scrolls the diagram inside its own box: buttons, and the wheel with Ctrl. */
import { type Panned, zooms } from "./player-choice.ts";

export interface Zoom {
  /** To be called after each drawing of the page. */
  drawn(): void;
}

export interface ZoomChoice {
  /** 1 is the full size. */
  readonly zoom?: number | undefined;
  readonly panned?: Panned | undefined;
}

/** `kept` is the state before a reload of the page; `keep` is called when the user has zoomed or scrolled. */
export function createZoom(root: HTMLElement, kept: ZoomChoice, keep: (choice: ZoomChoice) => void): Zoom {
  let zoom = kept.zoom ?? 1;
  let scrolled: Panned = kept.panned ?? { left: 0, top: 0 };
  let seen: Element | undefined;

  root.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const pressed = event.target.closest("button[data-zoom]")?.getAttribute("data-zoom");
    if (pressed === "in") change(zooms.find((step) => step > zoom) ?? zoom);
    else if (pressed === "out") change(zooms.filter((step) => step < zoom).at(-1) ?? zoom);
    else if (pressed === "whole") change(1);
    else if (pressed === "fit") change(fitting());
  });
  root.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey || !(event.target instanceof Element) || !event.target.closest(".diagram-box")) return;
      event.preventDefault();
      const next = Math.max(zooms[0]!, Math.min(zooms.at(-1)!, zoom * Math.exp(-event.deltaY / 400)));
      change(next, { x: event.clientX, y: event.clientY });
    },
    { passive: false },
  );
  root.addEventListener(
    "scroll",
    (event) => {
      if (event.target === box()) scrolled = { left: box()!.scrollLeft, top: box()!.scrollTop };
    },
    { capture: true },
  );
  root.addEventListener(
    "scrollend",
    (event) => {
      if (event.target === box()) keep({ zoom, panned: scrolled });
    },
    { capture: true },
  );

  return {
    drawn() {
      const svg = drawing();
      if (!svg) return;
      apply();
      if (svg !== seen) box()?.scrollTo(scrolled);
      seen = svg;
    },
  };

  function box(): HTMLElement | null {
    return root.querySelector<HTMLElement>(".diagram-box");
  }

  function drawing(): SVGSVGElement | null {
    return root.querySelector<SVGSVGElement>(".diagram-box > svg");
  }

  /** The point under the pointer, or else the middle of the box, stays in place. */
  function change(next: number, at?: { readonly x: number; readonly y: number }): void {
    const frame = box();
    if (!frame) return;
    const edge = frame.getBoundingClientRect();
    const x = at ? at.x - edge.left : edge.width / 2;
    const y = at ? at.y - edge.top : edge.height / 2;
    const grown = next / zoom;
    const left = (frame.scrollLeft + x) * grown - x;
    const top = (frame.scrollTop + y) * grown - y;
    zoom = next;
    apply();
    frame.scrollTo({ left, top });
    keep({ zoom, panned: { left: frame.scrollLeft, top: frame.scrollTop } });
  }

  function apply(): void {
    const svg = drawing();
    if (!svg) return;
    const { width, height } = svg.viewBox.baseVal;
    svg.setAttribute("width", String(width * zoom));
    svg.setAttribute("height", String(height * zoom));
    const frame = box();
    frame?.classList.toggle("zoomed", zoom > 1);
    // A box that can be scrolled is reachable with the keyboard.
    if (zoom > 1) frame?.setAttribute("tabindex", "0");
    else frame?.removeAttribute("tabindex");
    const share = root.querySelector('span[data-zoom="share"]');
    if (share) share.textContent = `${Math.round(100 * zoom)}%`;
  }

  /** The whole diagram fits into the window; it is never enlarged. */
  function fitting(): number {
    const svg = drawing();
    const frame = box();
    if (!svg || !frame) return 1;
    const { width, height } = svg.viewBox.baseVal;
    const room = window.innerHeight - 120;
    return Math.max(zooms[0]!, Math.min(1, frame.clientWidth / width, room / height));
  }
}
