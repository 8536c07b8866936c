import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenDataFile } from '#contract/reports.js';
import { systemCode } from '#platform/errors.js';

/** Names that are published; anything else in the folder is nobody's business. */
const NAME = /^(?:ratings-(\d{4}-(?:0[1-9]|1[0-2]))|dictionary)\.(?:csv|json)$/;

/** The folder of published files. Each is there whole or not at all, whenever the process or the machine stops. */
export class PublicFolder {
  constructor(private readonly path: string) {}

  /** Makes it, and clears what a stop in the middle of a writing left behind. */
  async makeReady(): Promise<void> {
    await mkdir(this.path, { recursive: true });
    for (const name of await readdir(this.path))
      if (name.endsWith('.part')) await rm(join(this.path, name), { force: true });
  }

  /** The dictionary first, then months, newest first. */
  async list(): Promise<OpenDataFile[]> {
    const files: OpenDataFile[] = [];
    for (const name of await this.names()) {
      const [, month] = NAME.exec(name) ?? [];
      const { size } = await stat(join(this.path, name));
      files.push({ name, ...(month === undefined ? {} : { month }), bytes: size });
    }
    return files;
  }

  async names(): Promise<string[]> {
    const found = (await this.entries()).filter((name) => NAME.test(name));
    return found.sort((one, other) => rank(one) - rank(other) || (one < other ? 1 : -1));
  }

  /** Undefined for a name that is not published, whatever path it spells. */
  async read(name: string): Promise<Uint8Array | undefined> {
    if (!NAME.test(name)) return undefined;
    try {
      return await readFile(join(this.path, name));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async write(name: string, content: string): Promise<void> {
    const part = join(this.path, `${name}.${randomBytes(4).toString('hex')}.part`);
    const file = await open(part, 'wx');
    try {
      await fill(file, content);
      await rename(part, join(this.path, name));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  private async entries(): Promise<string[]> {
    try {
      return await readdir(this.path);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    }
  }
}

async function fill(file: FileHandle, content: string): Promise<void> {
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

const rank = (name: string): number => (name.startsWith('dictionary') ? 0 : 1);
