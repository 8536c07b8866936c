import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** The font every page is set in, in files of their own; only the letters used are put into a document. */
export const FONT = 'Noto Sans TC';
export const FONT_FILES = {
  regular: resolve('@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf'),
} as const;

const SEGMENTS = 12;

/** First and last of a run of characters. */
type Run = readonly [first: number, last: number];

/** Which characters a font file has, from its table of all planes (`cmap` format 12). Throws where it has none. */
export function readCoverage(file: string): (codePoint: number) => boolean {
  const runs = runsOf(readFileSync(file));
  return (codePoint) => {
    let [low, high] = [0, runs.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = runs[middle] ?? [0, 0];
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

function runsOf(font: Buffer): Run[] {
  const cmap = tableAt(font, 'cmap');
  for (let record = 0; record < font.readUInt16BE(cmap + 2); record++) {
    const table = cmap + font.readUInt32BE(cmap + 8 + 8 * record);
    if (font.readUInt16BE(table) !== SEGMENTS) continue;
    return Array.from({ length: font.readUInt32BE(table + 12) }, (_none, index) => {
      const at = table + 16 + 12 * index;
      return [font.readUInt32BE(at), font.readUInt32BE(at + 4)] as const;
    });
  }
  throw new RangeError('the font has no table of characters of all planes');
}

function tableAt(font: Buffer, name: string): number {
  for (let table = 0; table < font.readUInt16BE(4); table++) {
    const at = 12 + 16 * table;
    if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8);
  }
  throw new RangeError(`the font has no table ${name}`);
}

/** Not seen and of no use on paper: joiners, marks of direction, variation selectors. */
const INVISIBLE = /\p{Variation_Selector}|\p{Cf}|[\u2028\u2029]/gu;

/**
 * Text as the font can show it: a character that it lacks is written as its code point, such as `[U+1F600]`, so that
 * nothing turns into an empty box or is lost.
 */
export function printer(has: (codePoint: number) => boolean): (text: string) => string {
  return (text) => {
    const plain = text.replace(INVISIBLE, '').replace(/\u202f/g, '\u00a0');
    return Array.from(plain, (letter) => (shown(letter, has) ? letter : codeOf(letter))).join('');
  };
}

const shown = (letter: string, has: (codePoint: number) => boolean): boolean =>
  letter === '\n' || has(letter.codePointAt(0) ?? 0);

const codeOf = (letter: string): string =>
  `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
