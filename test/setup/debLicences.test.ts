import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyrightFile, licenceOf, licenceOfNode } from '../../.setup/debLicences.mjs';
import { temporaryFolder } from '../support/temporary.js';

const shipped = { folder: 'a', name: 'a', version: '1.0.0', licence: 'Zlib', files: [] };

function packageWith(texts: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'a'));
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(root, 'a', file), text);
  return root;
}

describe('licences of what is packed', () => {
  it('are the texts that come with it, notices too', () => {
    const root = packageWith({ 'LICENSE.md': 'the licence\n', NOTICE: 'the notice\n', 'README.md': 'prose' });
    expect(licenceOf(root, shipped, 'x/*').text).toBe('the licence\n\nthe notice');
  });

  it('are known for MIT when the text was left out, and for nothing else', () => {
    const root = packageWith({});
    expect(licenceOf(root, { ...shipped, licence: 'MIT' }, 'x/*')).toMatchObject({
      holder: 'the authors of a',
    });
    expect(() => licenceOf(root, shipped, 'x/*')).toThrow(
      'the package a lacks the text of its licence, Zlib',
    );
    expect(() => licenceOf(root, { ...shipped, licence: '' }, 'x/*')).toThrow('names no licence');
    const inText = packageWith({ LICENSE: 'MIT License\n\nCopyright (c) 2017 Somebody' });
    mkdirSync(join(inText, 'a', 'licenses'));
    expect(licenceOf(inText, { ...shipped, licence: '' }, 'x/*').licence).toBe('MIT');
  });

  it('of Node lies where its release or Debian puts it', () => {
    const prefix = temporaryFolder();
    const node = join(prefix, 'bin/node');
    expect(() => licenceOfNode(node, 'node')).toThrow('was not found');
    writeFileSync(join(prefix, 'LICENSE'), 'of Node');
    expect(licenceOfNode(node, 'node').text).toBe('of Node');
  });

  it('fill a file that Debian can read, one paragraph for all with the same text', () => {
    const text = 'Copyright (c) 2020 A. Writer\n\nDo as you like.';
    const work = { name: 'a', licence: 'ISC', text };
    const file = copyrightFile([
      { ...work, files: 'a/*' },
      { ...work, files: 'b/*' },
    ]);
    expect(file).toMatch(/^Format: https:\/\/www\.debian\.org\/doc\/.*\n\nFiles: \*\n/);
    expect(file).toContain(
      'Files: a/*\n b/*\nCopyright: 2020 A. Writer\nLicense: ISC\n Copyright (c) 2020 A. Writer\n .\n Do as you like.\n',
    );
  });
});
