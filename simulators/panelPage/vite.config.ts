import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the virtual panel's pages: without `data:` URLs, so that they run under `default-src 'self'`. */
export default defineConfig({
  root: here('.'),
  base: '/',
  resolve: { conditions: ['source', 'module', 'browser', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../.build/simulators/panelPage'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: { input: [here('index.html'), here('panel.html')] },
  },
});
