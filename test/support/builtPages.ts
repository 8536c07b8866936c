import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Pages built from their present source. */
export interface BuiltPages {
  readonly folder: string;
  remove(): void;
}

/** `config` is a Vite configuration, relative to the package. */
export async function builtPages(config: string): Promise<BuiltPages> {
  const folder = mkdtempSync(join(tmpdir(), 'rating-pages-'));
  await build({ configFile: join(ROOT, config), logLevel: 'error', build: { outDir: folder } });
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** One module and all it imports as a single script file, for use inside a page. */
export async function builtModule(source: string): Promise<BuiltPages> {
  const folder = mkdtempSync(join(tmpdir(), 'rating-module-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source', 'module', 'browser', 'default'] },
    build: {
      outDir: folder,
      lib: { entry: join(ROOT, source), formats: ['es'], fileName: () => 'module.js' },
    },
  });
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
