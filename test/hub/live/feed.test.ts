import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { Feed, type FeedMessage, KEPT_MS } from '../../../hub/live/feed.js';
import { KEPT_MESSAGES } from '../../../hub/live/officeHistory.js';
import { ServerEventParser } from '../../../hub/watcher/serverEvents.js';
import { alarmView, boxView } from '../../support/views.js';

const box = (counter: number, contiguous: number): FeedMessage => ({
  event: 'box',
  data: boxView(String(counter), { contiguous }),
});

function feed(run = 'run1') {
  const clock = new ManualClock();
  return { clock, feed: new Feed({ clock, run }) };
}

/** A reader of one office: what it was told last of each box, and the id it would come back with. */
class Reader {
  readonly boxes = new Map<string, number>();
  id = '';
  snapshots = 0;
  taken: string[] = [];
  private leave: (() => void) | undefined;

  constructor(
    private readonly source: Feed,
    private readonly truth: ReadonlyMap<string, number>,
  ) {}

  come(): void {
    const missed = this.source.missed('east', this.id);
    if (missed === undefined) {
      this.snapshots += 1;
      this.boxes.clear();
      for (const [id, contiguous] of this.truth) this.boxes.set(id, contiguous);
      this.id = this.source.idOf('east');
    }
    for (const { bytes } of missed ?? []) this.take(bytes);
    this.leave = this.source.subscribe('east', (_message, { bytes }) => this.take(bytes));
  }

  go(): void {
    this.leave?.();
    this.leave = undefined;
  }

  get here(): boolean {
    return this.leave !== undefined;
  }

  private take(bytes: Buffer): void {
    const [item] = new ServerEventParser().push(bytes.toString());
    if (item?.kind !== 'event') throw new Error(`no event: ${bytes}`);
    this.id = item.id ?? '';
    const { id, contiguous } = JSON.parse(item.data);
    this.boxes.set(id, contiguous);
    this.taken.push(`${id}=${contiguous}`);
  }
}

describe('gap-free resumption of the live stream', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('change' as const),
      counter: fc.integer({ min: 1, max: 4 }),
      times: fc.constantFrom(1, 3, 400),
    }),
    fc.record({ kind: fc.constant('cut' as const) }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1_000, KEPT_MS - 1, KEPT_MS + 1) }),
  );

  it('a reader cut off at any moments knows what one knows who never was away', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, another) => {
        const { clock, feed: source } = feed();
        const truth = new Map<string, number>();
        const reader = new Reader(source, truth);
        const steady = new Reader(source, truth);
        if (another) steady.come();
        reader.come();
        let contiguous = 0;
        for (const each of steps) {
          if (each.kind === 'wait') clock.advance(each.ms);
          else if (each.kind === 'cut') reader.here ? reader.go() : reader.come();
          else
            for (let time = 0; time < each.times; time++) {
              truth.set(`box-${each.counter}`, ++contiguous);
              source.publish('east', box(each.counter, contiguous));
            }
        }
        if (!reader.here) reader.come();
        expect([...reader.boxes].sort()).toEqual([...truth].sort());
        if (another && reader.snapshots === 1) expect(reader.taken).toEqual(steady.taken);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the last 500 messages of an office, and knows when more were missed', () => {
    const { feed: source } = feed();
    source.subscribe('east', () => undefined);
    const id = source.idOf('east');
    for (let time = 1; time <= KEPT_MESSAGES; time++) source.publish('east', box(1, time));
    expect(source.missed('east', id)).toHaveLength(KEPT_MESSAGES);
    source.publish('east', box(1, 0));
    expect(source.missed('east', id)).toBeUndefined();
  });

  it('goes on for five minutes after the last reader left, then forgets, and never gives a number again', () => {
    const { clock, feed: source } = feed();
    const leave = source.subscribe('east', () => undefined);
    source.publish('east', box(1, 1));
    const id = source.idOf('east');
    leave();
    clock.advance(KEPT_MS);
    expect([source.isWatched(), source.isWatched('east'), source.isWatched('west')]).toEqual([
      true,
      true,
      false,
    ]);
    source.publish('east', box(1, 2));
    expect(source.missed('east', id)).toHaveLength(1);
    clock.advance(1);
    expect([source.isWatched(), source.isWatched('east')]).toEqual([false, false]);
    source.publish('east', box(1, 3));
    expect(source.missed('east', id)).toBeUndefined();
    source.subscribe('east', () => undefined);
    expect(source.missed('east', id)).toBeUndefined();
    expect(source.idOf('east')).not.toBe(id);
  });

  it('takes no id of another run, another office or of nobody', () => {
    const { feed: source } = feed('run1');
    for (const office of ['east', 'east-1', 'west']) source.subscribe(office, () => undefined);
    source.publish('east', box(1, 1));
    for (const id of [
      'run0-east-1',
      'run1-west-1',
      'run1-east-1-1',
      'run1-east-9',
      'run1-east-',
      'run1-east-01',
    ])
      expect(source.missed('east', id), id).toBeUndefined();
    for (const id of [
      '',
      '-',
      'run1',
      'run1-east--1',
      'run1-east-1e0',
      'run1-east-١',
      `run1-east-${'9'.repeat(400)}`,
    ])
      expect(source.missed('east', id), id).toBeUndefined();
    expect(source.missed('east', 'run1-east-1')).toHaveLength(1);
  });

  it('puts a message into bytes once, for however many readers, and keeps offices apart', () => {
    const { feed: source } = feed();
    const got: Buffer[] = [];
    for (let reader = 0; reader < 50; reader++)
      source.subscribe('east', (_message, { bytes }) => got.push(bytes));
    source.subscribe('west', () => expect.fail('news of another office'));
    source.publish('east', { event: 'alarm', data: alarmView(1, '2') });
    expect(source.count()).toBe(51);
    expect(got).toHaveLength(50);
    expect(new Set(got).size).toBe(1);
  });
});
