import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * @typedef {object} Locked what the lock file says of a package
 * @property {string} [version]
 * @property {string} [integrity] of its archive: `sha512-` and the digest in base64
 * @property {boolean} [optional]
 * @property {boolean} [link]
 *
 * @typedef {object} Audit
 * @property {number} installed packages that are what the lock file says
 * @property {number} compared of them, those whose files were compared with the archive that npm keeps
 * @property {number} unhashed of them, those for which the lock file has no hash
 * @property {string[]} faults
 */

/**
 * Compares the installed packages with the lock file, without a network: each by name and version; where the lock file has
 * a hash, that it is the one npm checked when it installed; and where npm's cache still has the archive of that hash, every
 * file of it byte for byte. Who published a package and whether it was withdrawn since only a registry can say:
 * `npm audit signatures` and `npm audit` on a machine that reaches one.
 * @param {string} root folder of `node_modules`
 * @param {string} cache npm's cache
 * @returns {Audit}
 */
export function auditModules(root, cache) {
  const locked = packagesIn(join(root, 'package-lock.json'));
  const seen = packagesIn(join(root, 'node_modules/.package-lock.json'));
  /** @type {string[]} */
  const faults = [];
  let [installed, compared, unhashed] = [0, 0, 0];
  for (const [folder, { version, optional }] of Object.entries(locked)) {
    if (folder === '' || existsSync(join(root, folder, 'package.json'))) continue;
    if (optional !== true) faults.push(`${folder} ${version} is not installed`);
  }
  for (const [folder, { integrity: checked }] of Object.entries(seen)) {
    const expected = locked[folder];
    const fault =
      expected === undefined ? `${folder} is not in the lock file` : differs(root, folder, expected, checked);
    if (fault !== undefined) {
      faults.push(fault);
      continue;
    }
    installed++;
    if (expected?.integrity === undefined) unhashed++;
    const archive = archiveOf(cache, expected?.integrity);
    if (archive === undefined) continue;
    compared++;
    const changed = changedFile(join(root, folder), archive);
    if (changed !== undefined) faults.push(`${folder}/${changed} is not as it was published`);
  }
  return { installed, compared, unhashed, faults };
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {Locked} expected
 * @param {string | undefined} checked hash that npm compared when it installed
 */
function differs(root, folder, { version, integrity }, checked) {
  const manifest = join(root, folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const found = JSON.parse(readFileSync(manifest, 'utf8')).version;
  if (version !== undefined && found !== version)
    return `${folder} is ${found}; the lock file says ${version}`;
  if (integrity !== undefined && checked !== undefined && integrity !== checked)
    return `${folder} was installed from another archive than the lock file names`;
  return undefined;
}

/**
 * @param {string} cache
 * @param {string | undefined} integrity
 * @returns {Uint8Array | undefined} the archive of that hash, if it is kept and has it
 */
function archiveOf(cache, integrity) {
  const [algorithm, digest] = integrity?.split('-') ?? [];
  if (algorithm !== 'sha512' || digest === undefined) return undefined;
  const hex = Buffer.from(digest, 'base64').toString('hex');
  const file = join(cache, '_cacache/content-v2/sha512', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4));
  if (!existsSync(file)) return undefined;
  const archive = readFileSync(file);
  return createHash('sha512').update(archive).digest('hex') === hex ? archive : undefined;
}

/**
 * @param {string} folder
 * @param {Uint8Array} archive
 * @returns {string | undefined} the first file that differs
 */
function changedFile(folder, archive) {
  for (const { name, content } of filesIn(gunzipSync(archive))) {
    // npm unpacks it under another name.
    if (name.endsWith('.gitignore')) continue;
    const path = join(folder, name);
    if (!existsSync(path) || !readFileSync(path).equals(content)) return name;
  }
  return undefined;
}

const BLOCK = 512;

/**
 * The plain files of a tar archive, without its first folder. Names longer than a header holds are left out.
 * @param {Buffer} tar
 */
function* filesIn(tar) {
  let long = false;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const text = (/** @type {number} */ from, /** @type {number} */ length) =>
      tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8) || 0;
    const kind = text(156, 1);
    const prefix = text(345, 155);
    const name = `${prefix === '' ? '' : `${prefix}/`}${text(0, 100)}`;
    const plain = (kind === '0' || kind === '') && !long;
    if (plain)
      yield { name: name.slice(name.indexOf('/') + 1), content: tar.subarray(at + BLOCK, at + BLOCK + size) };
    // A record of its own says more about the entry after it, such as a longer name.
    long = kind === 'x' || kind === 'L';
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/**
 * @param {string} file
 * @returns {Record<string, Locked>}
 */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
