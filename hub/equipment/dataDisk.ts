import { statfs } from 'node:fs/promises';
import type { DiskSpace } from './equipmentRules.js';

/** Tells how much room there is where the hub keeps its data. */
export interface DataDisk {
  /** Rejects with what the operating system says when it cannot tell. */
  space(): Promise<DiskSpace>;
}

/** The disk that holds a directory. */
export class DirectoryDisk implements DataDisk {
  constructor(private readonly directory: string) {}

  async space(): Promise<DiskSpace> {
    const { bavail, blocks, bsize } = await statfs(this.directory);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  }
}

/** The room on a disk; undefined when it cannot be told. */
export async function diskSpaceOf(disk: DataDisk): Promise<DiskSpace | undefined> {
  try {
    return await disk.space();
  } catch {
    return undefined;
  }
}
