import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { exitWhenTold } from './processEnd.js';

const ROOT = new URL('../..', import.meta.url).pathname;

const built = new Map<string, Promise<string>>();

/**
 * The folder of pages built from their present source. `config` is a Vite configuration, relative to the package.
 * What is built is kept for the files that the same process tests afterwards, and removed when the process ends.
 */
export const builtPages = (config: string): Promise<string> =>
  once(config, { configFile: join(ROOT, config) });

/** The folder of `module.js`: one module and all it imports as a single script, for use inside a page; kept as pages are. */
export const builtModule = (source: string): Promise<string> =>
  once(source, {
    root: ROOT,
    configFile: false,
    resolve: { conditions: ['source', 'module', 'browser', 'default'] },
    build: { lib: { entry: join(ROOT, source), formats: ['es'], fileName: () => 'module.js' } },
  });

function once(what: string, config: InlineConfig): Promise<string> {
  const known = built.get(what);
  if (known !== undefined) return known;
  const folder = builtInto(mkdtempSync(join(tmpdir(), 'rating-pages-')), config);
  built.set(what, folder);
  return folder;
}

async function builtInto(folder: string, config: InlineConfig): Promise<string> {
  exitWhenTold();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({ ...config, logLevel: 'error', build: { ...config.build, outDir: folder } });
  return folder;
}
