import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the touch screen's page: without `data:` URLs, so that it runs under `default-src 'none'`. */
export default defineConfig({
  root: here('.'),
  base: '/',
  resolve: { conditions: ['source', 'module', 'browser', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../.build/device/screenPage'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
  },
});
