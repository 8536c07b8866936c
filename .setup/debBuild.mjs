import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLogged } from './children.mjs';
import { architecture, layOut } from './debLayout.mjs';
import { RECIPES } from './debRecipes.mjs';
import { DebTree } from './debTree.mjs';

/** For packages that travel. */
export const SMALL = ['-Zxz'];
/** For packages that are only tried. */
export const QUICK = ['-Zzstd', '-z1'];

/**
 * @typedef {object} Order
 * @property {string} root the checkout
 * @property {string} build compiled programs and pages
 * @property {string} out where the packages go
 * @property {string} log file
 * @property {string} [version] instead of that of package.json
 * @property {readonly string[]} compression options of dpkg-deb
 * @property {readonly import('./debRecipes.mjs').Recipe[]} [recipes] some of them
 */

/**
 * Builds the Debian packages of the programs. The same commit, the same installed packages and the same Node give the
 * same bytes.
 * @param {Order} order
 * @returns {Promise<string[]>} their files, the box's first
 */
export async function buildPackages(order) {
  const { root, build, out, log, version, compression, recipes = RECIPES } = order;
  const sources = {
    root,
    build,
    prompts: join(root, '.cache/prompts'),
    node: process.execPath,
    version: version ?? versionOf(root),
    epoch: epochOf(root),
  };
  mkdirSync(out, { recursive: true });
  const files = [];
  for (const recipe of recipes) {
    const folder = mkdtempSync(join(tmpdir(), 'rating-deb-'));
    try {
      layOut(new DebTree(folder), recipe, sources);
      const file = join(out, `${recipe.name}_${sources.version}_${architecture()}.deb`);
      const command = ['dpkg-deb', '--root-owner-group', ...compression, '--build', folder, file];
      await runLogged(log, command, { env: { SOURCE_DATE_EPOCH: String(sources.epoch) } });
      files.push(file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return files;
}

/** @param {string} root */
export const versionOf = (root) =>
  String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);

/**
 * The time everything in the packages has: that of the last commit, unless SOURCE_DATE_EPOCH says otherwise; without
 * either that of package.json.
 * @param {string} root
 * @returns {number} seconds
 */
function epochOf(root) {
  const told = Number(process.env.SOURCE_DATE_EPOCH);
  if (told > 0) return told;
  const { stdout } = spawnSync('git', ['-C', root, 'log', '-1', '--format=%ct'], { encoding: 'utf8' });
  return Number(stdout) || Math.floor(statSync(join(root, 'package.json')).mtimeMs / 1000);
}
