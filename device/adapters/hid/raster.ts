/** A point in a field of 100 × 100, from the top left. */
export type Point = readonly [x: number, y: number];

/** Red, green and blue, 0–255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A shape in one colour: the inside of a closed outline, or a line with round ends. */
export type Shape =
  | { readonly kind: 'fill'; readonly colour: Colour; readonly outline: readonly Point[] }
  | {
      readonly kind: 'line';
      readonly colour: Colour;
      readonly width: number;
      readonly points: readonly Point[];
    };

/** A square picture, rows from the top, three bytes (red, green, blue) a pixel. */
export interface Raster {
  readonly side: number;
  readonly pixels: Uint8Array;
}

const FIELD = 100;
/** Each pixel is the mean of this many samples across and down. */
const SAMPLES = 2;

/** Paints shapes over each other on black, with smooth edges. */
export function paint(side: number, shapes: readonly Shape[]): Raster {
  const fine = side * SAMPLES;
  const canvas = new Uint8Array(fine * fine * 3);
  for (const shape of shapes) paintShape(canvas, fine, shape);
  const sums = new Uint16Array(side * side * 3);
  for (let at = 0; at < canvas.length; at++) {
    const sample = Math.floor(at / 3);
    const row = Math.floor(sample / fine / SAMPLES);
    const column = Math.floor((sample % fine) / SAMPLES);
    const pixel = (row * side + column) * 3 + (at % 3);
    sums[pixel] = (sums[pixel] ?? 0) + (canvas[at] ?? 0);
  }
  return { side, pixels: Uint8Array.from(sums, (sum) => Math.round(sum / SAMPLES ** 2)) };
}

function paintShape(canvas: Uint8Array, side: number, shape: Shape): void {
  if (shape.kind === 'fill') fill(canvas, side, shape.outline, shape.colour);
  else {
    for (const segment of segments(shape.points)) {
      stroke(canvas, side, segment, shape.width / 2, shape.colour);
    }
  }
}

/** Row by row, between each odd crossing of the outline and the next (even-odd rule). */
function fill(canvas: Uint8Array, side: number, outline: readonly Point[], colour: Colour): void {
  const edges = segments([...outline, ...outline.slice(0, 1)]);
  for (let row = 0; row < side; row++) {
    const y = ((row + 0.5) * FIELD) / side;
    const crossings = edges
      .filter(([[, ay], [, by]]) => ay > y !== by > y)
      .map(([[ax, ay], [bx, by]]) => ax + ((y - ay) / (by - ay)) * (bx - ax))
      .sort((one, other) => one - other);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const columns = samples(crossings[pair] ?? 0, crossings[pair + 1] ?? 0, side);
      for (let column = columns.from; column < columns.to; column++) {
        canvas.set(colour, (row * side + column) * 3);
      }
    }
  }
}

/** All that is no farther than `reach` from a segment. */
function stroke(canvas: Uint8Array, side: number, segment: Segment, reach: number, colour: Colour): void {
  const [[ax, ay], [bx, by]] = segment;
  const [dx, dy] = [bx - ax, by - ay];
  const rows = samples(Math.min(ay, by) - reach, Math.max(ay, by) + reach, side);
  const columns = samples(Math.min(ax, bx) - reach, Math.max(ax, bx) + reach, side);
  for (let row = rows.from; row < rows.to; row++) {
    const y = ((row + 0.5) * FIELD) / side - ay;
    for (let column = columns.from; column < columns.to; column++) {
      const x = ((column + 0.5) * FIELD) / side - ax;
      const part = Math.min(1, Math.max(0, (x * dx + y * dy) / (dx * dx + dy * dy)));
      const distance = (x - part * dx) ** 2 + (y - part * dy) ** 2;
      if (distance <= reach * reach) canvas.set(colour, (row * side + column) * 3);
    }
  }
}

/** The samples whose middles lie between two coordinates. */
function samples(from: number, to: number, side: number): { from: number; to: number } {
  const index = (value: number): number => Math.ceil((value * side) / FIELD - 0.5);
  return { from: Math.max(0, index(from)), to: Math.min(side, index(to)) };
}

type Segment = readonly [Point, Point];

const segments = (points: readonly Point[]): Segment[] =>
  points.slice(1).map((point, index) => [points[index] as Point, point] as const);

const STEPS = 12;

/** A curve from one point to another, drawn towards a third (a quadratic Bézier curve). */
export function curve(from: Point, towards: Point, to: Point): Point[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    const mix = (axis: 0 | 1): number =>
      (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * towards[axis] + t ** 2 * to[axis];
    return [mix(0), mix(1)];
  });
}

/** Part of a circle, clockwise from an angle in turns (0 is to the right, ¼ below). */
export function arc([cx, cy]: Point, radius: number, fromTurn = 0, turns = 1): Point[] {
  const steps = Math.max(4, Math.ceil(Math.abs(turns) * 4 * STEPS));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = 2 * Math.PI * (fromTurn + (turns * step) / steps);
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
  });
}
