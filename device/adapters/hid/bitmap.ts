import type { Raster } from './raster.js';

const HEADER_BYTES = 54;
const INFO_BYTES = 40;
const BITS_PER_PIXEL = 24;
/** 72 dots per inch. */
const DOTS_PER_METRE = 2_835;

/**
 * A Windows bitmap of 24 bits without compression, whose rows are written in the order of the raster. The width
 * in bytes must be a multiple of four, as every row of a bitmap is.
 */
export function bitmapOf({ side, pixels }: Raster): Uint8Array {
  const file = new Uint8Array(HEADER_BYTES + pixels.length);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(2, file.length, true);
  view.setUint32(10, HEADER_BYTES, true);
  view.setUint32(14, INFO_BYTES, true);
  view.setInt32(18, side, true);
  view.setInt32(22, side, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, BITS_PER_PIXEL, true);
  view.setUint32(34, pixels.length, true);
  view.setInt32(38, DOTS_PER_METRE, true);
  view.setInt32(42, DOTS_PER_METRE, true);
  for (let at = 0; at < pixels.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
    file.set([blue, green, red], HEADER_BYTES + at);
  }
  return file;
}

/** Mirrors a picture about its diagonal and turns it as the screen is built in: row y, column x shows what was at row x, column (side − 1 − y). */
export function turned({ side, pixels }: Raster): Raster {
  const result = new Uint8Array(pixels.length);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const from = (x * side + (side - 1 - y)) * 3;
      result.set(pixels.subarray(from, from + 3), (y * side + x) * 3);
    }
  }
  return { side, pixels: result };
}
