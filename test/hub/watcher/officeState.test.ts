import { describe, expect, it } from 'vitest';
import type { WindowView } from '#contract/views.js';
import {
  applyMessage,
  boxAt,
  calling,
  foremostWindows,
  type OfficeState,
} from '../../../hub/watcher/officeState.js';
import type { StreamMessage } from '../../../hub/watcher/streamClient.js';
import { alarmView, at, boxView, endedWindow, figures, snapshot, windowView } from '../../support/views.js';

const started = (change = {}): OfficeState => apply(undefined, { name: 'snapshot', data: snapshot(change) });

function apply(state: OfficeState | undefined, ...messages: StreamMessage[]): OfficeState {
  const result = messages.reduce<OfficeState | undefined>(applyMessage, state);
  if (result === undefined) throw new Error('no state');
  return result;
}

const shown = (...windows: WindowView[]): string | undefined => foremostWindows(windows).get('1')?.id;

describe('the state of an office', () => {
  it('is unknown until the first snapshot, whatever else arrives', () => {
    expect(applyMessage(undefined, { name: 'figures', data: figures() })).toBeUndefined();
  });

  it('is replaced as a whole by a later snapshot', () => {
    const before = started({ alarms: [alarmView(1, '1')] });
    const after = apply(before, { name: 'snapshot', data: snapshot({ windows: [], boxes: [] }) });
    expect([after.windows.size, after.boxes.size, after.alarms.size]).toEqual([0, 0, 0]);
  });

  it('takes changes of windows, boxes, alarms and figures and leaves the rest alone', () => {
    const before = started();
    const after = apply(
      before,
      { name: 'window', data: windowView(9, '6') },
      { name: 'box', data: boxView('1', { presence: 'lost' }) },
      { name: 'alarm', data: alarmView(1, '1') },
      { name: 'figures', data: figures({ rated: 51 }) },
    );
    expect(after.windows.get('6')?.id).toBe(windowView(9, '6').id);
    expect(after.boxes.get('box-1')?.presence).toBe('lost');
    expect(after.today.rated).toBe(51);
    expect(calling(after)).toHaveLength(1);
    expect(after.windows.get('1')).toBe(before.windows.get('1'));
    expect(before.alarms.size).toBe(0);
  });
});

describe('the window shown for a counter', () => {
  const open = windowView(1, '1', { issuedAt: at(-20) });

  it('is the newer of two that have ended', () => {
    const older = endedWindow(2, '1', { issuedAt: at(-90) });
    const newer = endedWindow(3, '1', { issuedAt: at(-60) });
    expect(shown(older, newer)).toBe(newer.id);
    expect(shown(newer, older)).toBe(newer.id);
  });

  it('is the open one, even when a later issuance is still waiting for its box', () => {
    const pending = windowView(4, '1', { state: 'pending', issuedAt: at(-2) });
    expect(shown(open, pending)).toBe(open.id);
    expect(shown(pending, open)).toBe(open.id);
  });

  it('follows the news of the window it is', () => {
    const ended = { ...open, state: 'ended', outcome: 'expired' } as const;
    expect(foremostWindows([open, ended]).get('1')?.outcome).toBe('expired');
  });

  it('is not displaced by a late report about an older one', () => {
    const newer = endedWindow(5, '1', { issuedAt: at(-30) });
    const late = endedWindow(6, '1', { issuedAt: at(-3_000), outcome: 'missed', reason: 'interrupted' });
    expect(shown(newer, late)).toBe(newer.id);
  });
});

describe('the box of a counter', () => {
  it('is the one that says it stands there, whatever the list of counters said when the page was opened', () => {
    const state = apply(started(), { name: 'box', data: boxView('1', { id: 'box-9', counter: '6' }) });
    const counter = state.office.counters.find(({ id }) => id === '6');
    expect(counter && boxAt(state, counter)?.id).toBe('box-9');
  });

  it('B5 a box that was moved away is no longer here, even at a counter of the same name', () => {
    const moved = boxView('1', { office: 'west' });
    const state = apply(started(), { name: 'box', data: moved });
    expect(state.boxes.has('box-1')).toBe(false);
    const back = apply(state, { name: 'box', data: boxView('1') });
    expect(back.boxes.get('box-1')?.office).toBe('east');
  });
});

describe('the alarms', () => {
  const late = alarmView(1, '1', { raisedAt: at(-10) });
  const early = alarmView(2, '2', { raisedAt: at(-60) });
  const urgent = alarmView(3, '3', { priority: 'high', level: 1, raisedAt: at(-1) });
  const done = alarmView(4, '4', { state: 'acknowledged', acknowledgedAt: at(-5), acknowledgedBy: '李主任' });
  const state = started({ alarms: [late, early, urgent, done] });

  it('call with the urgent first, then by how long they wait', () => {
    expect(calling(state).map(({ id }) => id)).toEqual([urgent.id, early.id, late.id]);
  });

  it('stop calling once acknowledged', () => {
    const after = apply(state, {
      name: 'alarm',
      data: { ...urgent, state: 'acknowledged', acknowledgedAt: at(0), acknowledgedBy: '王課長' },
    });
    expect(calling(after).map(({ id }) => id)).toEqual([early.id, late.id]);
  });
});
