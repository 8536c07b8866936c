import { describe, expect, it, onTestFinished } from 'vitest';
import { CodedError } from '#platform/errors.js';
import type { Analyst, WindowRow } from '../../hub/statistics/analyst.js';
import { CellLedger } from '../../hub/store/aggregates/cellLedger.js';
import { openDesk } from '../../hub/store/openDesk.js';
import { WindowStore } from '../../hub/store/windowStore.js';
import { randomWindows, recordedHub } from '../support/reportRig.js';
import { eastSite } from '../support/sites.js';

const JULY = { from: '2026-06-30T16:00:00.000Z', to: '2026-07-31T16:00:00.000Z' };
const NOW = Date.parse('2026-08-01T02:00:00.000Z');

export const recorded = () =>
  recordedHub(
    eastSite,
    randomWindows({
      seed: 5,
      places: ['1', '2', '3'].map((counter) => ({ office: 'east', counter })),
      fromMs: Date.parse(JULY.from),
      toMs: Date.parse(JULY.to),
      perDay: 120,
      services: ['戶籍謄本', null],
    }),
    NOW,
  );
export type Recorded = ReturnType<typeof recorded>;

const refusal = (code: string) => ({ code, message: expect.stringMatching(/.{10}/) });

/** What every analyst does, whoever it asks and in whatever thread. */
export function analystSuite(name: string, make: (data: Recorded) => Analyst): void {
  const start = () => {
    const data = recorded();
    const analyst = make(data);
    onTestFinished(() => analyst.stop());
    return { ...data, analyst, desk: openDesk(data.db, data.clock) };
  };

  describe(`${name} as an analyst`, () => {
    it('answers each question as the desk does', async () => {
      const { analyst, desk } = start();
      const office = { office: 'east', ...JULY };
      const clerk = { ...office, clerk: '王小明', viewer: 'chen' };
      const trend = { ...office, unit: 'day', measure: 'satisfaction' } as const;
      const funnel = { ...office, by: 'counter', measure: 'responseRate' } as const;
      const grouped = { ...office, by: 'weekday' as const };
      expect(await analyst.ask('statistics', grouped)).toEqual(desk.statistics(grouped));
      expect(await analyst.ask('trend', trend)).toEqual(desk.trend(trend));
      expect(await analyst.ask('funnel', funnel)).toEqual(desk.funnel(funnel));
      expect(await analyst.ask('alarmFigures', { ...office, unit: 'week' })).toEqual(
        desk.alarmFigures({ ...office, unit: 'week' }),
      );
      expect(await analyst.ask('equipment', office)).toEqual(desk.equipment(office));
      expect(await analyst.ask('screening', { ...office, viewer: 'chen' })).toEqual(
        desk.screening({ ...office, viewer: 'chen' }),
      );
      expect(await analyst.ask('clerk', clerk)).toEqual(desk.clerk(clerk));
      expect(await analyst.ask('ratings', { ...office, limit: 7 })).toEqual(
        desk.ratings({ ...office, limit: 7 }),
      );
    });

    it('takes the day from the time of asking', async () => {
      const { analyst, clock } = start();
      expect((await analyst.ask('statistics', {})).asked.from).toBe('2026-07-31T16:00:00.000Z');
      clock.jumpWall(86_400_000);
      expect((await analyst.ask('statistics', {})).asked.from).toBe('2026-08-01T16:00:00.000Z');
    });

    it('shows what was committed before it was asked', async () => {
      const { analyst, db } = start();
      const before = (await analyst.ask('statistics', JULY)).total;
      const cells = new CellLedger(db);
      const store = new WindowStore(db, cells);
      const [rating] = (await analyst.ask('ratings', { limit: 1 })).items;
      const window = store.byId(rating?.window ?? '');
      if (window === undefined) throw new Error('no rating to exclude');
      db.transaction(() => {
        store.update(window, { excluded: !window.excluded });
        cells.save();
      })();
      const after = (await analyst.ask('statistics', JULY)).total;
      expect(Math.abs(after.excluded - before.excluded)).toBe(1);
      expect(after.windows).toBe(before.windows);
    });

    it('refuses with the code and the words of the desk, and goes on', async () => {
      const { analyst } = start();
      await expect(analyst.ask('statistics', { office: 'north' })).rejects.toMatchObject(
        refusal('office/unknown'),
      );
      await expect(analyst.ask('statistics', { office: 'north' })).rejects.toBeInstanceOf(CodedError);
      await expect(analyst.ask('ratings', { from: JULY.to, to: JULY.from })).rejects.toMatchObject(
        refusal('statistics/bad-range'),
      );
      await expect(
        analyst.ask('clerk', { office: 'east', clerk: 'nobody', viewer: 'chen' }),
      ).rejects.toMatchObject(refusal('clerk/unknown'));
      expect((await analyst.ask('statistics', JULY)).total.windows).toBeGreaterThan(1_000);
    });

    it('answers many questions at once, each with its own answer', async () => {
      const { analyst } = start();
      const counters = ['1', '2', '3', '4'];
      const answers = await Promise.all(
        [...counters, ...counters, ...counters].map((counter) =>
          analyst.ask('statistics', { office: 'east', counter, ...JULY }),
        ),
      );
      expect(answers.map(({ asked }) => asked.counter)).toEqual([...counters, ...counters, ...counters]);
    });

    it('reads every ended window once, in the order of issue, while others ask', async () => {
      const { analyst, windows } = start();
      const read: WindowRow[] = [];
      for await (const page of analyst.rows({ ...JULY, format: 'csv' })) {
        expect(page.length).toBeGreaterThan(0);
        read.push(...page);
        await analyst.ask('statistics', JULY);
      }
      expect(read).toHaveLength(windows.length);
      expect(new Set(read.map(({ window }) => window)).size).toBe(windows.length);
      const times = read.map(({ issuedAt }) => issuedAt);
      expect(times).toEqual([...times].sort());
    });

    it('refuses rows that nobody may have, at the first page', async () => {
      const { analyst } = start();
      const nobody = analyst.rows({ clerk: '王小明', format: 'csv' })[Symbol.asyncIterator]();
      await expect(nobody.next()).rejects.toMatchObject(refusal('statistics/bad-question'));
    });

    it('lets go of a reading that is broken off', async () => {
      const { analyst } = start();
      for (let reading = 0; reading < 20; reading++) {
        for await (const page of analyst.rows({ ...JULY, format: 'jsonl' })) {
          expect(page.length).toBeGreaterThan(0);
          break;
        }
      }
      expect((await analyst.ask('statistics', JULY)).total.windows).toBeGreaterThan(1_000);
    });

    it('rejects everything once it is stopped, and stops twice', async () => {
      const { analyst } = start();
      const reading = analyst.rows({ ...JULY, format: 'csv' })[Symbol.asyncIterator]();
      await reading.next();
      await analyst.stop();
      await expect(analyst.ask('statistics', JULY)).rejects.toMatchObject(refusal('statistics/stopped'));
      await expect(reading.next()).rejects.toMatchObject(refusal('statistics/stopped'));
      await analyst.stop();
    });
  });
}
