import { mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A program of this package made ready to run in a process of its own, from its present source. */
export interface Bundle {
  readonly program: string;
  remove(): void;
}

/** `source` is relative to the package; the bundle lies within it, so that it finds packages and data files. */
export async function bundle(source: string): Promise<Bundle> {
  const folder = mkdtempSync(join(ROOT, 'node_modules/.bundle-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source'] },
    ssr: { resolve: { conditions: ['source', 'node', 'import', 'module', 'default'] } },
    build: { ssr: join(ROOT, source), outDir: folder, minify: false },
  });
  return {
    program: join(folder, basename(source).replace(/ts$/, 'js')),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
