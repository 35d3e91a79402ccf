/** Points, boxes and lines of the diagram, shared by its drawings and its moving tokens. In pixels. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const cornerRadius = 6;

/** A line of straight pieces as path data, with rounded corners. */
export function roundedWay(points: readonly Point[]): string {
  const corners = points.filter((point, index) => index === 0 || distance(point, points[index - 1]!) > 0);
  const [first, ...rest] = corners;
  if (!first) return "";
  let data = `M${written(first)}`;
  let from = first;
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    if (!next) {
      data += `L${written(corner)}`;
      return;
    }
    const room = Math.min(cornerRadius, distance(from, corner) / 2, distance(corner, next) / 2);
    data += `L${written(towards(corner, from, room))}Q${written(corner)} ${written(towards(corner, next, room))}`;
    from = corner;
  });
  return data;
}

/** The point at a fraction, 0 to 1, of the length of a line; for a line without points, the origin. */
export function pointAlong(points: readonly Point[], share: number): Point {
  const total = points.slice(1).reduce((sum, point, index) => sum + distance(points[index]!, point), 0);
  let left = Math.max(0, Math.min(1, share)) * total;
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index]!;
    const length = distance(from, to);
    if (left <= length) return length === 0 ? to : towards(from, to, left);
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const share = length / Math.max(distance(from, to), Number.MIN_VALUE);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function written({ x, y }: Point): string {
  return `${tenths(x)} ${tenths(y)}`;
}

/** A coordinate in path data: what is not a number would hide the whole path, so it is drawn at 0. */
export function tenths(value: number): number {
  const tenths = Math.round(value * 10) / 10;
  return Number.isFinite(tenths) ? tenths : 0;
}
