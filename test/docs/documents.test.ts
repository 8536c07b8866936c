import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#platform/packageFacts.js';
import { RECIPES } from '../../.setup/debRecipes.mjs';

const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');
const HANDBOOKS = ['.docs/handbook/operator.zh-TW.md', '.docs/handbook/operator.en.md'] as const;
const MODEL = read('.docs/threat-model.md');

/** Tests the threat model names: `file`: "title". */
const named = [...MODEL.matchAll(/`(test\/[^`]+\.ts)`: "([^"]+)"/g)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

describe('the threat model', () => {
  it.each(named)('names a test that exists: $file $title', ({ file, title }) => {
    expect(existsSync(join(packageRoot(), file))).toBe(true);
    const code = read(file);
    expect(code.includes(`'${title}`) || code.includes(`\`${title}`) || code.includes(`"${title}`)).toBe(
      true,
    );
  });

  it('answers each attempt of each actor by a test, or says plainly that it remains', () => {
    const rows = MODEL.split('\n').filter((line) => /^\| (?!Could try|What \||Asset|---)/.test(line));
    const attempts = rows.filter((line) => line.split(' | ').length === 3);
    expect(attempts.length).toBeGreaterThan(30);
    expect(attempts.filter((line) => !/`test\/|“What remains”/.test(line))).toEqual([]);
  });

  it.each([
    'citizen',
    'clerk',
    'supervisor',
    'administrator',
    'thief',
    'office network',
    'issuing system',
    'backup',
  ])('speaks of the %s', (actor) => {
    expect(
      MODEL.split('\n')
        .filter((line) => line.startsWith('### '))
        .join('\n'),
    ).toContain(actor);
  });
});

describe.each(HANDBOOKS)('%s', (path) => {
  const text = read(path);
  const main = read('hub/main.ts');

  it('has the same chapters as the other language', () => {
    const chapters = (page: string): string[] => [...page.matchAll(/^## (\d+) /gm)].map(([, n = '']) => n);
    expect(chapters(text)).toEqual(Array.from({ length: 15 }, (_, n) => String(n + 1)));
    const shape = (page: string): number => page.split('\n').filter((line) => line.startsWith('| ')).length;
    expect(shape(text)).toBe(shape(read(HANDBOOKS[0])));
  });

  it('names only commands that the hub has', () => {
    const commands = [...text.matchAll(/`[^`\n]*?(?<!-u )rating-hub ([a-z]+(?:-[a-z]+)*)\b[^`\n]*`/g)].map(
      ([, name = '']) => name,
    );
    expect(new Set(commands).size).toBeGreaterThanOrEqual(8);
    for (const name of new Set(commands)) expect(main).toContain(`case '${name}'`);
  });

  it('names only settings that exist', () => {
    const files = ['settings', 'initCommand', 'maintenance', 'verifyCommand', 'brokerConfigCommand'];
    const hub = [
      ...files.map((name) => `hub/${name}.ts`),
      'hub/privacy/privacyCommands.ts',
      'hub/doctor/doctorCommand.ts',
    ];
    const known = [...hub, 'device/composition/enrolCommand.ts'].map(read).join('\n');
    const flags = new Set([...text.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, name = '']) => name));
    for (const own of ['cacert', 'help']) flags.delete(own);
    expect(flags.size).toBeGreaterThan(10);
    expect([...flags].filter((name) => !new RegExp(`^\\s*'?${name}'?: `, 'm').test(known))).toEqual([]);
  });

  it('names only files that are installed or here', () => {
    const root = join(packageRoot(), 'hub/package/root');
    const extras = RECIPES.flatMap((recipe) =>
      Object.entries(recipe.extras).map(([from, to]) => ({ from, to })),
    );
    const examples = [...text.matchAll(/\/(usr\/share\/doc\/rating-hub\/examples\/[\w.-]+)/g)];
    expect(examples.length).toBeGreaterThan(1);
    for (const [, file = ''] of examples) {
      const extra = extras.find(({ to }) => to === file);
      const source = extra === undefined ? join(root, file) : join(packageRoot(), extra.from);
      expect(existsSync(source)).toBe(true);
    }
  });
});

describe('the example for journald', () => {
  it('P3 keeps logs for six months at least, on the disk', () => {
    const text = read('hub/package/root/usr/share/doc/rating-hub/examples/journald-rating.conf');
    expect(text).toContain('[Journal]\nStorage=persistent\n');
    expect(text).toMatch(/^MaxRetentionSec=1year$/m);
  });
});
