import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the hub's pages. Nothing is inlined into the HTML and no asset becomes a `data:` URL, so that the
 * pages run under `default-src 'self'`; addresses are relative, so that they run below any path.
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
    rolldownOptions: {
      input: [here('index.html'), here('wall.html'), here('desk.html'), here('boxes.html')],
    },
  },
});
