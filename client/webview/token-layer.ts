/** The moving part of the diagram: its elements are created once, and only their attributes change. */
import {
  type ChosenPath,
  crossingsUntil,
  glyphData,
  maxQueued,
  maxServed,
  type RequestTrace,
  type Token,
  type TokenPlace,
} from "../../server/src/core/pictures/pictures.ts";
import { writeText } from "./frame-clock.ts";

const namespace = "http://www.w3.org/2000/svg";
const radius = 4;
const halfStation = 16;

export interface TokenLayer {
  /** `flashUs` is how long an event stays visible. */
  paint(tokens: readonly Token[], timeUs: number, flashUs: number): void;
  clear(): void;
}

/** Puts the layer on top of a newly drawn diagram. */
export function tokenLayer(
  svg: SVGSVGElement,
  trace: RequestTrace,
  path: ChosenPath,
  places: readonly TokenPlace[],
): TokenLayer {
  const layer = append(svg, "g", { class: "tokens", "aria-hidden": "true" });
  const { transport } = path.disk;
  const drawn = path.stages.filter(({ index }) => places[index]!.way.length > 0);
  const marks = drawn.map(({ index, crossing, utilization }) => {
    const { centre, label } = places[index]!;
    const { x, y } = centre;
    const flash =
      crossing &&
      append(layer, "circle", {
        class: `flash ${crossing.kind}`,
        cx: x,
        cy: y,
        r: utilization === undefined ? 14 : 22,
      });
    const events = append(layer, "text", {
      class: "events",
      "text-anchor": "end",
      x: x - halfStation - 5,
      y: y + halfStation - 1,
    });
    const queued = append(layer, "text", {
      class: "queued",
      "text-anchor": "end",
      x: x - halfStation - 2,
      y: label?.side === "above" ? y + halfStation + 12 : y - halfStation - 4,
    });
    const served = append(layer, "text", { class: "served", x: x + halfStation + 4, y: y - halfStation + 9 });
    return { stage: index, kind: crossing?.kind, flash, events, queued, served };
  });
  const tokens = trace.requests.map(({ isRead, role }) =>
    append(layer, "path", {
      class: `token ${transport}${isRead ? "" : " write"}${role ? ` ${role}` : ""}`,
      d: glyphData(transport, radius),
    }),
  );
  const show = (element: Element, isShown: boolean) =>
    isShown ? element.removeAttribute("display") : element.setAttribute("display", "none");
  return {
    paint(present, timeUs, flashUs) {
      svg.classList.add("traced");
      show(layer, true);
      const byRequest = new Map(present.map((token) => [token.request, token]));
      tokens.forEach((element, index) => {
        const token = byRequest.get(index);
        const fits =
          token && (token.state === "moving" || token.rank < (token.state === "waiting" ? maxQueued : maxServed));
        show(element, fits === true);
        if (fits) element.setAttribute("transform", `translate(${token.x.toFixed(1)} ${token.y.toFixed(1)})`);
      });
      for (const { stage, kind, flash, events, queued, served } of marks) {
        const here = present.filter((token) => token.stage === stage);
        const waiting = here.filter(({ state }) => state === "waiting").length;
        const busy = here.filter(({ state }) => state === "served").length;
        writeText(queued, waiting > 1 ? String(waiting) : "");
        writeText(served, busy > maxServed ? String(busy) : "");
        if (!kind || !flash) continue;
        const happened = crossingsUntil(trace, timeUs, stage)[kind];
        writeText(events, happened > 0 ? String(happened) : "");
        const last = trace.crossings.filter((event) => event.stage === stage && event.timeUs <= timeUs).at(-1);
        const freshness = last ? Math.max(0, 1 - (timeUs - last.timeUs) / flashUs) : 0;
        flash.setAttribute("opacity", freshness.toFixed(2));
      }
    },
    clear() {
      svg.classList.remove("traced");
      show(layer, false);
    },
  };
}

function append(parent: Element, name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return parent.appendChild(element);
}
