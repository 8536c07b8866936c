import { CodedError } from '#platform/errors.js';

/** How a sample is written, all of them little-endian: PCM of 16, 24 or 32 bits, or IEEE float of 32. */
export type SampleFormat = 'int16' | 'int24' | 'int32' | 'float32';

/** What is needed of a WAV file: how long it plays, and its sound as it is sent to the sound card. */
export interface Wav {
  readonly durationMs: number;
  readonly format: SampleFormat;
  readonly channels: number;
  readonly samplesPerSecond: number;
  /** Whole frames; a view of the bytes that were read. */
  readonly sound: Uint8Array;
}

/** A prompt is over well within its window; anything longer is a mistake. */
export const MAX_WAV_MS = 30_000;

/** 30 s of 48 kHz stereo in 16 bits, with room for tags. */
export const MAX_WAV_BYTES = 6_000_000;

const PCM = 1;
const IEEE_FLOAT = 3;
const EXTENSIBLE = 0xfffe;

const SAMPLE_BYTES: Readonly<Record<SampleFormat, number>> = { int16: 2, int24: 3, int32: 4, float32: 4 };

/**
 * Reads a RIFF WAVE file. A file cut off within its sound counts as long as the sound it has. Throws `CodedError`
 * `voice/bad-wav`, saying why, for anything else, for a file without sound, for one larger than `MAX_WAV_BYTES` or
 * longer than `MAX_WAV_MS`, and for compressed or 8-bit sound.
 */
export function parseWav(bytes: Uint8Array): Wav {
  if (bytes.length > MAX_WAV_BYTES) throw bad(`is larger than ${MAX_WAV_BYTES} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WAVE') throw bad('is no RIFF WAVE file');
  let shape: Shape | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    if (tag(bytes, at) === 'fmt ' && start + 16 <= bytes.length) shape = readShape(view, start, length);
    if (tag(bytes, at) === 'data') return wav(bytes.subarray(start, start + length), shape);
    // Chunks are padded to an even length (RIFF 1.0).
    at = start + length + (length % 2);
  }
  throw bad('has no sound');
}

type Shape = Pick<Wav, 'format' | 'channels' | 'samplesPerSecond'>;

function readShape(view: DataView, start: number, length: number): Shape {
  const coding = view.getUint16(start, true);
  const extended = coding === EXTENSIBLE && length >= 26 && start + 26 <= view.byteLength;
  const format = formatOf(
    extended ? view.getUint16(start + 24, true) : coding,
    view.getUint16(start + 14, true),
  );
  const channels = view.getUint16(start + 2, true);
  const samplesPerSecond = view.getUint32(start + 4, true);
  if (channels < 1 || channels > 2) throw bad(`has ${channels} channels; expected 1 or 2`);
  if (samplesPerSecond < 8_000 || samplesPerSecond > 192_000) {
    throw bad(`has ${samplesPerSecond} samples a second; expected 8,000 to 192,000`);
  }
  if (view.getUint16(start + 12, true) !== channels * SAMPLE_BYTES[format]) {
    throw bad('contradicts itself about the size of its samples');
  }
  return { format, channels, samplesPerSecond };
}

function formatOf(coding: number, bits: number): SampleFormat {
  if (coding === PCM && bits === 16) return 'int16';
  if (coding === PCM && bits === 24) return 'int24';
  if (coding === PCM && bits === 32) return 'int32';
  if (coding === IEEE_FLOAT && bits === 32) return 'float32';
  const found = coding === PCM ? `${bits}-bit PCM` : `coding ${coding} with ${bits} bits`;
  throw bad(`is ${found}; expected PCM of 16, 24 or 32 bits or float of 32`);
}

function wav(data: Uint8Array, shape: Shape | undefined): Wav {
  if (shape === undefined) throw bad('does not say its format before its sound');
  const frame = shape.channels * SAMPLE_BYTES[shape.format];
  const frames = Math.floor(data.length / frame);
  const durationMs = (frames / shape.samplesPerSecond) * 1000;
  if (frames === 0) throw bad('has no sound');
  if (durationMs > MAX_WAV_MS)
    throw bad(`plays ${Math.round(durationMs)} ms; expected at most ${MAX_WAV_MS}`);
  return { ...shape, durationMs, sound: data.subarray(0, frames * frame) };
}

const tag = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

const bad = (reason: string): CodedError => new CodedError('voice/bad-wav', reason);
