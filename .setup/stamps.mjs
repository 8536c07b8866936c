import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A hash of files and folders by name and content, so that a checkout that only touches times changes nothing.
 * What does not exist counts as absent.
 * @param {string} root folder to which the paths belong
 * @param {readonly string[]} paths files or folders; `node_modules` within them is left out
 * @param {readonly string[]} facts anything else the result depends on
 * @returns {string}
 */
export function hashInputs(root, paths, facts = []) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of paths.flatMap((path) => filesOf(root, path))) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .filter((name) => name !== 'node_modules')
    .sort()
    .flatMap((name) => filesOf(root, join(path, name)));
}

/**
 * Whether a step was done with the same inputs, and what it made is still there.
 * @param {string} stamp file
 * @param {string} hash
 * @param {readonly string[]} outputs
 * @returns {boolean}
 */
export function isCurrent(stamp, hash, outputs) {
  return (
    existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && outputs.every((path) => existsSync(path))
  );
}

/**
 * @param {string} stamp file
 * @param {string} hash
 */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
