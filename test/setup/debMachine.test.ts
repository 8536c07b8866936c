import { describe, expect, it } from 'vitest';
import { readSource } from '../../.setup/debChroot.mjs';
import { startOf } from '../../.setup/debLayout.mjs';
import { libraryPackages } from '../../.setup/debLibraries.mjs';

describe('what packages need of Debian', () => {
  it('are the libraries Node is linked with, as new as its symbols', () => {
    const needed = libraryPackages([process.execPath]);
    expect(needed[0]).toMatch(/^libc6 \(>= 2\.\d+\)$/);
    expect(needed.at(-1)).toMatch(/^libstdc\+\+6 \(>= \d+(\.\d+)?\)$/);
    expect(new Set(needed).size).toBe(needed.length);
  });

  it('cannot be told of what is no program', () => {
    expect(() => libraryPackages(['/etc/hostname'])).toThrow('ldd cannot read /etc/hostname');
  });
});

describe('where packages are tried', () => {
  const paragraph = (...lines: readonly string[]): string =>
    ['Types: deb', 'Components: main', ...lines].join('\n');

  it('is the release this machine has, from where it has it', () => {
    const text = [
      '# by hand',
      paragraph('URIs: http://one.test/debian', 'Suites: bookworm bookworm-updates', 'Signed-By: /k.gpg'),
      '',
      paragraph('URIs: http://two.test/debian', 'Suites: trixie'),
    ].join('\n');
    expect(readSource(text)).toEqual({
      suite: 'bookworm',
      mirror: 'http://one.test/debian',
      keyring: '/k.gpg',
    });
  });

  it('is no source of something else, of a part, or switched off', () => {
    expect(readSource(paragraph('URIs: http://one.test/tools', 'Suites: stable'))).toBeUndefined();
    expect(
      readSource(paragraph('URIs: http://one.test/debian', 'Suites: bookworm-security')),
    ).toBeUndefined();
    expect(
      readSource(paragraph('URIs: http://one.test/debian', 'Suites: bookworm', 'Enabled: no')),
    ).toBeUndefined();
    expect(readSource('')).toBeUndefined();
  });
});

describe('the bundled Node', () => {
  it.each([
    ['#!/usr/bin/env node', '/x/node'],
    ['#!/usr/bin/env -S node --a --b=1', '/x/node --a --b=1'],
    ['#!/usr/bin/env -S NAME=1 node --a', 'env NAME=1 /x/node --a'],
  ])('is started as the program says: %s', (shebang, start) => {
    expect(startOf(shebang, '/x/node')).toBe(start);
  });

  it('is not started in ways nobody can read', () => {
    expect(() => startOf('import x;', '/x/node')).toThrow('expected #!/usr/bin/env');
    expect(() => startOf('#!/usr/bin/env node; rm', '/x/node')).toThrow('expected #!/usr/bin/env');
  });
});
