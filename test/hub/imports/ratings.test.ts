import { describe, expect, it } from 'vitest';
import { MAX_FAULTS } from '#contract/imports.js';
import { Codec } from '#contract/schema.js';
import { Uuid } from '#contract/values.js';
import { ImportRig, ratingsCsv, sample } from './importRig.js';

const NOTHING = { rating_window: 0, issuance: 0, import: 0, survey: 0, survey_cell: 0, journal: 0, alarm: 0 };
const row = (change: Partial<Record<string, string>> = {}): string => {
  const cells = {
    office: 'east',
    counter: '1',
    clerk: 'lin',
    kind: 'receipt',
    number: 'R1',
    service: '',
    issued: '103/7/7 09:30',
    outcome: 'rated',
    reason: '',
    level: '5',
    seconds: '4.2',
    ...change,
  };
  return Object.values(cells).join(',');
};

describe('earlier ratings brought as a spreadsheet', () => {
  it.each(['ratings.csv', 'ratings.ods'])(
    '%s is checked without storing, then stored as ended windows',
    async (name) => {
      const rig = new ImportRig();
      const checked = await rig.ratings(sample(name), { dryRun: true });
      expect(checked).toEqual({ rows: 6, good: 6, faultCount: 0, faults: [], known: 0, imported: false });
      expect(rig.stored()).toEqual(NOTHING);
      const report = await rig.ratings(sample(name));
      expect(report).toMatchObject({ rows: 6, good: 6, known: 0, imported: true, id: expect.any(String) });
      expect(rig.stored()).toMatchObject({ rating_window: 6, issuance: 6, import: 1, journal: 1, alarm: 0 });
      const columns =
        'i.number, w.counter, w.clerk, w.kind, w.service, w.issued_ms, w.state, w.outcome, w.reason, w.level, w.after_ms, w.box, w.source';
      expect(
        rig.db
          .prepare(
            `SELECT ${columns} FROM rating_window w JOIN issuance i ON i.window = w.id ORDER BY w.issued_ms`,
          )
          .raw()
          .all(),
      ).toEqual(
        [
          [
            '103-0001',
            '1',
            '林小姐',
            'receipt',
            '印鑑證明',
            '2014-07-07T01:30:00.000Z',
            'rated',
            null,
            5,
            6_400,
          ],
          [
            '103-0002',
            '1',
            '林小姐',
            'receipt',
            '印鑑證明',
            '2014-07-07T01:41:00.000Z',
            'expired',
            null,
            null,
            null,
          ],
          ['103-N001', '2', '陳先生', 'notice', null, '2014-07-07T02:05:00.000Z', 'rated', null, 2, 11_250],
          [
            '103-0003',
            '2',
            '陳先生',
            'receipt',
            '遷徙登記',
            '2014-07-07T02:20:00.000Z',
            'missed',
            'box-offline',
            null,
            null,
          ],
          [
            '103-0004',
            '1',
            '林小姐',
            'receipt',
            '出生登記, 補發',
            '2014-07-07T02:31:00.500Z',
            'rated',
            null,
            4,
            null,
          ],
          [
            '103-N002',
            '3',
            '王小姐',
            'notice',
            null,
            '2014-07-08T00:00:00.000Z',
            'cancelled',
            null,
            null,
            null,
          ],
        ].map(([number, counter, clerk, kind, service, issued, outcome, reason, level, after]) => [
          number,
          counter,
          clerk,
          kind,
          service,
          Date.parse(issued as string),
          'ended',
          outcome,
          reason,
          level,
          after,
          null,
          report.id,
        ]),
      );
      expect(rig.stores.journal.entry(1)).toMatchObject({
        by: 'director',
        action: 'import/ratings',
        subject: report.id,
        detail: expect.stringMatching(/^6 rows, SHA-256 [0-9a-f]{64}, stored [0-9a-f]{64}$/),
      });
    },
  );

  it('counts in the figures at once, exactly as the windows say', async () => {
    const rig = new ImportRig();
    await rig.ratings(sample('ratings.csv'));
    expect(rig.differingCells()).toBe(0);
    const { total } = rig.statistics('2014-06-30T16:00:00.000Z', '2014-07-31T16:00:00.000Z');
    expect(total).toMatchObject({
      windows: 6,
      rated: 3,
      expired: 1,
      missed: 1,
      cancelled: 1,
      levels: [1, 1, 0, 1, 0],
    });
  });

  it('changes nothing the second time, in either format, and adds only what is new', async () => {
    const rig = new ImportRig();
    await rig.ratings(sample('ratings.csv'));
    const before = rig.stored();
    for (const name of ['ratings.csv', 'ratings.ods'])
      expect(await rig.ratings(sample(name))).toEqual({
        rows: 6,
        good: 6,
        faultCount: 0,
        faults: [],
        known: 6,
        imported: false,
      });
    expect(rig.stored()).toEqual(before);
    const more = `${Buffer.from(sample('ratings.csv')).toString()}west,1,吳,notice,W1,,103/7/9 10:00,expired,,,\r\n`;
    expect(await rig.ratings(more)).toMatchObject({ rows: 7, known: 6, imported: true });
    expect(rig.stored()).toMatchObject({ rating_window: 7, import: 2 });
  });

  it('is refused as a whole when a document is stored with other content, naming what differs', async () => {
    const rig = new ImportRig();
    await rig.ratings(ratingsCsv(row()));
    const report = await rig.ratings(ratingsCsv(row({ level: '1' }), row({ number: 'R2' })));
    expect(report).toMatchObject({ rows: 2, good: 1, faultCount: 1, known: 0, imported: false });
    expect(report.faults).toEqual([
      { row: 2, column: 'number', code: 'import/conflict', detail: expect.stringContaining('level') },
    ]);
    expect(rig.stored()).toMatchObject({ rating_window: 1, import: 1 });
  });

  it('meets the windows of this hub as it meets imported ones', async () => {
    const rig = new ImportRig();
    await rig.ratings(ratingsCsv(row()));
    rig.db.prepare('UPDATE rating_window SET source = NULL').run();
    expect(await rig.ratings(ratingsCsv(row()))).toMatchObject({ known: 1, imported: false });
  });

  it('is stored by nobody when another stored one of its documents while it was checked', async () => {
    const rig = new ImportRig();
    const text = ratingsCsv(row(), row({ number: 'R2' }));
    const other = rig.ratings(ratingsCsv(row({ clerk: 'chen' })));
    const [first, second] = await Promise.all([rig.ratings(text), other]);
    expect([first.imported, second.imported].filter(Boolean)).toHaveLength(1);
    const loser = first.imported ? second : first;
    expect(loser).toMatchObject({ faultCount: 1, faults: [{ code: 'import/conflict' }], imported: false });
  });

  it('has the same ids in every run, all of them UUIDv7 with the time of issue', async () => {
    const ids = async () => {
      const rig = new ImportRig();
      await rig.ratings(ratingsCsv(row(), row({ number: 'R2', issued: '50/7/7 09:30' })));
      return rig.db
        .prepare('SELECT id FROM rating_window UNION SELECT id FROM issuance ORDER BY 1')
        .pluck()
        .all();
    };
    const [first, second] = [await ids(), await ids()];
    expect(first).toEqual(second);
    expect(new Set(first).size).toBe(4);
    const uuid = Codec.of(Uuid);
    for (const id of first) uuid.check(id);
    expect(Number.parseInt((first[3] as string).replaceAll('-', '').slice(0, 12), 16)).toBe(
      Date.parse('2014-07-07T01:30:00Z'),
    );
  });
});

describe('every bad row is named', () => {
  it.each([
    ['an unknown office', { office: 'eest' }, 'office', 'import/unknown-office', 'east'],
    ['an unknown counter', { counter: '7' }, 'counter', 'import/unknown-counter', '1, 2'],
    ['no clerk', { clerk: '' }, 'clerk', 'import/missing-value', '空白'],
    ['a clerk of 65 characters', { clerk: 'x'.repeat(65) }, 'clerk', 'import/bad-value', '64'],
    ['an unknown kind', { kind: 'bill' }, 'kind', 'import/bad-value', 'notice'],
    ['a number with a space', { number: 'R 1' }, 'number', 'import/bad-value', '文號'],
    ['no number', { number: '' }, 'number', 'import/missing-value', '文號'],
    ['a day no calendar has', { issued: '103/2/29 09:30' }, 'issued_at', 'import/bad-value', '103/7/7'],
    ['a day without a time', { issued: '103/7/7' }, 'issued_at', 'import/bad-value', '09:30'],
    ['the year 0', { issued: '0/7/7 09:30' }, 'issued_at', 'import/before-roc-1', 'ROC 1'],
    ['a year before ROC 1', { issued: '1911-12-31 09:30' }, 'issued_at', 'import/before-roc-1', 'ROC 1'],
    ['the future', { issued: '115/7/7 09:01' }, 'issued_at', 'import/future', 'future'],
    ['an unknown outcome', { outcome: 'done' }, 'outcome', 'import/bad-value', 'expired'],
    ['a rating without a level', { level: '' }, 'level', 'import/missing-value', '非常滿意'],
    ['a level of 6', { level: '6' }, 'level', 'import/bad-value', '非常滿意'],
    ['不清楚, which is not 普通', { level: '不清楚' }, 'level', 'import/bad-value', '普通'],
    [
      'a level without a rating',
      { outcome: 'expired', seconds: '' },
      'level',
      'import/level-without-rating',
      'rated',
    ],
    [
      'an answer without a rating',
      { outcome: 'expired', level: '' },
      'answer_seconds',
      'import/level-without-rating',
      'rated',
    ],
    [
      'a missed one without a reason',
      { outcome: 'missed', level: '', seconds: '' },
      'reason',
      'import/missing-value',
      'no-box',
    ],
    ['a reason of nothing missed', { reason: 'late' }, 'reason', 'import/reason-without-missed', 'missed'],
    ['a negative answering time', { seconds: '-1' }, 'answer_seconds', 'import/bad-value', '240'],
    ['an endless answering time', { seconds: '240.001' }, 'answer_seconds', 'import/bad-value', '240'],
    ['a formula for a clerk', { clerk: '"=cmd|\' /c calc\'!A0\n"' }, 'clerk', 'import/bad-value', '64'],
    ['cells beyond the headings', { seconds: '1,more' }, undefined, 'import/extra-cells', '1'],
  ])('%s', async (_name, change, column, code, words) => {
    const rig = new ImportRig();
    const report = await rig.ratings(ratingsCsv(row({ number: 'R0' }), row(change)));
    expect(report).toMatchObject({ rows: 2, good: 1, faultCount: 1, imported: false });
    expect(report.faults[0]).toMatchObject({ row: 3, code, detail: expect.stringContaining(words) });
    expect(report.faults[0]?.column).toBe(column);
    expect(rig.stored()).toEqual(NOTHING);
  });

  it('a document that is there twice is named with the row it stands in first', async () => {
    const rig = new ImportRig();
    const report = await rig.ratings(
      ratingsCsv(row(), row({ office: 'west' }), row({ kind: 'notice' }), row()),
    );
    expect(report).toMatchObject({ rows: 4, good: 3, faultCount: 1 });
    expect(report.faults[0]).toMatchObject({
      row: 5,
      code: 'import/duplicate',
      detail: expect.stringContaining('2'),
    });
  });

  it('all faults of a row are named, and so many of a file, while all are counted', async () => {
    const rig = new ImportRig();
    const bad = row({ office: '', level: '9', clerk: '' });
    const report = await rig.ratings(ratingsCsv(...Array.from({ length: 500 }, () => bad)));
    expect(report.faultCount).toBe(1_500);
    expect(report.faults).toHaveLength(MAX_FAULTS);
    expect(report.faults.slice(0, 4).map(({ row: at, column }) => [at, column])).toEqual([
      [2, 'office'],
      [2, 'clerk'],
      [2, 'level'],
      [3, 'office'],
    ]);
  });

  it('faults name the headings as the file has them', async () => {
    const rig = new ImportRig();
    const text = Buffer.from(sample('ratings.csv')).toString().replace('非常滿意', '好極了');
    expect((await rig.ratings(text)).faults[0]).toMatchObject({ row: 2, column: '評分' });
  });
});

describe('headings', () => {
  it('may stand in any order, in either language, without the columns that may be left out', async () => {
    const rig = new ImportRig();
    const text =
      'Level,結果,開立時間,文號,KIND,服務人員,Counter,戶所代碼\n5,rated,103.7.7 09:30,R1,receipt,lin,1,east\n';
    expect(await rig.ratings(text)).toMatchObject({ rows: 1, good: 1, imported: true });
  });

  it.each([
    ['none', '', 'import/unreadable', 'empty'],
    [
      'a missing one',
      'office,counter,clerk,kind,number,issued_at,outcome',
      'import/wrong-columns',
      '評分 (level) is missing',
    ],
    [
      'an unknown one',
      `${ratingsCsv().trim()},remark`,
      'import/wrong-columns',
      '「remark」 is no known column',
    ],
    ['one twice', `${ratingsCsv().trim()},戶所代碼`, 'import/wrong-columns', '「戶所代碼」 is there twice'],
    ['semicolons', ratingsCsv().replaceAll(',', ';'), 'import/wrong-columns', 'office;counter'],
  ])('%s: the whole file is refused', async (_name, text, code, words) => {
    await expect(new ImportRig().ratings(text)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });

  it('alone are a table without rows, and nothing is stored', async () => {
    const rig = new ImportRig();
    expect(await rig.ratings(ratingsCsv())).toMatchObject({ rows: 0, imported: false });
    expect(rig.stored()).toEqual(NOTHING);
  });
});

describe('a large file', () => {
  const many = (count: number): string =>
    ratingsCsv(
      ...Array.from({ length: count }, (_, n) => row({ number: `R${n}`, level: String((n % 5) + 1) })),
    );

  it('of more than 2,000 rows is refused with the command that takes it', async () => {
    await expect(new ImportRig().ratings(many(2_001))).rejects.toMatchObject({
      code: 'import/too-many-rows',
      message: expect.stringContaining('rating-hub import'),
    });
  });

  it('of 2,000 rows is checked in slices, between which the hub does its other work', async () => {
    const rig = new ImportRig();
    const text = many(2_000);
    let turns = 0;
    let done = false;
    const watch = (): void => {
      turns += 1;
      if (!done) setImmediate(watch);
    };
    setImmediate(watch);
    const checked = await rig.ratings(text, { dryRun: true });
    done = true;
    expect(checked).toMatchObject({ rows: 2_000, good: 2_000 });
    expect(turns).toBeGreaterThan(20);
    expect(await rig.ratings(text)).toMatchObject({ imported: true });
    expect(rig.differingCells()).toBe(0);
  });
});
