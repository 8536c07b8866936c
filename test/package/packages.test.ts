import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot, packageVersion } from '#platform/packageFacts.js';
import { readSettings } from '#platform/settings.js';
import { buildPackages, QUICK } from '../../.setup/debBuild.mjs';
import { architecture } from '../../.setup/debLayout.mjs';
import { RECIPES } from '../../.setup/debRecipes.mjs';
import { boxSettings } from '../../device/settings.js';
import { BUSYLIGHT_USB, PATLITE_USB } from '../../hub/lamp/adapters/nodeHidBus.js';
import { lampSettings } from '../../hub/lamp/settings.js';
import { hubSettings } from '../../hub/settings.js';
import { readSite } from '../../hub/site.js';

const MB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'rating-packages-'));
const log = join(folder, 'log');
const order = { root: packageRoot(), build: join(packageRoot(), '.build'), log, compression: QUICK };

beforeAll(async () => {
  for (const file of await buildPackages({ ...order, out: folder })) {
    const name = /([^/_]+)_[^/]*$/.exec(file)?.[1] ?? '';
    read('dpkg-deb', '--raw-extract', file, join(folder, name));
  }
}, 90_000);
afterAll(() => rmSync(folder, { recursive: true }));

function read(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * MB });
  expect(status, stderr).toBe(0);
  return stdout;
}

const file = (name: string): string => join(folder, `${name}_${packageVersion()}_${architecture()}.deb`);
const at = (name: string, path: string): string => join(folder, name, path);
const text = (name: string, path: string): string => readFileSync(at(name, path), 'utf8');

/** Every file a package installs. */
const filesOf = (name: string): string[] =>
  readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('DEBIAN') && lstatSync(at(name, path)).isFile())
    .sort();

/** Names of the bundled npm packages. */
const bundled = (name: string): Set<string> =>
  new Set(filesOf(name).flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));

describe.each(['rating-box', 'rating-hub'])('the Debian package %s', (name) => {
  const home = `usr/lib/${name}`;

  it('names what it is and what it needs', () => {
    const field = (which: string): string => read('dpkg-deb', '-f', file(name), which).trim();
    expect(field('Package')).toBe(name);
    expect(field('Version')).toBe(packageVersion());
    expect(field('Architecture')).toBe(architecture());
    expect(field('Maintainer')).toMatch(/^.+ <\S+@\S+>$/);
    expect(field('Depends')).toMatch(/^libc6 \(>= 2\.\d+\), .*libstdc\+\+6 \(>= \d+.*\), .*\bsystemd\b/);
    expect(field('Description').split('\n')[0]?.length).toBeLessThanOrEqual(80);
    expect(field('Description')).toContain(`Node ${process.versions.node}`);
    expect(read('dpkg-deb', '-f', file(name))).not.toMatch(/@[A-Z_]+@/);
  });

  it('keeps its configuration from being overwritten by an upgrade', () => {
    expect(text(name, 'DEBIAN/conffiles')).toBe(`/etc/${name}/config.json\n`);
    expect(filesOf(name).filter((path) => path.startsWith('etc/'))).toEqual([`etc/${name}/config.json`]);
  });

  it('installs only in its own places', () => {
    const own = new RegExp(
      `^(etc/${name}/|usr/bin/${name}$|usr/lib/(${name}/|systemd/system/rating-|sysusers\\.d/${name}|udev/rules\\.d/70-rating-)|usr/share/(${name}|doc/${name})/)`,
    );
    expect(filesOf(name).filter((path) => !own.test(path))).toEqual([]);
  });

  it('belongs to root, can be written by nobody else, and gives nobody more rights', () => {
    for (const line of read('dpkg-deb', '-c', file(name)).trim().split('\n')) {
      expect(line).toMatch(/^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) root\/root /);
    }
    const programs = filesOf(name).filter((path) => (lstatSync(at(name, path)).mode & 0o111) !== 0);
    expect(programs).toEqual([`usr/bin/${name}`, `${home}/node`]);
  });

  it('carries nothing that is only for developers', () => {
    const handbook = 'usr/share/doc/rating-hub/handbook/';
    const others = filesOf(name).filter((path) => !path.startsWith(handbook));
    const idle = others.filter((path) =>
      /\.(ts|tsx|map|c|cc|cpp|h|gyp|md)$|\/(tests?|__tests__|examples?|docs)\/.*\.js$/.test(path),
    );
    expect(idle).toEqual([]);
    const development = [
      'typescript',
      'vite',
      'vitest',
      'playwright-core',
      'fast-check',
      'avr8js',
      'prebuild-install',
    ];
    for (const each of development) expect(bundled(name)).not.toContain(each);
  });

  it('carries addons for this machine only', () => {
    const addons = filesOf(name).filter((path) => path.endsWith('.node'));
    expect(addons.some((path) => path.includes('better_sqlite3'))).toBe(true);
    expect(addons.filter((path) => /musl|darwin|win32|android|test_extension/.test(path))).toEqual([]);
  });

  it('tells nothing of the machine that built it', () => {
    const places = [packageRoot(), folder, join(tmpdir(), 'rating-deb-')].flatMap((place) => ['-e', place]);
    const { stdout } = spawnSync('grep', ['-rlaF', ...places, join(folder, name)], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it('is no larger than Node and a little', () => {
    expect(statSync(file(name)).size).toBeLessThan(60 * MB);
    const ours = filesOf(name).filter((path) => path !== `${home}/node`);
    // The hub carries the two fonts its reports are set in, and what sets them.
    const most = name === 'rating-hub' ? 50 : 20;
    expect(ours.reduce((sum, path) => sum + lstatSync(at(name, path)).size, 0)).toBeLessThan(most * MB);
  });

  it('has every program that it starts as a thread', () => {
    const own = filesOf(name).filter((path) => path.startsWith(`${home}/.build/`) && path.endsWith('.js'));
    const threads = own.flatMap((path) =>
      [...text(name, path).matchAll(/new URL\('([^']+\.js)', import\.meta\.url\)/g)].map(([, to = '']) =>
        join(dirname(path), to),
      ),
    );
    if (name === 'rating-hub') expect(threads).toHaveLength(4);
    expect(threads.filter((path) => !own.includes(path))).toEqual([]);
  });

  it('is what its sums say', () => {
    const sums = text(name, 'DEBIAN/md5sums').trim().split('\n');
    expect(sums.map((line) => line.slice(34))).toEqual(filesOf(name));
    for (const line of sums) {
      const content = readFileSync(at(name, line.slice(34)));
      expect(line.slice(0, 32)).toBe(createHash('md5').update(content).digest('hex'));
    }
  });

  it('passes on the licence of everything in it', () => {
    const copyright = text(name, `usr/share/doc/${name}/copyright`);
    for (const each of bundled(name)) {
      if (each !== 'nanotimer') expect(copyright).toContain(`node_modules/${each}/*`);
    }
    expect(copyright).toContain(`Files: ${home}/node\n`);
    expect(copyright).not.toMatch(/^License: *$/m);
  });

  it('says what is in it: every package with version, licence and hash, and nothing that is not', () => {
    const bill = JSON.parse(text(name, `usr/share/doc/${name}/sbom.cdx.json`));
    expect(bill).toMatchObject({
      ...{ bomFormat: 'CycloneDX', specVersion: '1.6' },
      serialNumber: expect.stringMatching(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/,
      ),
      metadata: { component: { name, version: packageVersion() } },
    });
    const parts = bill.components as ReadonlyArray<Record<string, unknown>>;
    for (const part of parts) {
      expect(part).toMatchObject({
        version: expect.stringMatching(/^\d/),
        purl: expect.stringMatching(/^pkg:(npm|generic)\/.+@\d/),
        licenses: [expect.anything()],
        hashes: [{ alg: 'SHA-256', content: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      });
    }
    const listed = new Set(
      parts.map(({ group, name: own }) => (group === undefined ? own : `${group}/${own}`)),
    );
    const inPages = RECIPES.find((recipe) => recipe.name === name)?.inPages ?? [];
    expect([...listed].sort()).toEqual(
      [...new Set([...bundled(name), ...inPages, 'node'])].filter((each) => each !== 'nanotimer').sort(),
    );
    const references = new Set(parts.map((part) => part['bom-ref']));
    expect(references.size).toBe(parts.length);
    const node = createHash('sha256')
      .update(readFileSync(at(name, `${home}/node`)))
      .digest('hex');
    expect(parts.at(-1)).toMatchObject({ name: 'node', hashes: [{ content: node }] });
  });

  it('documents itself as Debian expects', () => {
    const documents = `usr/share/doc/${name}`;
    expect(gunzipSync(readFileSync(at(name, `${documents}/changelog.gz`))).toString()).toMatch(
      new RegExp(`^${name} \\(${packageVersion()}\\) .*\\n[^]*\\n -- .* <.*>  \\w{3}, .* \\+0000\\n$`),
    );
    expect(text(name, `${documents}/README.Debian`)).toContain('Remove');
    const settings = Object.keys(name === 'rating-box' ? boxSettings : { ...hubSettings, ...lampSettings });
    for (const each of settings) expect(text(name, `${documents}/settings.txt`)).toContain(`--${each} `);
  });

  it('has maintainer scripts and a program that any shell understands', () => {
    for (const script of ['DEBIAN/postinst', 'DEBIAN/prerm', 'DEBIAN/postrm', `usr/bin/${name}`]) {
      expect(statSync(at(name, script)).mode & 0o777).toBe(0o755);
      read('sh', '-n', at(name, script));
      expect(text(name, script)).not.toMatch(/@\w+@|\[\[|\bfunction\b|\blocal\b/);
      if (script.startsWith('DEBIAN')) expect(text(name, script)).toMatch(/^#!\/bin\/sh\nset -e\n/);
    }
  });

  it('runs on its own Node, from wherever it is unpacked', () => {
    const entry = RECIPES.find((recipe) => recipe.name === name)?.entries[0];
    expect(read(at(name, `${home}/node`), at(name, `${home}/.build/${entry}`), '--version')).toBe(
      `${packageVersion()}\n`,
    );
  });
});

describe('the Debian package of the box', () => {
  it('depends on what speaks, plays, and finds devices', () => {
    const depends = read('dpkg-deb', '-f', file('rating-box'), 'Depends');
    for (const name of ['alsa-utils', 'espeak-ng', 'udev', 'libusb-1.0-0']) expect(depends).toContain(name);
  });

  it('has every driver, and nothing of the hub', () => {
    const names = bundled('rating-box');
    for (const name of ['johnny-five', 'firmata-io', 'serialport', 'node-hid', 'mqtt', 'better-sqlite3'])
      expect(names).toContain(name);
    expect(names).toContain('unix-dgram');
    for (const name of ['aedes', 'prom-client', '@fastify/rate-limit']) expect(names).not.toContain(name);
    expect(
      filesOf('rating-box').filter((path) => /\.build\/(simulators|test|hub\/(store|http))\//.test(path)),
    ).toEqual([]);
  });

  it('has prompts, the page of the touch screen, and the rules for USB pads', () => {
    const files = filesOf('rating-box');
    expect(files).toContain('usr/share/rating-box/prompts/zh-TW/invite.wav');
    expect(files).toContain('usr/share/rating-box/prompts/en/thanks.wav');
    expect(files).toContain('usr/lib/rating-box/.build/device/screenPage/index.html');
    expect(files).toContain('usr/lib/udev/rules.d/70-rating-box.rules');
  });

  it('is configured validly', () => {
    const path = at('rating-box', 'etc/rating-box/config.json');
    const sources = { flags: ['--config', path], environment: {}, prefix: 'RATING_BOX' };
    const { data, prompts } = readSettings(boxSettings, sources);
    expect(data).toBe('/var/lib/rating-box');
    expect(existsSync(at('rating-box', prompts))).toBe(true);
  });

  it('D6 knows what was never sent before it deletes an outbox', () => {
    const script = at('rating-box', 'usr/lib/rating-box/.build/device/package/unsent.js');
    const node = at('rating-box', 'usr/lib/rating-box/node');
    expect(read(node, script, folder)).toBe('0\n');
  });

  it('is the same when it is built again', { timeout: 60_000 }, async () => {
    const recipes = RECIPES.filter((recipe) => recipe.name === 'rating-box');
    const [again = ''] = await buildPackages({ ...order, recipes, out: join(folder, 'again') });
    expect(readFileSync(again).equals(readFileSync(file('rating-box')))).toBe(true);
  });
});

describe('the Debian package of the hub', () => {
  it('has broker, pages and store, and nothing of the box', () => {
    const names = bundled('rating-hub');
    for (const name of ['aedes', 'fastify', 'better-sqlite3', 'unix-dgram']) expect(names).toContain(name);
    for (const name of ['johnny-five', 'firmata-io', 'say']) expect(names).not.toContain(name);
    const files = filesOf('rating-hub');
    expect(files).toContain('usr/lib/rating-hub/.build/hub/dashboard/wall.html');
    expect(files.filter((path) => /\.build\/(device|simulators|test)\//.test(path))).toEqual([]);
  });

  it('A3 has all a signal light needs, which is loaded only where there is one', () => {
    const names = bundled('rating-hub');
    for (const name of ['serialport', 'node-hid']) expect(names).toContain(name);
    expect(read('dpkg-deb', '-f', file('rating-hub'), 'Depends')).toContain('libusb-1.0-0');
    const rules = text('rating-hub', 'usr/lib/udev/rules.d/70-rating-lamp.rules');
    for (const { vendorId, productIds } of [PATLITE_USB, BUSYLIGHT_USB])
      for (const id of [vendorId, ...productIds]) expect(rules).toContain(id.toString(16));
    const example = at('rating-hub', 'usr/share/doc/rating-hub/examples/lamp.json');
    const sources = { flags: ['--config', example], environment: {}, prefix: 'RATING_HUB_LAMP' };
    expect(readSettings(lampSettings, sources)).toMatchObject({
      office: 'east',
      light: 'patlite',
      hub: expect.stringMatching(/^https:/),
      authority: expect.stringMatching(/^\/etc\/rating-hub\//),
      'token-file': expect.stringMatching(/^\/etc\/rating-hub\//),
    });
  });

  it('R50 brings the operator’s handbook in both languages, and keeps logs long enough by example', () => {
    const files = filesOf('rating-hub');
    for (const language of ['zh-TW', 'en'])
      expect(files).toContain(`usr/share/doc/rating-hub/handbook/operator.${language}.md`);
    expect(text('rating-hub', 'usr/share/doc/rating-hub/examples/journald-rating.conf')).toContain('1year');
    const dashboard = 'usr/share/doc/rating-hub/examples/grafana.json';
    expect(JSON.parse(text('rating-hub', dashboard)).panels.length).toBeGreaterThan(0);
  });

  it('is configured validly, by example too', () => {
    const path = at('rating-hub', 'etc/rating-hub/config.json');
    const sources = { flags: ['--config', path], environment: {}, prefix: 'RATING_HUB' };
    expect(readSettings(hubSettings, sources)).toMatchObject({
      data: '/var/lib/rating-hub',
      demonstration: false,
    });
    const example = at('rating-hub', 'usr/share/doc/rating-hub/examples/site.json');
    expect(readSite(example).offices[0]?.counters).toHaveLength(2);
  });
});
