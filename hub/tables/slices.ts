import { setImmediate } from 'node:timers/promises';

/** So small that what is done with one takes a few ms. */
const SLICE_BYTES = 16 * 1024;

/** Bytes in small slices, between which everybody else has a turn of the event loop. */
export async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    await setImmediate();
    yield bytes.subarray(start, start + SLICE_BYTES);
  }
}

/** The same of what comes in pieces of any size. */
export async function* inSlices(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield* slices(piece);
}
