import { CodedError } from '#platform/errors.js';

/** What is needed of a WAV file: how long it plays, and its sound as it is sent to the sound card. */
export interface Wav {
  readonly durationMs: number;
  readonly bytesPerSecond: number;
  readonly sound: Uint8Array;
}

/**
 * Reads a RIFF WAVE file. A file cut off within its sound counts as long as the sound it has.
 * Throws `CodedError` `voice/bad-wav` for anything else, and for a file without sound.
 */
export function parseWav(bytes: Uint8Array): Wav {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WAVE') throw bad('is no RIFF WAVE file');
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    if (tag(bytes, at) === 'fmt ' && start + 16 <= bytes.length) {
      bytesPerSecond = view.getUint32(start + 8, true);
    }
    if (tag(bytes, at) === 'data') return wav(bytes.subarray(start, start + length), bytesPerSecond);
    // Chunks are padded to an even length (RIFF 1.0).
    at = start + length + (length % 2);
  }
  throw bad('has no sound');
}

function wav(sound: Uint8Array, bytesPerSecond: number): Wav {
  if (bytesPerSecond === 0) throw bad('does not say its byte rate before its sound');
  if (sound.length === 0) throw bad('has no sound');
  return { durationMs: (sound.length / bytesPerSecond) * 1000, bytesPerSecond, sound };
}

const tag = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

const bad = (reason: string): CodedError => new CodedError('voice/bad-wav', reason);
