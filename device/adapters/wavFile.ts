import { open } from 'node:fs/promises';
import { MAX_WAV_BYTES } from './wav.js';

/**
 * The bytes of a WAV file, of one that is too large only so many that `parseWav` refuses them. Rejects with a system
 * error when it cannot be read.
 */
export async function readWavFile(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const bytes = new Uint8Array(Math.min(size, MAX_WAV_BYTES + 1));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}
