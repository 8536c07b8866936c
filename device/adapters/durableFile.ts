import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';

export interface DurableRead<T> {
  readonly value: T | undefined;
  /** What was wrong with the newest version, when an older one or none was taken instead. */
  readonly fault: string | undefined;
}

/**
 * A small JSON file that is whole at any moment, whatever is cut off: each version is written beside the one before,
 * forced to the disk and then renamed, and the version before is kept as `FILE.last`.
 */
export class DurableFile<T> {
  /** `check` returns the value or throws what is wrong with it. `mode` as of `chmod`. */
  constructor(
    readonly path: string,
    private readonly check: (content: unknown) => T,
    private readonly mode = 0o644,
  ) {}

  /** The newest sound version; never throws. */
  read(): DurableRead<T> {
    const faults: string[] = [];
    for (const path of [this.path, this.before]) {
      try {
        const value = this.check(JSON.parse(readFileSync(path, 'utf8')));
        return { value, fault: faults[0] };
      } catch (error) {
        if (systemCode(error) !== 'ENOENT') faults.push(`${path} is not sound: ${messageOf(error)}`);
      }
    }
    return { value: undefined, fault: faults[0] };
  }

  /** Throws `CodedError` `memory/cannot-store`; the version before is in force then. */
  write(value: T): void {
    const fresh = `${this.path}.new`;
    try {
      writeForGood(fresh, `${JSON.stringify(value, null, 2)}\n`, this.mode);
      this.keepSoundVersion();
      renameSync(fresh, this.path);
      syncFolder(dirname(this.path));
    } catch (error) {
      removeIfAny(fresh);
      throw new CodedError('memory/cannot-store', `${this.path} cannot be written: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  private get before(): string {
    return `${this.path}.last`;
  }

  /** A damaged version never replaces the sound one before it. */
  private keepSoundVersion(): void {
    try {
      this.check(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch {
      return;
    }
    removeIfAny(this.before);
    linkSync(this.path, this.before);
  }
}

function writeForGood(path: string, text: string, mode: number): void {
  const file = openSync(path, 'w', mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function removeIfAny(path: string): void {
  rmSync(path, { force: true });
}
