import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the hub's pages, one for each HTML file here. Nothing is inlined into the HTML and no asset becomes a `data:`
 * URL, so that the pages run under `default-src 'self'`; addresses are relative, so that they run below any path.
 */
export default defineConfig({
  root: here('.'),
  base: './',
  resolve: { conditions: ['source', 'module', 'browser', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../.build/hub/dashboard'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The library that draws the charts is one file, kept by the browser for all pages of figures.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: readdirSync(here('.'))
        .filter((name) => name.endsWith('.html'))
        .map(here),
    },
  },
});
