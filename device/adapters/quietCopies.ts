import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '#platform/errors.js';
import type { Clip } from './promptLibrary.js';
import type { Clips } from './repertoire.js';
import { readWavFile } from './wavFile.js';
import { gainOf, scaleWav } from './wavGain.js';

/** All copies of one volume together; five prompts in seven languages take about a quarter. */
const MAX_TOTAL_BYTES = 32_000_000;

const OURS = /^volume-\d+$/;

export interface QuietClips {
  readonly clips: Clips;
  remove(): Promise<void>;
}

/**
 * Copies of sound files at a lower volume, in a folder of its own for each set: `volume-1/zh-TW/invite.wav`. The
 * files themselves are never changed. What an earlier run left in the folder is removed by `clear`.
 */
export class QuietCopies {
  private made = 0;

  constructor(private readonly folder: string) {}

  /** Removes every set. Rejects with a system error. */
  async clear(): Promise<void> {
    for (const name of await namesIn(this.folder)) {
      if (OURS.test(name)) await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }

  /**
   * A set of copies for a volume of 1–99, whole or not at all. Rejects with a system error when it cannot be written,
   * and with `CodedError` `voice/copies-too-large`.
   */
  async make(clips: Clips, volume: number): Promise<QuietClips> {
    this.made += 1;
    const set = join(this.folder, `volume-${this.made}`);
    const remove = (): Promise<void> => rm(set, { recursive: true, force: true });
    try {
      return { clips: await copyAll(clips, set, gainOf(volume)), remove };
    } catch (error) {
      await remove();
      throw error;
    }
  }
}

async function copyAll(clips: Clips, set: string, gain: number): Promise<Clips> {
  const copies = new Map<string, Clip>();
  let total = 0;
  for (const [path, { file, durationMs }] of clips) {
    const bytes = scaleWav(await readWavFile(file), gain);
    total += bytes.length;
    if (total > MAX_TOTAL_BYTES) {
      throw new CodedError(
        'voice/copies-too-large',
        `copies of the prompts at a lower volume take more than ${MAX_TOTAL_BYTES} bytes`,
      );
    }
    const copy = join(set, path);
    await mkdir(dirname(copy), { recursive: true });
    await writeFile(copy, bytes);
    copies.set(path, { file: copy, durationMs });
  }
  return copies;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
