/** Inspects drawings in a page: the contrast of each part with its background, and the places of labels. */

/**
 * Runs in the page. Every visible line, fill and text of the drawings with too little contrast to its background: text
 * below 4.5:1, graphics below 3:1. For a shape with an outline, either the fill or the outline is enough.
 */
export function lowContrastParts() {
  // Decoration that only groups or divides the background: lanes, grid lines, stripes, the empty part of a bar; mouse
  // targets.
  const grounds = ".hit, .band, .grid, .stripe, .gauge, .bar-ground, .column, .waiting-ground, .axis";
  const clear = [0, 0, 0, 0];
  const found = new Map();
  const looks = new Map();
  for (const svg of document.querySelectorAll("#page svg")) {
    if (svg.getClientRects().length === 0) continue;
    const parts = [...svg.querySelectorAll("path, rect, circle, line, text")].filter(
      (part) =>
        !part.closest("defs") &&
        getComputedStyle(part).visibility === "visible" &&
        part.getClientRects().length > 0 &&
        !part.closest("[display=none]"),
    );
    const ground = groundOf(svg);
    parts.forEach((part, index) => {
      if (part.matches(grounds)) return;
      const { isText } = lookOf(part);
      const needed = isText ? 4.5 : 3;
      const points = pointsOf(part).filter((point) => !parts.slice(index + 1).some((later) => covers(later, point)));
      const seen = points.flatMap((point) => {
        const behind = parts.slice(0, index).reduce((under, each) => painted(each, point, under), ground);
        return contrastOf(part, behind);
      });
      // Lines cross: for a shape most of its points count, for a text all of them.
      const decisive = seen.sort((one, other) => one - other)[isText ? 0 : Math.floor(seen.length / 2)];
      if (decisive === undefined || decisive >= needed) return;
      const name = `${part.tagName}.${(part.getAttribute("class") ?? "").replaceAll(" ", ".")} in .${[...(part.parentElement.closest("[class]")?.classList ?? [])].join(".")}`;
      if (!(found.get(name) <= decisive)) found.set(name, decisive);
    });
  }
  return [...found].map(([name, contrast]) => `${name}: ${contrast.toFixed(2)}:1`);

  function groundOf(element) {
    const chain = [];
    for (let at = element; at; at = at.parentElement) chain.push(colourOf(getComputedStyle(at).backgroundColor));
    return chain.reduceRight((under, colour) => over(colour, under), [255, 255, 255, 1]);
  }

  /** Cached properties of a part, because every pair of parts is compared. */
  function lookOf(part) {
    const known = looks.get(part);
    if (known) return known;
    const style = getComputedStyle(part);
    const matrix = part.getScreenCTM();
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const rim =
      (style.stroke === "none" ? 0 : Number.parseFloat(style.strokeWidth)) * Math.hypot(matrix.a, matrix.b) + 1;
    const look = {
      isText: part.tagName === "text",
      matrix,
      inverse: matrix.inverse(),
      box: { left: left - rim, right: right + rim, top: top - rim, bottom: bottom + rim },
      hasFill: style.fill !== "none",
      hasStroke: style.stroke !== "none",
      hasHalo: style.paintOrder.startsWith("stroke") && style.stroke !== "none",
      // Lines cross or run along each other, and hatching lets the background show through.
      isGround:
        part.tagName !== "text" && part.tagName !== "line" && style.fill !== "none" && !style.fill.startsWith("url("),
      fill: paintOf(style, "fill"),
      stroke: paintOf(style, "stroke"),
    };
    looks.set(part, look);
    return look;
  }

  /** In pixels of the window. */
  function pointsOf(part) {
    const { isText, hasFill, matrix } = lookOf(part);
    if (isText) {
      const { left, right, top, bottom } = part.getBoundingClientRect();
      return [0.1, 0.5, 0.9].map((share) => ({ x: left + (right - left) * share, y: (top + bottom) / 2 }));
    }
    const toScreen = ({ x, y }) => new DOMPoint(x, y).matrixTransform(matrix);
    if (!hasFill) {
      const length = part.getTotalLength();
      return [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => toScreen(part.getPointAtLength(length * share)));
    }
    const box = part.getBBox();
    const inside = [0.5, 0.2, 0.8].flatMap((across) =>
      [0.5, 0.2, 0.8].map((down) => new DOMPoint(box.x + box.width * across, box.y + box.height * down)),
    );
    return inside.filter((point) => part.isPointInFill(point)).map(toScreen);
  }

  function holds(part, { x, y }) {
    const { box, inverse, hasFill, hasStroke } = lookOf(part);
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) return { fill: false, stroke: false };
    const local = new DOMPoint(x, y).matrixTransform(inverse);
    return { fill: hasFill && part.isPointInFill(local), stroke: hasStroke && part.isPointInStroke(local) };
  }

  function covers(part, point) {
    const look = lookOf(part);
    if (look.isText) return false;
    const { fill, stroke } = holds(part, point);
    return (fill && look.fill[3] > 0.9) || (stroke && look.stroke[3] > 0.9);
  }

  function painted(part, point, under) {
    const look = lookOf(part);
    if (!look.isGround) return under;
    const { fill, stroke } = holds(part, point);
    const filled = fill ? over(look.fill, under) : under;
    return stroke ? over(look.stroke, filled) : filled;
  }

  /** The colour of a hatch is that of its lines. */
  function paintOf(style, kind) {
    const paint = style[kind];
    const pattern = /^url\("?#([\w-]+)/.exec(paint);
    const colour = pattern
      ? colourOf(getComputedStyle(document.getElementById(pattern[1]).querySelector("line")).stroke)
      : colourOf(paint);
    return [...colour.slice(0, 3), colour[3] * Number(style[`${kind}Opacity`]) * Number(style.opacity)];
  }

  /** Nothing where a shape continues in the colour of the one below it, as an arrow does on its line. */
  function contrastOf(part, behind) {
    const look = lookOf(part);
    if (look.isText) return [textContrast(look, behind)];
    const paints = [look.fill, look.stroke].filter((paint) => paint[3] > 0);
    const seen = paints.map((paint) => contrast(over(paint, behind), behind));
    return seen.length === 0 || seen.some((each) => each < 1.005) ? [] : [Math.max(...seen)];
  }

  function textContrast({ hasHalo, fill, stroke }, behind) {
    const ground = hasHalo ? over(stroke, behind) : behind;
    return contrast(over(fill, ground), ground);
  }

  function over([red, green, blue, alpha], under) {
    const mixed = [red, green, blue].map((value, channel) => value * alpha + under[channel] * (1 - alpha));
    return [...mixed, 1];
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function luminance(colour) {
    const [red, green, blue] = colour
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** The forms in a computed style: `rgb()`, `rgba()`, or `color(srgb …)` for a mix. */
  function colourOf(text) {
    const numbers = (text.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    if (text === "none" || text === "transparent" || numbers.length < 3) return clear;
    const scale = text.startsWith("color(") ? 255 : 1;
    const [red, green, blue, alpha = 1] = numbers;
    return [red * scale, green * scale, blue * scale, alpha];
  }
}

/** Runs in the page. Labels of drawings that overlap or are cut off, and words in tables that are broken. */
export function misplacedLabels() {
  const found = [];
  const slack = 1.5;
  for (const svg of document.querySelectorAll("#page svg")) {
    const frame = svg.getBoundingClientRect();
    const labels = [...svg.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() !== "" && getComputedStyle(text).visibility === "visible")
      .map((text) => ({ text: text.textContent.trim(), box: inkOf(text) }))
      .filter(({ box }) => box.width > 0);
    labels.forEach(({ text, box }, index) => {
      if (box.left < frame.left - slack || box.right > frame.right + slack || box.bottom > frame.bottom + slack)
        found.push(`"${text}" is cut`);
      for (const other of labels.slice(index + 1))
        if (meet(box, other.box)) found.push(`"${text}" and "${other.text}" overlap`);
    });
  }
  for (const cell of document.querySelectorAll("#page td, #page th, #page dd, #page dt, #page button")) {
    for (const word of brokenWords(cell)) found.push(`"${word}" is broken in "${cell.textContent.trim()}"`);
  }
  return [...new Set(found)];

  /** Letters are lower than their line. */
  function inkOf(text) {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const trim = (bottom - top) * 0.15;
    return { left, right, top: top + trim, bottom: bottom - trim, width: right - left };
  }

  function meet(one, other) {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return across > slack && down > slack;
  }

  /** A path may be broken anywhere; one of our own words may not. */
  function brokenWords(cell) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const broken = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("bdi, code, .spoken")) continue;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}.]+/gu)) {
        // An address may be broken, too.
        if (/\p{L}\.\p{L}/u.test(word)) continue;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (tops.size > 1) broken.push(word);
      }
    }
    return broken;
  }
}

/**
 * Runs in a page, with the bytes of a picture of a slider at its start: the contrast of the thumb with the background.
 */
export async function thumbContrast(bytes) {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const at = (x, y) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
  const luminance = (colour) =>
    colour
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, channel) => sum + value * [0.2126, 0.7152, 0.0722][channel], 0);
  const [dark, light] = [at(8, bitmap.height / 2), at(8, 0)].map(luminance).sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}
