import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A tree of files that becomes a Debian package: the same content gives the same tree, whoever makes it when. */
export class DebTree {
  /** @param {string} root an empty folder */
  constructor(root) {
    this.root = root;
  }

  /**
   * @param {string} path within the tree
   * @param {string | Uint8Array} content
   */
  write(path, content) {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), content);
  }

  /**
   * Copies a file or folder.
   * @param {string} from
   * @param {string} path within the tree
   */
  copy(from, path) {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    cpSync(from, this.at(path), { recursive: true, dereference: true });
  }

  /** @param {string} path */
  at(path) {
    return join(this.root, path);
  }

  /** @returns {string[]} every file of it, sorted, without those of the control area */
  files() {
    return readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('DEBIAN') && lstatSync(this.at(path)).isFile())
      .sort();
  }

  /** Kilobytes, as dpkg counts them for `Installed-Size`: each file rounded up, one for each folder. */
  kilobytes() {
    const entries = readdirSync(this.root, { recursive: true, encoding: 'utf8' });
    const sizes = entries
      .filter((path) => !path.startsWith('DEBIAN'))
      .map((path) => lstatSync(this.at(path)))
      .map((stat) => (stat.isFile() ? Math.ceil(stat.size / 1024) : 1));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** @returns {string} the `md5sums` of the control area */
  sums() {
    const line = (/** @type {string} */ path) =>
      `${createHash('md5')
        .update(readFileSync(this.at(path)))
        .digest('hex')}  ${path}\n`;
    return this.files().map(line).join('');
  }

  /**
   * Gives every entry one time, and the permissions that belong to what it is, whatever they were before.
   * @param {number} epoch seconds
   * @param {(path: string) => boolean} isProgram
   */
  settle(epoch, isProgram) {
    for (const path of ['', ...readdirSync(this.root, { recursive: true, encoding: 'utf8' })]) {
      const folder = lstatSync(this.at(path)).isDirectory();
      chmodSync(this.at(path), folder || isProgram(path) ? 0o755 : 0o644);
      utimesSync(this.at(path), epoch, epoch);
    }
  }
}
