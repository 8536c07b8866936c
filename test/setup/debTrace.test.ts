import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedFiles, traceModules } from '../../.setup/debModules.mjs';
import { packageOf, specifiersOf, traceProgram } from '../../.setup/debTrace.mjs';
import { temporaryFolder } from '../support/temporary.js';

/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** An installed package: its manifest and its only file. */
const installed = (path: string, manifest: object, code = ''): Record<string, string> => ({
  [`${path}/package.json`]: JSON.stringify({ version: '1.0.0', license: 'MIT', ...manifest }),
  [`${path}/index.js`]: code,
});

describe('what a program consists of', () => {
  it('is found in every way to name a module, and not in words', () => {
    const code = `import a from 'a'; import 'side'; export * from "./more.js";
      const b = require('b/deep.js'), c = await import('@c/d');
      const text = 'message from, to: nobody';`;
    expect(specifiersOf(code)).toEqual(['a', 'side', './more.js', 'b/deep.js', '@c/d']);
    expect(specifiersOf(code).map(packageOf)).toContain('@c/d');
    expect(packageOf('b/deep.js')).toBe('b');
  });

  it('is every module that can be reached, late ones and aliases too, and the packages they name', () => {
    const build = folderWith({
      'box/main.js': `import '#words/w.js';\n// import 'only-said';\nconst late = await import('./late.js');`,
      'box/late.js': `import 'node:fs'; import { x } from 'serialport';`,
      'box/unused.js': `import 'never';`,
      'hub/words/w.js': `import pino from 'pino';`,
    });
    expect(traceProgram(build, ['box/main.js'], { '#words/': 'hub/words/' })).toEqual({
      modules: ['box/late.js', 'box/main.js', 'hub/words/w.js'],
      packages: ['pino', 'serialport'],
    });
  });

  it('is what it starts as a thread too, with all that this reaches', () => {
    const build = folderWith({
      'hub/main.js': `const program = new URL('./audit/worker.js', import.meta.url);\n// new URL('./said.js', import.meta.url)`,
      'hub/audit/worker.js': `import '../seal.js'; import 'better-sqlite3';`,
      'hub/seal.js': `new URL('https://hub.office'); new URL(import.meta.url);`,
    });
    expect(traceProgram(build, ['hub/main.js'], {})).toEqual({
      modules: ['hub/audit/worker.js', 'hub/main.js', 'hub/seal.js'],
      packages: ['better-sqlite3'],
    });
    expect(() =>
      traceProgram(folderWith({ 'm.js': `new URL('./w.js', import.meta.url)` }), ['m.js'], {}),
    ).toThrow('w.js has not been built');
  });

  it('cannot be packed when a part of it was not built', () => {
    const build = folderWith({ 'main.js': `import './gone.js';` });
    expect(() => traceProgram(build, ['main.js'], {})).toThrow('gone.js has not been built');
  });
});

describe('the packages a program needs', () => {
  it('are those that are both declared and named by code, each where Node would find it', () => {
    const root = folderWith({
      ...installed('node_modules/a', { name: 'a', dependencies: { b: '1', types: '1' } }, `require('b')`),
      ...installed('node_modules/b', { name: 'b', version: '2.0.0' }),
      ...installed('node_modules/a/node_modules/b', { name: 'b' }, `require('dev-tool')`),
      ...installed('node_modules/types', { name: 'types' }),
      ...installed('node_modules/dev-tool', { name: 'dev-tool' }),
    });
    expect(traceModules(root, ['a']).map(({ folder, version }) => [folder, version])).toEqual([
      ['node_modules/a', '1.0.0'],
      ['node_modules/a/node_modules/b', '1.0.0'],
    ]);
  });

  it('may lack what is optional, and nothing else', () => {
    const optional = installed(
      'node_modules/a',
      { name: 'a', optionalDependencies: { b: '1' } },
      `require('b')`,
    );
    expect(traceModules(folderWith(optional), ['a'])).toHaveLength(1);
    const needed = installed('node_modules/a', { name: 'a', dependencies: { b: '1' } }, `require('b')`);
    expect(() => traceModules(folderWith(needed), ['a'])).toThrow('b, which a needs, is not installed');
    expect(() => traceModules(`${folderWith(needed)}/`, ['z'])).toThrow('the package z is not installed');
  });

  it('name a licence in either of the ways npm has had', () => {
    const root = folderWith({
      ...installed('node_modules/a', { name: 'a', license: undefined, licenses: [{ type: 'ISC' }] }),
      ...installed('node_modules/b', { name: 'b', license: undefined }),
    });
    expect(traceModules(root, ['a', 'b']).map(({ licence }) => licence)).toEqual(['ISC', '']);
  });

  it('are stripped of all that does not run here', () => {
    const here = `linux-${process.arch}`;
    const files = [
      'package.json',
      'lib/index.js',
      'build/Release/addon.node',
      `prebuilds/${here}/addon.glibc.node`,
    ];
    const idle = [
      'README.md',
      'LICENSE',
      'index.d.ts',
      'lib/index.js.map',
      'src/addon.cc',
      'binding.gyp',
      'test/a.js',
      'docs/a.js',
      '.yarn/releases/yarn.cjs',
      'node_modules/b/index.js',
      'build/Release/obj.target/addon.node',
      'build/Release/test_extension.node',
      `prebuilds/${here}/addon.musl.node`,
      'prebuilds/win32-x64/addon.node',
    ];
    const root = folderWith(Object.fromEntries([...files, ...idle].map((path) => [path, ''])));
    expect(shippedFiles(root, 'some')).toEqual([...files].sort());
  });
});
