import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import type { Scene } from '../../device/ports/panel.js';
import { Allowance } from '../../device/screen/allowance.js';
import { HeldKeys } from '../../device/screen/heldKeys.js';
import { Show } from '../../device/screen/show.js';

const INVITE: Scene = { kind: 'invite', leftMs: 30_000, moreTime: true };
const DARK: Scene = { kind: 'dark' };

let clock: ManualClock;
let show: Show;
let changes: number;
beforeEach(() => {
  clock = new ManualClock();
  changes = 0;
  show = new Show(clock, () => changes++);
});

describe('what the screen shows', () => {
  it('W12 is what is left of the window at the moment a page asks', () => {
    show.show(INVITE);
    clock.advance(12_000);
    expect(show.state()).toMatchObject({ scene: { leftMs: 18_000 }, totalMs: 30_000 });
    clock.advance(60_000);
    expect(show.state()).toMatchObject({ scene: { leftMs: 0 } });
  });

  it('W12 keeps the length of the ring through the countdown, and takes a longer one with more time', () => {
    show.show(INVITE);
    show.show({ kind: 'countdown', secondsLeft: 10, moreTime: true });
    expect(show.state().totalMs).toBe(30_000);
    show.show({ kind: 'invite', leftMs: 40_000, moreTime: false });
    expect(show.state().totalMs).toBe(40_000);
  });

  it('EN 301 549 5.1 names what is spoken for six seconds', () => {
    show.say({ prompt: 'closed' });
    clock.advance(5_999);
    expect(show.state().caption).toEqual({ prompt: 'closed' });
    clock.advance(1);
    expect(show.state().caption).toBeUndefined();
    expect(changes).toBe(2);
  });

  it('keeps the newest words for their whole time, however shortly after others they came', () => {
    show.say({ prompt: 'one-key' });
    clock.advance(5_000);
    show.say({ prompt: 'thanks', language: 'en' });
    clock.advance(5_000);
    expect(show.state().caption).toEqual({ prompt: 'thanks', language: 'en' });
  });

  it('does not show one citizen’s closing words above the next one’s invitation', () => {
    show.show(DARK);
    show.say({ prompt: 'closed' });
    show.show(INVITE);
    expect(show.state().caption).toBeUndefined();
    show.say({ prompt: 'one-key' });
    show.show({ kind: 'countdown', secondsLeft: 9, moreTime: false });
    expect(show.state().caption).toEqual({ prompt: 'one-key' });
  });

  it('offers what it is told to, and goes on as before when that is nothing', () => {
    show.offer(['vi', 'zh']);
    show.offer([]);
    expect(show.state().languages).toEqual(['vi', 'zh']);
  });
});

describe('what a citizen chose on the screen', () => {
  it('adds up while the window is open, in its last seconds too', () => {
    show.show(INVITE);
    show.choose({ language: 'en' });
    show.show({ kind: 'countdown', secondsLeft: 10, moreTime: true });
    show.choose({ largeText: true });
    expect(show.state().choices).toEqual({ language: 'en', largeText: true });
  });

  it('stays for the closing words, and is gone eight seconds after the window', () => {
    show.show(INVITE);
    show.choose({ language: 'en', contrast: true });
    show.show({ kind: 'accepted' });
    clock.advance(3_000);
    show.show(DARK);
    clock.advance(4_999);
    expect(show.state().choices.language).toBe('en');
    const before = changes;
    clock.advance(1);
    expect(show.state().choices).toEqual({});
    expect(changes).toBe(before + 1);
  });

  it('is gone at once when the next citizen is asked, and not some seconds into that one’s choice', () => {
    show.show(INVITE);
    show.choose({ language: 'en' });
    show.show({ kind: 'accepted' });
    show.show(INVITE);
    expect(show.state().choices).toEqual({});
    show.choose({ largeText: true });
    clock.advance(10_000);
    expect(show.state().choices).toEqual({ largeText: true });
  });

  it('stays when the window is extended or another document joins it (W3, W12)', () => {
    show.show(INVITE);
    show.choose({ language: 'en' });
    show.show({ ...INVITE, leftMs: 60_000 });
    expect(show.state().choices).toEqual({ language: 'en' });
  });

  it('is refused while nobody is asked, and for a language that is not offered', () => {
    expect(() => show.choose({ language: 'en' })).toThrow(
      expect.objectContaining({ code: 'screen/no-window' }),
    );
    show.show(INVITE);
    expect(() => show.choose({ language: 'th', largeText: true })).toThrow(
      expect.objectContaining({ code: 'screen/not-offered' }),
    );
    expect(show.state().choices).toEqual({});
  });

  it('loses its language with the offer, and nothing else', () => {
    show.show(INVITE);
    show.choose({ language: 'en', contrast: true });
    show.offer(['zh']);
    expect(show.state().choices).toEqual({ contrast: true });
  });
});

describe('the keys of a page', () => {
  it('follow its reports edge by edge, and drop what repeats what is known', () => {
    const keys = new HeldKeys();
    keys.begin([4]);
    const edges = [
      { key: 4, down: true },
      { key: 2, down: true },
      { key: 2, down: false },
    ] as const;
    expect(keys.follow(edges, [4])).toEqual([
      { key: 2, down: true },
      { key: 2, down: false },
    ]);
  });

  it('are set right by the next report when one was lost', () => {
    const keys = new HeldKeys();
    keys.begin(['more-time', 1]);
    expect(keys.held).toEqual([1, 'more-time']);
    expect(keys.follow([], [5])).toEqual([
      { key: 5, down: true },
      { key: 1, down: false },
      { key: 'more-time', down: false },
    ]);
    expect(keys.held).toEqual([5]);
  });
});

it('an allowance lets a burst through, then so many a second, and forgets no time', () => {
  const allowance = new Allowance(10, 3, clock);
  const taken = (n: number) => Array.from({ length: n }, () => allowance.take());
  expect(taken(4)).toEqual([true, true, true, false]);
  clock.advance(100);
  expect(taken(2)).toEqual([true, false]);
  clock.advance(60_000);
  expect(taken(4)).toEqual([true, true, true, false]);
});
