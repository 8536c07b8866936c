import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILLER = 'filler-';

/** A disk of its own, which can be filled to the last byte. Only root can have one, and not in every container. */
export class SmallDisk {
  private constructor(private readonly folder: string) {}

  /** Whether one can be had here. */
  static get isPermitted(): boolean {
    const folder = mkdtempSync(join(tmpdir(), 'rating-mount-'));
    try {
      SmallDisk.mount(folder, 1).unmount();
      return true;
    } catch {
      return false;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Mounts it at a new folder; throws where that is not permitted. */
  static mount(folder: string, megabytes: number): SmallDisk {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
    return new SmallDisk(folder);
  }

  fill(): void {
    for (let size = 4 * 1024 * 1024, n = 0; size >= 1; n++) {
      const file = join(this.folder, `${FILLER}${n}`);
      try {
        writeFileSync(file, Buffer.alloc(size));
      } catch {
        rmSync(file, { force: true });
        size = Math.floor(size / 4);
      }
    }
  }

  empty(): void {
    for (const name of readdirSync(this.folder))
      if (name.startsWith(FILLER)) rmSync(join(this.folder, name), { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.folder], { stdio: 'pipe' });
  }
}
