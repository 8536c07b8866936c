import type { Level } from '#contract/values.js';
import { arc, type Colour, curve, type Point, paint, type Raster, type Shape } from './raster.js';

/** The pictures that a key with a screen can show. */
export type PadPicture = Level | 'more-time' | 'thanks' | 'blank';

const BLACK: Colour = [0, 0, 0];
const INK: Colour = [17, 20, 22];
const PAPER: Colour = [241, 239, 233];
const LAMP: Colour = [99, 210, 191];
const LINE = 6;
const BOLD = 13;
const MIDDLE: Point = [50, 50];

interface Mood {
  readonly colour: Colour;
  /** Of about the same area for every level. */
  readonly outline: readonly Point[];
  readonly eyes: readonly (readonly Point[])[];
  readonly mouth: readonly Point[];
}

/** `turn`: where the first corner is, in turns from the top. */
const corners = (sides: number, radius: number, [x, y]: Point = MIDDLE, turn = 0): Point[] =>
  Array.from({ length: sides }, (_, index) => {
    const angle = 2 * Math.PI * (index / sides + turn - 0.25);
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });

const roundedSquare = (half: number, radius: number): Point[] => {
  const [low, high] = [50 - half + radius, 50 + half - radius];
  const centres: readonly Point[] = [
    [high, high],
    [low, high],
    [low, low],
    [high, low],
  ];
  return centres.flatMap((centre, quarter) => arc(centre, radius, quarter / 4, 0.25));
};

const dot = (x: number, y: number): Point[] => [
  [x, y - 3],
  [x, y + 3],
];

/**
 * Each level differs from its neighbours by outline, eyes and mouth as well as by colour: eyes closed in joy and
 * wide smile, smile, straight mouth, bent mouth, eyes closed in grief. As on the panel page.
 */
const MOODS: Readonly<Record<Level, Mood>> = {
  5: {
    colour: [43, 182, 115],
    outline: arc(MIDDLE, 45),
    eyes: [curve([27, 43], [35, 31], [43, 43]), curve([57, 43], [65, 31], [73, 43])],
    mouth: [...curve([27, 57], [50, 96], [73, 57]), [27, 57]],
  },
  4: {
    colour: [156, 204, 60],
    outline: roundedSquare(41, 18),
    eyes: [dot(35, 42), dot(65, 42)],
    mouth: curve([30, 60], [50, 82], [70, 60]),
  },
  3: {
    colour: [242, 194, 48],
    outline: corners(6, 49),
    eyes: [dot(35, 43), dot(65, 43)],
    mouth: [
      [32, 66],
      [68, 66],
    ],
  },
  2: {
    colour: [240, 138, 51],
    outline: corners(5, 51, [50, 53]),
    eyes: [dot(36, 46), dot(64, 46)],
    mouth: curve([33, 74], [50, 56], [67, 74]),
  },
  1: {
    colour: [238, 90, 82],
    outline: corners(8, 47.5, MIDDLE, 1 / 16),
    eyes: [curve([27, 39], [35, 51], [43, 39]), curve([57, 39], [65, 51], [73, 39])],
    mouth: curve([31, 76], [50, 48], [69, 76]),
  },
};

const line = (points: readonly Point[], colour: Colour, width = LINE): Shape => ({
  kind: 'line',
  points,
  colour,
  width,
});

function face({ colour, outline, eyes, mouth }: Mood): Shape[] {
  return [{ kind: 'fill', outline, colour }, ...[...eyes, mouth].map((points) => line(points, INK))];
}

/** A clock with a plus. */
const MORE_TIME: readonly Shape[] = [
  line(arc([44, 44], 34), PAPER),
  line(
    [
      [44, 24],
      [44, 44],
      [58, 52],
    ],
    PAPER,
  ),
  { kind: 'fill', outline: arc([74, 74], 22), colour: BLACK },
  line(
    [
      [74, 58],
      [74, 90],
    ],
    PAPER,
    9,
  ),
  line(
    [
      [58, 74],
      [90, 74],
    ],
    PAPER,
    9,
  ),
];

/** A tick, in no colour of a level (W11). */
const THANKS: readonly Shape[] = [
  line(
    [
      [18, 54],
      [41, 77],
      [82, 26],
    ],
    LAMP,
    BOLD,
  ),
];

/** Draws a picture. The same picture is always the same pixels. */
export function drawPicture(picture: PadPicture, side: number): Raster {
  switch (picture) {
    case 'more-time':
      return paint(side, MORE_TIME);
    case 'thanks':
      return paint(side, THANKS);
    case 'blank':
      return paint(side, []);
    default:
      return paint(side, face(MOODS[picture]));
  }
}
