import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmFiguresView, Delay } from '#contract/alarmFigures.js';
import type { EquipmentCode } from '#contract/alarms.js';
import { openDesk } from '../../../hub/store/openDesk.js';
import { CAUSES, OUTCOMES, type RecordedAlarm, storeAlarms } from '../../support/alarmRecords.js';
import { recordedHub, taipei } from '../../support/reportRig.js';
import { eastSite } from '../../support/sites.js';

const [FROM, TO] = [taipei('2026-06-01'), taipei('2026-07-01')];
const NOW = taipei('2026-07-05');
const DAY_MS = 86_400_000;
const PEOPLE = ['張主管', '李秘書', '陳主任'];

const somewhere = fc.constantFrom(
  { office: 'east', counter: '1' },
  { office: 'east', counter: '2' },
  { office: 'east', counter: '5' },
  { office: 'west', counter: '1' },
);
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
/** Half a day around the period, its ends among them. */
const moment = fc.oneof(
  fc.integer({ min: FROM - DAY_MS, max: TO + DAY_MS }),
  fc.constantFrom(FROM - 1, FROM, TO - 1, TO),
);
const closing = fc.record({
  afterMs: fc.nat(5 * DAY_MS),
  outcome: fc.constantFrom(...OUTCOMES),
  cause: fc.constantFrom(...CAUSES),
});
const complaint = fc.record({
  dueDays: fc.integer({ min: 0, max: 20 }),
  releasedAfterMs: sometimes(fc.nat(20 * DAY_MS)),
});

const ratingLife = fc
  .record({
    place: somewhere,
    level: fc.constantFrom(1 as const, 2 as const),
    raisedMs: moment,
    called: fc.array(fc.constantFrom(...PEOPLE), { maxLength: 4 }),
    met: fc.constantFrom('acknowledged', 'departed', 'waiting'),
    afterMs: fc.nat(200_000),
    closing: sometimes(closing),
    complaint,
    shelved: sometimes(fc.nat(10_000)),
    isolated: fc.boolean(),
  })
  .map(
    ({ place, level, raisedMs, called, met, afterMs, closing: end, complaint: found, shelved, isolated }) => {
      const metMs = raisedMs + afterMs;
      const closedMs = end === null || met === 'waiting' ? null : metMs + end.afterMs;
      return {
        ...{ ...place, source: 'rating', window: null, level, code: null, raisedMs, called, isolated },
        acknowledgedMs: met === 'acknowledged' ? metMs : null,
        departedMs: met === 'departed' ? metMs : null,
        closed:
          closedMs === null || end === null
            ? null
            : { atMs: closedMs, outcome: end.outcome, cause: end.cause },
        shelvedMs: shelved === null ? null : raisedMs + shelved,
        case:
          closedMs === null || end?.outcome !== 'complaint'
            ? null
            : {
                due: dayOf(closedMs + found.dueDays * DAY_MS),
                releasedMs: found.releasedAfterMs === null ? null : closedMs + found.releasedAfterMs,
              },
      } as RecordedAlarm;
    },
  );

const otherLife = fc
  .record({
    place: somewhere,
    raisedMs: moment,
    code: fc.option(fc.constantFrom<EquipmentCode>('box-silent', 'hub-disk', 'key-covered'), { nil: null }),
  })
  .map(
    ({ place, raisedMs, code }) =>
      ({
        ...{ ...place, window: null, level: null, raisedMs, code, called: PEOPLE, isolated: false },
        source: code === null ? 'rate' : 'equipment',
        acknowledgedMs: raisedMs + 1_000,
        departedMs: null,
        closed: { atMs: raisedMs + 2_000, outcome: 'solved', cause: 'other' },
        shelvedMs: null,
        case: null,
      }) as RecordedAlarm,
  );

function dayOf(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Written down a second time, by sorting. */
function delay(times: readonly number[]): Delay | undefined {
  if (times.length === 0) return undefined;
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { median: at(0.5), p90: at(0.9), longest: at(1) };
}

const within = (ms: number): boolean => ms >= FROM && ms < TO;
const toAcknowledge = (alarms: readonly RecordedAlarm[]): number[] =>
  alarms.flatMap(({ acknowledgedMs, raisedMs }) =>
    acknowledgedMs === null ? [] : [acknowledgedMs - raisedMs],
  );
const departures = (alarms: readonly RecordedAlarm[]): number =>
  alarms.filter(({ departedMs }) => departedMs !== null).length;

/** Everything but the course over time, from the test's own log. */
function expected(log: readonly RecordedAlarm[], office: string | undefined) {
  const ours = log.filter((alarm) => office === undefined || alarm.office === office);
  const raised = ours.filter(({ source, raisedMs }) => source === 'rating' && within(raisedMs));
  const waits = toAcknowledge(raised);
  const closed = raised.flatMap((alarm) =>
    alarm.closed === null ? [] : [{ ...alarm.closed, raisedMs: alarm.raisedMs }],
  );
  const others = ours.filter(({ source, raisedMs }) => source !== 'rating' && within(raisedMs));
  const classes = [15_000, 30_000, 60_000, 180_000, Number.POSITIVE_INFINITY];
  const keys = office === undefined ? ['east', 'west'] : ['1', '2', '5'].map((id) => `${office}/${id}`);
  return {
    raised: raised.length,
    high: raised.filter(({ level }) => level === 1).length,
    medium: raised.filter(({ level }) => level === 2).length,
    acknowledged: waits.length,
    departed: departures(raised),
    closed: closed.length,
    toAcknowledge: delay(waits),
    toClose: delay(closed.map(({ atMs, raisedMs }) => atMs - raisedMs)),
    waits: classes.map(
      (end, at) =>
        waits.filter((ms) => ms < end && ms >= (classes[at - 1] ?? Number.NEGATIVE_INFINITY)).length,
    ),
    escalated: raised.filter(({ called }) => new Set(called).size > 1).length,
    shelvings: ours.filter(({ shelvedMs }) => shelvedMs !== null && within(shelvedMs)).length,
    closings: OUTCOMES.flatMap((outcome) =>
      CAUSES.map((cause) => ({
        outcome,
        cause,
        count: closed.filter((end) => end.outcome === outcome && end.cause === cause).length,
      })),
    ).filter(({ count }) => count > 0),
    places: keys.flatMap((key) => {
      const here = raised.filter(
        (alarm) => (office === undefined ? alarm.office : `${office}/${alarm.counter}`) === key,
      );
      const found = toAcknowledge(here);
      return here.length === 0
        ? []
        : [
            {
              ...{ key, raised: here.length, acknowledged: found.length, departed: departures(here) },
              ...(found.length > 0 && { toAcknowledge: delay(found) as Delay }),
            },
          ];
    }),
    other: {
      rate: others.filter(({ source }) => source === 'rate').length,
      equipment: Object.fromEntries(
        (['box-silent', 'hub-disk', 'key-covered'] as const)
          .map((code) => [code, others.filter((alarm) => alarm.code === code).length] as const)
          .filter(([, count]) => count > 0),
      ),
    },
    cases: casesOf(ours),
  };
}

function casesOf(ours: readonly RecordedAlarm[]): AlarmFiguresView['cases'] {
  const cases = ours.flatMap(({ case: found, closed }) =>
    found === null || closed === null ? [] : [{ ...found, openedMs: closed.atMs }],
  );
  const tracked = cases.filter(
    ({ openedMs, releasedMs }) => openedMs < TO && (releasedMs === null || releasedMs >= FROM),
  );
  const open = tracked.filter(({ releasedMs }) => releasedMs === null || releasedMs >= TO);
  const released = tracked.filter(({ releasedMs }) => releasedMs !== null && releasedMs < TO);
  return {
    opened: tracked.filter(({ openedMs }) => openedMs >= FROM).length,
    released: released.length,
    open: open.length,
    overdue:
      open.filter(({ due }) => due < dayOf(TO)).length +
      released.filter(({ due, releasedMs }) => due < dayOf(releasedMs ?? 0)).length,
  };
}

describe('A2 A9 S1 figures of alarms', () => {
  it('S6 are those of the alarms themselves, whatever became of them, for an office and for the city', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ arbitrary: ratingLife, weight: 4 }, { arbitrary: otherLife, weight: 1 }), {
          maxLength: 60,
        }),
        (log) => {
          const hub = recordedHub(eastSite, [], NOW);
          storeAlarms(hub.db, log);
          const desk = openDesk(hub.db, hub.clock);
          for (const office of [undefined, 'east']) {
            const query = {
              from: new Date(FROM).toISOString(),
              to: new Date(TO).toISOString(),
              unit: 'week',
            } as const;
            const view = desk.alarmFigures(office === undefined ? query : { ...query, office });
            const { asked: _asked, unit: _unit, attended, centre: _centre, points, ...found } = view;
            expect({ toAcknowledge: undefined, toClose: undefined, ...found }).toEqual(expected(log, office));
            const met = found.acknowledged + found.departed;
            expect([attended?.count, attended?.of]).toEqual(
              met === 0 ? [undefined, undefined] : [found.acknowledged, met],
            );
            expect(points.reduce((sum, { alarms }) => sum + alarms, 0)).toBe(found.raised);
          }
          hub.db.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);

  it('S6 P5 tell of no clerk and of no single press', () => {
    const hub = recordedHub(eastSite, [], NOW);
    const [one] = fc.sample(ratingLife, { numRuns: 1, seed: 3 });
    storeAlarms(hub.db, [{ ...(one as RecordedAlarm), raisedMs: FROM + 1, called: ['機密主管'] }]);
    const view = openDesk(hub.db, hub.clock).alarmFigures({
      from: new Date(FROM).toISOString(),
      to: new Date(TO).toISOString(),
      unit: 'month',
    });
    expect(view.raised).toBe(1);
    expect(JSON.stringify(view)).not.toMatch(/機密主管|張主管|王負責/);
  });

  it('A9 cases of a period that is not over are told as of now, and what was released later was open at its end', () => {
    const closedMs = taipei('2026-06-10');
    const alarm = (due: string, releasedMs: number | null): RecordedAlarm => ({
      ...{ source: 'rating', office: 'east', counter: '1', window: null, level: 1, code: null },
      ...{ raisedMs: closedMs - 60_000, called: [], acknowledgedMs: closedMs - 30_000, departedMs: null },
      ...{ shelvedMs: null, isolated: false },
      closed: { atMs: closedMs, outcome: 'complaint', cause: 'staff' },
      case: { due, releasedMs },
    });
    const cases = (at: string) => {
      const hub = recordedHub(eastSite, [], taipei(at));
      storeAlarms(hub.db, [alarm('2026-06-20', taipei('2026-07-03')), alarm('2026-06-30', null)]);
      return openDesk(hub.db, hub.clock).alarmFigures({
        office: 'east',
        from: new Date(FROM).toISOString(),
        to: new Date(TO).toISOString(),
        unit: 'month',
      }).cases;
    };
    expect(cases('2026-06-20')).toEqual({ opened: 2, released: 0, open: 2, overdue: 0 });
    expect(cases('2026-06-21')).toEqual({ opened: 2, released: 0, open: 2, overdue: 1 });
    expect(cases('2026-08-01')).toEqual({ opened: 2, released: 0, open: 2, overdue: 2 });
  });
});
