import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { HubClient } from '../../../../hub/dashboard/api/hubClient.js';
import { dayOf } from '../../../../hub/dashboard/figures/calendar.js';
import { FrameModel } from '../../../../hub/dashboard/figures/frameModel.js';
import { periodOf } from '../../../../hub/dashboard/figures/period.js';
import { NOW, officeView } from '../../../support/views.js';

/** The parts of a browser's window the model uses. */
function windowAt(search: string) {
  const location = { href: `http://hub/overview.html${search}`, search };
  const history = {
    replaceState(_state: unknown, _title: string, address: URL | string) {
      location.href = String(address);
      location.search = new URL(location.href).search;
    },
  };
  return { location, history } as unknown as Pick<Window, 'location' | 'history'>;
}

function frameAt(search: string, answer: () => Response = () => Response.json({ items: [officeView()] })) {
  const page = windowAt(search);
  const clock = new ManualClock(NOW);
  const hub = new HubClient({ fetch: async () => answer(), clock, base: 'http://hub/api/v1/' });
  return { page, frame: new FrameModel({ hub, clock, page }) };
}

const query = (page: Pick<Window, 'location'>) => new URL(page.location.href).searchParams;

describe('the frame of the pages of figures', () => {
  it('looks at what the address names', () => {
    const { frame } = frameAt('?office=east&period=week&on=2026-06-01');
    expect(frame.office.value).toBe('east');
    expect(frame.population.value).toEqual({
      office: 'east',
      from: '2026-05-31T16:00:00.000Z',
      to: '2026-06-07T16:00:00.000Z',
    });
  });

  it('looks at the whole city and this month where the address names nothing', () => {
    const { frame } = frameAt('');
    expect(frame.population.value).toEqual({
      from: '2026-06-30T16:00:00.000Z',
      to: '2026-07-31T16:00:00.000Z',
    });
  });

  it('writes every choice into the address, and leaves what others wrote there', () => {
    const { frame, page } = frameAt('?lang=en&period=range&from=2026-07-01&to=2026-07-03');
    frame.choosePeriod(periodOf('year', NOW));
    frame.chooseOffice('east');
    expect(Object.fromEntries(query(page))).toEqual({
      lang: 'en',
      period: 'year',
      on: '2026-01-01',
      office: 'east',
    });
    expect(frame.link('counters.html')).toBe('./counters.html?period=year&on=2026-01-01&office=east');
    frame.chooseOffice('');
    expect(query(page).has('office')).toBe(false);
  });

  it('shows this month and says why when the address names no period', () => {
    const { frame } = frameAt('?period=range&from=2026-07-09&to=2026-07-01');
    expect(frame.fault.value).toBe('reversed');
    expect(dayOf(frame.period.value.fromMs)).toBe('2026-07-01');
    frame.choosePeriod(periodOf('day', NOW));
    expect(frame.fault.value).toBeUndefined();
  });

  it('keeps a page’s own choices in the address, the first one unwritten', () => {
    const { frame, page } = frameAt('?measure=coverage&by=nonsense');
    const measure = frame.keptChoice('measure', ['satisfaction', 'coverage']);
    const by = frame.keptChoice('by', ['office', 'counter']);
    expect([measure.value, by.value]).toEqual(['coverage', 'office']);
    by.value = 'counter';
    measure.value = 'satisfaction';
    expect(Object.fromEntries(query(page))).toEqual({ by: 'counter' });
  });

  it('names offices, and counters within and outside the office looked at', async () => {
    const { frame } = frameAt('');
    await frame.load();
    expect(frame.nameOf('east', 'zh')).toBe('東區戶政事務所');
    expect(frame.nameOf('east/3', 'zh')).toBe('東區戶政事務所 3 號櫃檯');
    frame.chooseOffice('east');
    expect(frame.nameOf('east/3', 'en')).toBe('Counter 3');
    expect(['west', 'east/99', '林/雅婷'].map((key) => frame.nameOf(key, 'zh'))).toEqual([
      'west',
      'east/99',
      '林/雅婷',
    ]);
  });

  it('keeps why the offices could not be read, until they can', async () => {
    let up = false;
    const { frame } = frameAt('', () =>
      up ? Response.json({ items: [] }) : Response.json({}, { status: 503 }),
    );
    await frame.load();
    expect(frame.failure.value?.code).toBe('http/503');
    up = true;
    await frame.load();
    expect(frame.failure.value).toBeUndefined();
  });
});
