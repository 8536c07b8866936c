import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { auditModules } from '../../.setup/audit.mjs';
import { temporaryFolder } from '../support/temporary.js';

const MANIFEST = JSON.stringify({ name: 'left', version: '1.0.0' });

/** A tar archive with one file, as npm packs it. */
function archiveWith(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(`package/${name}`);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    header.write('0', 156);
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    body.write(content);
    return [header, body];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** A project with one installed package, and npm's cache with its archive. */
function project(change: { code?: string; version?: string; checked?: string; locked?: boolean } = {}) {
  const root = temporaryFolder();
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const archive = archiveWith({ 'package.json': MANIFEST, 'index.js': 'good' });
  const digest = createHash('sha512').update(archive).digest();
  const integrity = `sha512-${digest.toString('base64')}`;
  const hex = digest.toString('hex');
  put(`cache/_cacache/content-v2/sha512/${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex.slice(4)}`, archive);
  const lock = (hash: string) => ({
    packages: { 'node_modules/left': { version: '1.0.0', integrity: hash } },
  });
  put('package-lock.json', JSON.stringify(change.locked === false ? { packages: {} } : lock(integrity)));
  put('node_modules/.package-lock.json', JSON.stringify(lock(change.checked ?? integrity)));
  put('node_modules/left/package.json', MANIFEST.replace('1.0.0', change.version ?? '1.0.0'));
  put('node_modules/left/index.js', change.code ?? 'good');
  return auditModules(root, join(root, 'cache'));
}

describe('the audit of installed packages', () => {
  it('finds nothing wrong with a package that is what was published', () => {
    expect(project()).toEqual({ installed: 1, compared: 1, unhashed: 0, faults: [] });
  });

  it.each([
    [{ code: 'evil' }, 'node_modules/left/index.js is not as it was published'],
    [{ version: '1.0.1' }, 'node_modules/left is 1.0.1; the lock file says 1.0.0'],
    [
      { checked: 'sha512-AAAA' },
      'node_modules/left was installed from another archive than the lock file names',
    ],
    [{ locked: false }, 'node_modules/left is not in the lock file'],
  ])('names what is wrong: %j', (change, fault) => {
    expect(project(change).faults).toEqual([fault]);
  });
});
