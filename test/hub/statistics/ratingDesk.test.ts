import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueryOf } from '#contract/api.js';
import type { RatingView } from '#contract/records.js';
import type { StatisticsDesk } from '../../../hub/statistics/statisticsDesk.js';
import { openDesk } from '../../../hub/store/openDesk.js';
import { type RecordedWindow, randomWindows, recordedHub } from '../../support/reportRig.js';
import { eastSite } from '../../support/sites.js';

const NOW = Date.parse('2026-08-01T02:00:00.000Z');
type Query = QueryOf<'ratings'>;

function start() {
  const made = randomWindows({
    seed: 3,
    places: [...['1', '2'].map((counter) => ({ office: 'east', counter })), { office: 'west', counter: '1' }],
    fromMs: Date.parse('2026-04-30T16:00:00.000Z'),
    toMs: Date.parse('2026-07-31T16:00:00.000Z'),
    perDay: 20,
    services: ['戶籍謄本', null],
  });
  // Some are issued in the same ms, so that the id alone puts them in order.
  const windows = [...made].map((window, index, all) =>
    index % 5 === 1 ? { ...window, issuedMs: all[index - 1]?.issuedMs ?? window.issuedMs } : window,
  );
  const hub = recordedHub(eastSite, windows, NOW);
  return { ...hub, desk: openDesk(hub.db, hub.clock) };
}

function pages(desk: StatisticsDesk, query: Query): RatingView[] {
  const items: RatingView[] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = desk.ratings({ ...query, ...(after === undefined ? {} : { after }) });
    expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 100);
    if (page.next !== undefined) expect(page.items).toHaveLength(query.limit ?? 100);
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

const passes = (query: Query) => (window: RecordedWindow) =>
  window.outcome === 'rated' &&
  (['office', 'counter', 'clerk', 'kind', 'service', 'level', 'excluded', 'flagged'] as const).every(
    (field) => query[field] === undefined || window[field] === query[field],
  ) &&
  (query.from === undefined || window.issuedMs >= Date.parse(query.from)) &&
  (query.to === undefined || window.issuedMs < Date.parse(query.to));

describe('S10 the list of ratings', () => {
  it('shows each rating that passes the filters once, newest first, whatever is asked', () => {
    const { desk, windows } = start();
    const moment = fc
      .integer({ min: Date.parse('2026-04-29T00:00:00.000Z'), max: Date.parse('2026-08-01T00:00:00.000Z') })
      .map((ms) => new Date(ms).toISOString());
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
    const queries = fc.record({
      office: maybe(fc.constantFrom('east', 'west')),
      clerk: maybe(fc.constantFrom('王小明', '李小華')),
      kind: maybe(fc.constantFrom('receipt', 'notice')),
      service: maybe(fc.constant('戶籍謄本')),
      level: maybe(fc.integer({ min: 1, max: 5 })),
      excluded: maybe(fc.boolean()),
      flagged: maybe(fc.boolean()),
      from: maybe(moment),
      limit: fc.constantFrom(3, 50, 500),
    });
    fc.assert(
      fc.property(queries, (drawn) => {
        const given = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined));
        const query = { viewer: 'chen', ...given } as Query;
        const found = pages(desk, query);
        const expected = windows.filter(passes(query));
        expect(found).toHaveLength(expected.length);
        expect(new Set(found.map(({ window }) => window)).size).toBe(expected.length);
        const places = found.map(({ issuedAt, window }) => `${issuedAt} ${window}`);
        expect(places).toEqual([...places].sort().reverse());
      }),
      { numRuns: 60 },
    );
  });

  it('of one counter, in a period to the ms', () => {
    const { desk, windows } = start();
    const ratings = windows.filter(passes({ office: 'east', counter: '2' })).map(({ issuedMs }) => issuedMs);
    const [first = 0, second = 0] = [...new Set(ratings)].sort((a, b) => a - b).slice(10, 12);
    const query = {
      office: 'east',
      counter: '2',
      from: new Date(first).toISOString(),
      to: new Date(second).toISOString(),
    };
    expect(pages(desk, query).map(({ issuedAt }) => Date.parse(issuedAt))).toEqual(
      ratings.filter((ms) => ms === first),
    );
  });

  it('tells all that is said of a rating', () => {
    const { desk, windows } = start();
    const index = windows.findIndex(({ outcome, service }) => outcome === 'rated' && service !== null);
    const window = windows[index];
    const found = pages(desk, { limit: 500 }).find(({ numbers }) => numbers[0] === `N${index}`);
    expect(found).toMatchObject({
      office: window?.office,
      counter: window?.counter,
      clerk: window?.clerk,
      service: window?.service,
      level: window?.level,
      afterMs: window?.afterMs,
      extended: window?.extended,
      imported: false,
      issuedAt: new Date(window?.issuedMs ?? 0).toISOString(),
    });
  });

  it.each([
    [{ from: '2026-02-31T00:00:00.000Z' }, 'statistics/bad-range'],
    [{ to: '2026-02-31T00:00:00.000Z' }, 'statistics/bad-range'],
    [{ from: '2027-01-01T00:00:00.000Z' }, 'statistics/bad-range'],
    [{ to: '0000-01-01T00:00:00.000Z' }, 'statistics/bad-range'],
    [{ office: 'north' }, 'office/unknown'],
    [{ counter: '1' }, 'statistics/bad-question'],
    [{ after: '12' }, 'request/invalid'],
    [{ after: "1_' OR 1" }, 'request/invalid'],
  ] as const)('refuses %o', (query, code) => {
    const { desk } = start();
    expect(() => desk.ratings(query)).toThrow(expect.objectContaining({ code }));
  });

  it('takes an end without a start, and a start without an end', () => {
    const { desk, windows } = start();
    const june = '2026-06-01T00:00:00.000Z';
    const before = pages(desk, { to: june, limit: 500 });
    const since = pages(desk, { from: june, limit: 500 });
    expect(before.length).toBeGreaterThan(0);
    expect(before.length + since.length).toBe(windows.filter(passes({})).length);
  });
});
