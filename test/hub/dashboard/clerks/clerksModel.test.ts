import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { SCREENS } from '#contract/statistics.js';
import { words } from '#words/catalogue.js';
import { besideRows } from '../../../../hub/dashboard/clerks/besideRows.js';
import { byName } from '../../../../hub/dashboard/clerks/clerkOrder.js';
import { ClerksModel } from '../../../../hub/dashboard/clerks/clerksModel.js';
import { SCREENS_SHOWN } from '../../../../hub/dashboard/clerks/screens.js';
import { PageHub, settled } from '../../../support/pageHub.js';
import { asked, clerkView, figuresOf, statisticsView } from '../../../support/recordViews.js';

function opened(search?: string) {
  const rig = new PageHub(search);
  rig.answers.set('/statistics', () => statisticsView(figuresOf([9, 1, 0, 0, 0])));
  rig.answers.set('/statistics/screening', () => ({ asked, items: [] }));
  rig.answers.set(`/offices/east/clerks/${encodeURIComponent('林雅婷')}`, () => clerkView('林雅婷'));
  const value = signal('');
  const clerk = {
    value,
    go: (name: string) => {
      value.value = name;
    },
    href: (name: string) => name,
  };
  const model = new ClerksModel({ frame: rig.frame, person: rig.person, clerk });
  model.start();
  return { rig, model };
}

describe('the page of clerks', () => {
  it('P5 asks for nothing before somebody has said who looks, and then always under that name', async () => {
    const { rig, model } = opened();
    model.screeningOpen.value = true;
    await settled();
    expect(rig.asks).toEqual([]);
    model.lookAs('李主任');
    await settled();
    expect(rig.asks.map(({ path }) => path)).toEqual(['/statistics', '/statistics/screening']);
    model.clerk.go('林雅婷');
    await settled();
    expect(model.one.answer.value.value?.clerk).toBe('林雅婷');
    for (const { query } of rig.asks) expect(query.viewer).toBe('李主任');
    expect(rig.person.name.value).toBe('李主任');
  });

  it('P5 shows nothing any more while the name is changed', async () => {
    const { rig, model } = opened();
    model.lookAs('李主任');
    await settled();
    const before = rig.asks.length;
    model.changeViewer();
    await settled();
    expect(model.list.answer.value.value).toBeUndefined();
    expect(rig.asks.length).toBe(before);
  });

  it('asks nothing about a whole city', async () => {
    const { rig, model } = opened('');
    model.lookAs('李主任');
    await settled();
    expect(rig.asks).toEqual([]);
  });

  it('goes back to the list when another office is chosen, for a clerk belongs to one', async () => {
    const { model } = opened();
    model.lookAs('李主任');
    model.clerk.go('林雅婷');
    await settled();
    model.frame.chooseOffice('west');
    await settled();
    expect(model.clerk.value.value).toBe('');
    expect(model.one.answer.value.value).toBeUndefined();
  });

  it('S9 screens only when that section is open', async () => {
    const { rig, model } = opened();
    model.lookAs('李主任');
    await settled();
    expect(rig.of('/statistics/screening')).toEqual([]);
    model.screeningOpen.value = true;
    await settled();
    expect(rig.of('/statistics/screening')).toHaveLength(1);
  });

  it('S9 knows every flag', () => {
    expect([...SCREENS_SHOWN]).toEqual([...SCREENS]);
  });
});

describe('S6 clerks', () => {
  it('stand by name, whatever their figures', () => {
    const names = ['陳志明', '王淑芬', 'Lee', '林雅婷', '10', '9'];
    expect(byName(names, (name) => name)).toEqual(['9', '10', '王淑芬', '林雅婷', '陳志明', 'Lee']);
    expect(byName([...names].reverse(), (name) => name)).toEqual(byName(names, (name) => name));
  });

  it('under 30 ratings have counts and intervals, no percentage and no mean; the office has both', () => {
    const office = figuresOf([300, 150, 40, 8, 2]);
    const group = { keys: ['x'], figures: figuresOf([10, 4, 3, 2, 1]), countsOnly: true };
    const rows = besideRows(group, office, words('zh'));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({
      clerk: { value: undefined, basis: '20 件中 14 件' },
      office: { value: '90.0%', basis: '500 件中 450 件' },
    });
    expect(rows[0]?.clerk.interval).toMatch(/^48\.1\u2060–\u206085\.5%$/);
    expect(besideRows({ ...group, countsOnly: false }, office, words('zh'))).toHaveLength(5);
  });

  it('that are hidden have no row at all', () => {
    expect(besideRows({ keys: ['x'], hidden: 'all-alike' }, figuresOf([9, 0, 0, 0, 0]), words('zh'))).toEqual(
      [],
    );
  });
});
