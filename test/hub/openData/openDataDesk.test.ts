import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { QueryOf } from '#contract/api.js';
import { OpenDataFile } from '#contract/reports.js';
import { Codec } from '#contract/schema.js';
import { type Logger, silentLogger } from '#platform/logger.js';
import { OpenDataDesk } from '../../../hub/openData/openDataDesk.js';
import { SIGN } from '../../../hub/openData/rates.js';
import { openDesk } from '../../../hub/store/openDesk.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { tableRows } from '../../../hub/tables/openTable.js';
import { ImportRig, ratingsCsv } from '../imports/importRig.js';
import { collect, LIMITS, pieces } from '../tables/tables.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Windows of one office and kind on one day, by level and as silent ones. */
function* windows(
  office: string,
  kind: string,
  day: string,
  levels: readonly number[],
  expired: number,
): Generator<string> {
  let number = 0;
  const row = (outcome: string, level: string): string =>
    `${office},1,lin,${kind},${day.replaceAll('/', '')}-${++number},,${day} 09:30,${outcome},,${level},`;
  for (const [index, count] of levels.entries())
    for (let n = 0; n < count; n++) yield row('rated', String(5 - index));
  for (let n = 0; n < expired; n++) yield row('expired', '');
}

/** A desk on a real database, on 7 July 2026 (ROC 115). */
async function publishing(
  rows: readonly string[],
  { logger = silentLogger as Logger, fails = (): boolean => false } = {},
) {
  const rig = new ImportRig();
  if (rows.length > 0)
    expect(await rig.ratings(ratingsCsv(...rows))).toMatchObject({ imported: true, faults: [] });
  const folder = join(rig.folder, 'open-data');
  const figures = openDesk(rig.db, rig.clock);
  const sites = new SiteStore(rig.db);
  const asked: Array<QueryOf<'statistics'>> = [];
  const desk = new OpenDataDesk({
    folder,
    ask: (question) => {
      asked.push(question);
      if (fails()) throw new Error('no answer');
      return figures.statistics(question);
    },
    offices: () => sites.offices(),
    clock: rig.clock,
    logger,
  });
  onTestFinished(() => desk.stop());
  const names = async () => (await desk.list()).items.map(({ name }) => name);
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const csv = (name: string) => collect(tableRows(pieces(text(name)), { ...LIMITS, columns: 60 }));
  const json = (name: string) =>
    JSON.parse(text(name)) as {
      month: string;
      rocMonth: string;
      madeAt: string;
      rows: Array<Record<string, unknown>>;
    };
  return { rig, desk, folder, names, text, csv, json, figures, asked };
}

const JUNE = [
  ...windows('east', 'receipt', '115/6/10', [60, 30, 3, 2, 0], 120),
  ...windows('east', 'notice', '115/6/11', [12, 4, 0, 1, 1], 15),
  ...windows('west', 'receipt', '115/6/12', [80, 41, 12, 10, 11], 90),
];

describe('S11 months are published', () => {
  it('by themselves on the first day of the next one, and not before', async () => {
    const { rig, desk, names } = await publishing([
      ...windows('east', 'receipt', '115/7/1', [20, 10, 0, 0, 0], 5),
    ]);
    desk.start();
    await desk.settled();
    expect(await names()).toEqual(['dictionary.json', 'dictionary.csv']);
    const august = Date.parse('2026-07-31T16:00:00Z');
    rig.clock.advance(august + 4 * HOUR_MS - 1 - rig.clock.wall());
    await desk.settled();
    expect(await names()).toHaveLength(2);
    rig.clock.advance(HOUR_MS);
    await desk.settled();
    expect(await names()).toEqual([
      'dictionary.json',
      'dictionary.csv',
      'ratings-2026-07.json',
      'ratings-2026-07.csv',
    ]);
  });

  it('at the next start when they were missed, months without a window apart, at most the last 120', async () => {
    const { desk, names } = await publishing([
      ...windows('east', 'receipt', '105/6/30', [20, 0, 0, 0, 0], 0),
      ...windows('east', 'receipt', '105/7/1', [20, 0, 0, 0, 0], 0),
      ...windows('west', 'notice', '114/12/31', [20, 0, 0, 0, 0], 0),
      ...windows('east', 'receipt', '115/6/30', [20, 0, 0, 0, 0], 0),
      ...windows('east', 'receipt', '115/7/1', [20, 0, 0, 0, 0], 0),
    ]);
    desk.start();
    await desk.settled();
    expect((await names()).filter((name) => name.endsWith('.json'))).toEqual([
      'dictionary.json',
      'ratings-2026-06.json',
      'ratings-2025-12.json',
      'ratings-2016-07.json',
    ]);
  });

  it('once: nothing that comes later changes a published file, and the CSV is made of the JSON', async () => {
    const { rig, desk, folder, text, names } = await publishing(JUNE);
    desk.start();
    await desk.settled();
    const before = [text('ratings-2026-06.json'), text('ratings-2026-06.csv')];
    await rig.ratings(ratingsCsv(...windows('west', 'notice', '115/6/20', [50, 0, 0, 0, 0], 0)));
    await desk.stop();
    rmSync(join(folder, 'ratings-2026-06.csv'));
    writeFileSync(join(folder, 'ratings-2026-05.csv.0000.part'), 'half');
    desk.start();
    await desk.settled();
    expect([text('ratings-2026-06.json'), text('ratings-2026-06.csv')]).toEqual(before);
    expect(await names()).toHaveLength(4);
    expect(readdirSync(folder)).toHaveLength(4);
  });

  it('with the next look where the figures could not be had; the failure is logged', async () => {
    const lines: unknown[] = [];
    const logger = {
      ...silentLogger,
      error: (...line: unknown[]) => void lines.push(line),
    } as unknown as Logger;
    let fails = true;
    const { rig, desk, names } = await publishing(JUNE, { logger, fails: () => fails });
    desk.start();
    await desk.settled();
    expect(await names()).toHaveLength(2);
    expect(lines).toEqual([[{ error: 'no answer' }, 'open data could not be published']]);
    fails = false;
    rig.clock.advance(HOUR_MS);
    await desk.settled();
    expect(await names()).toHaveLength(4);
  });

  it('not at all where the folder cannot be made, which is logged and keeps nothing else from starting', async () => {
    const lines: unknown[] = [];
    const logger = {
      ...silentLogger,
      error: (...line: unknown[]) => void lines.push(line),
    } as unknown as Logger;
    const { rig, desk, folder, names } = await publishing(JUNE, { logger });
    writeFileSync(folder, 'in the way');
    desk.start();
    await desk.settled();
    expect(lines).toHaveLength(1);
    rmSync(folder);
    rig.clock.advance(HOUR_MS);
    await desk.settled();
    expect(await names()).toHaveLength(4);
  });

  it('without asking again for months that are there or have nothing', async () => {
    const { rig, desk, asked } = await publishing(JUNE);
    desk.start();
    await desk.settled();
    expect(asked).toHaveLength(2);
    rig.clock.advance(DAY_MS);
    await desk.settled();
    expect(asked).toHaveLength(2);
  });
});

describe('S11 a published month', () => {
  it('has every office, kind and sum, as JSON and CSV alike', async () => {
    const { desk, json, csv, text } = await publishing(JUNE);
    desk.start();
    await desk.settled();
    const { month, rocMonth, madeAt, rows } = json('ratings-2026-06.json');
    expect([month, rocMonth, madeAt]).toEqual(['2026-06', '115-06', '2026-07-07T01:00:00.000Z']);
    expect(rows.map(({ office, kind }) => `${office} ${kind}`)).toEqual(
      ['(all)', 'east', 'west'].flatMap((office) =>
        ['receipt', 'notice', '(all)'].map((kind) => `${office} ${kind}`),
      ),
    );
    expect(rows[0]).toMatchObject({
      month: '2026-06',
      roc_month: '115-06',
      office_zh: '全市',
      kind_zh: '規費收據',
    });
    const bytes = text('ratings-2026-06.csv');
    expect(bytes.startsWith('\uFEFFmonth,roc_month,office,')).toBe(true);
    expect(bytes.endsWith('\r\n')).toBe(true);
    const [head, ...lines] = await csv('ratings-2026-06.csv');
    expect(lines).toHaveLength(9);
    lines.forEach(({ cells }, index) => {
      for (const [column, field] of (head?.cells ?? []).entries())
        expect(cells[column] ?? '').toBe(String(rows[index]?.[field] ?? ''));
    });
  });

  it('shows true counts, no count from 1 to 9, and only rates whose counts are shown', async () => {
    const { desk, json, figures } = await publishing(JUNE);
    desk.start();
    await desk.settled();
    const { rows } = json('ratings-2026-06.json');
    const counts = [
      'windows',
      'rated',
      'satisfied',
      'dissatisfied',
      'level_5',
      'level_4',
      'level_3',
      'level_2',
      'level_1',
      'expired',
      'cancelled',
      'missed',
      'excluded',
    ];
    const hidden = rows.flatMap((row) => counts.filter((field) => row[field] === SIGN));
    expect(hidden.length).toBeGreaterThan(10);
    for (const row of rows) {
      for (const field of counts)
        if (row[field] !== SIGN)
          expect([0, true]).toContain(row[field] === 0 ? 0 : (row[field] as number) >= 10);
      expect(row.satisfaction_percent === SIGN).toBe(row.satisfied === SIGN || row.rated === SIGN);
      expect(row.mean_level === SIGN).toBe(
        [5, 4, 3, 2, 1].some((level) => row[`level_${level}`] === SIGN) || row.rated === SIGN,
      );
    }
    const question = {
      from: '2026-05-31T16:00:00.000Z',
      to: '2026-06-30T16:00:00.000Z',
      by: 'office',
      // biome-ignore lint/suspicious/noThenProperty: the name of a query parameter, never awaited
      then: 'kind',
    } as const;
    for (const { keys, figures: true_ } of figures.statistics(question).groups) {
      const row = rows.find(({ office, kind }) => office === keys[0] && kind === keys[1]);
      const truth: Record<string, unknown> = {
        windows: true_?.windows,
        rated: true_?.rated,
        expired: true_?.expired,
        level_5: true_?.levels[0],
      };
      for (const [field, value] of Object.entries(truth)) expect([value, SIGN]).toContain(row?.[field]);
    }
    const west = rows.find(({ office, kind }) => office === 'west' && kind === '(all)');
    expect(west).toMatchObject({
      windows: 244,
      rated: 154,
      response_percent: 63.11,
    });
  });

  it('of an office without windows has noughts and empty rates', async () => {
    const { desk, json } = await publishing([
      ...windows('east', 'receipt', '115/6/10', [60, 30, 20, 0, 0], 120),
    ]);
    desk.start();
    await desk.settled();
    expect(json('ratings-2026-06.json').rows.find(({ office }) => office === 'west')).toMatchObject({
      windows: 0,
      rated: 0,
      satisfaction_percent: null,
      mean_level: null,
      coverage_high: null,
    });
  });

  it('tells nothing at all of a month that has a handful of windows', async () => {
    const { desk, json } = await publishing([...windows('east', 'receipt', '115/6/10', [1, 1, 1, 1, 1], 4)]);
    desk.start();
    await desk.settled();
    for (const row of json('ratings-2026-06.json').rows)
      for (const [field, value] of Object.entries(row))
        if (typeof value === 'number') expect([field, value]).toEqual([field, 0]);
  });
});

describe('S11 the data dictionary', () => {
  it('explains every field in both languages, with unit and formula, in both formats', async () => {
    const { desk, json, csv, text } = await publishing(JUNE);
    desk.start();
    await desk.settled();
    const dictionary = JSON.parse(text('dictionary.json')) as {
      sign: { value: string };
      licence: { zh: string; en: string };
      fields: Array<{
        name: string;
        zh: string;
        en: string;
        unit: { zh: string; en: string };
        formula?: string;
      }>;
    };
    const [row] = json('ratings-2026-06.json').rows;
    expect(dictionary.fields.map(({ name }) => name).sort()).toEqual(Object.keys(row ?? {}).sort());
    for (const { zh, en, unit } of dictionary.fields)
      for (const part of [zh, en, unit.zh, unit.en]) expect(part).not.toBe('');
    expect(dictionary.sign.value).toBe(SIGN);
    expect(dictionary.licence.zh).toContain('政府資料開放授權條款');
    expect(dictionary.fields.filter(({ formula }) => formula !== undefined)).toHaveLength(17);
    const lines = await csv('dictionary.csv');
    expect(lines.map(({ cells }) => cells[0])).toEqual([
      'field',
      ...dictionary.fields.map(({ name }) => name),
      '(title)',
      '(suppression)',
      '(revision)',
      '(rounding)',
      '(licence)',
    ]);
  });
});

describe('S11 published files', () => {
  it('are handed out by name, with their type', async () => {
    const { desk, text } = await publishing(JUNE);
    desk.start();
    await desk.settled();
    const codec = Codec.of(OpenDataFile);
    for (const item of (await desk.list()).items) {
      codec.check(item);
      const { type, name, body } = await desk.file(item.name);
      expect([name, (body as Uint8Array).byteLength]).toEqual([item.name, item.bytes]);
      expect(Buffer.from(body as Uint8Array).toString('utf8')).toBe(text(name));
      expect(type).toMatch(name.endsWith('.csv') ? /^text\/csv/ : /^application\/json/);
    }
  });

  it.each([
    '../hub.db',
    '..%2Fhub.db',
    'ratings-2026-06.csv/../../hub.db',
    'hub.db',
    '',
    '.',
    'ratings-2026-13.csv',
    'ratings-2026-06.csv\u0000',
    'RATINGS-2026-06.CSV',
    'secret.json',
    '/etc/passwd',
  ])('and nothing else is: %j', async (name) => {
    const { rig, desk, folder } = await publishing(JUNE);
    desk.start();
    await desk.settled();
    writeFileSync(join(folder, 'secret.json'), '{}');
    expect(existsSync(join(rig.folder, 'hub.db'))).toBe(true);
    await expect(desk.file(name)).rejects.toMatchObject({ code: 'open-data/unknown' });
    expect((await desk.list()).items.map((item) => item.name)).not.toContain('secret.json');
  });

  it('are none before the first start', async () => {
    const { desk, folder } = await publishing([]);
    expect(await desk.list()).toEqual({ items: [] });
    mkdirSync(folder);
    expect(await desk.list()).toEqual({ items: [] });
  });
});
