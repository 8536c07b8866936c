import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { KeySender } from '../../../simulators/panelPage/keySender.js';
import { lookOf } from '../../../simulators/panelPage/lamps.js';
import type { StationState } from '../../../simulators/panelServer/station.js';

const STATE: StationState = {
  scene: { kind: 'invite', leftMs: 30_000, moreTime: true },
  shownMs: 0,
  held: [],
  running: true,
  plugged: true,
  linked: true,
};

describe('what a citizen sees of a panel', () => {
  it('follows the scene', () => {
    expect(lookOf(STATE)).toMatchObject({ lamps: 'lit', accepted: false, message: 'invite' });
    expect(lookOf({ ...STATE, scene: { kind: 'dark' } })).toMatchObject({ lamps: 'dark', message: 'dark' });
    expect(lookOf({ ...STATE, scene: { kind: 'test' } })).toMatchObject({
      lamps: 'lit',
      accepted: true,
      message: 'test',
    });
    expect(lookOf({ ...STATE, scene: { kind: 'fault' } })).toMatchObject({ lamps: 'dark', message: 'fault' });
    const scene = { kind: 'countdown', secondsLeft: 7, moreTime: false } as const;
    expect(lookOf({ ...STATE, scene })).toMatchObject({ lamps: 'flashing', secondsLeft: 7 });
  });

  it('W12 lights the key for more time only while it would help', () => {
    expect(lookOf(STATE).moreTime).toBe(true);
    const scene = { kind: 'countdown', secondsLeft: 7, moreTime: true } as const;
    expect(lookOf({ ...STATE, scene }).moreTime).toBe(true);
    expect(lookOf({ ...STATE, scene: { ...scene, moreTime: false } }).moreTime).toBe(false);
    expect(lookOf({ ...STATE, scene: { kind: 'accepted' } }).moreTime).toBe(false);
    expect(lookOf({ ...STATE, plugged: false }).moreTime).toBe(false);
  });

  it('counts down what is left of an invitation since it was shown, and never below nothing', () => {
    const after = (ms: number) => lookOf({ ...STATE, shownMs: ms }).secondsLeft;
    expect([0, 1, 1_000, 19_999, 29_999, 30_000, 99_000].map(after)).toEqual([30, 30, 29, 11, 1, 0, 0]);
  });

  it('W11 is the same whichever key was pressed', () => {
    const looks = LEVELS.map((level) =>
      JSON.stringify(lookOf({ ...STATE, scene: { kind: 'accepted' }, held: [level] })),
    );
    expect(new Set(looks).size).toBe(1);
    expect(lookOf({ ...STATE, scene: { kind: 'accepted' } }).accepted).toBe(true);
  });

  it('is dark without plug, program or simulator, and says why', () => {
    expect(lookOf({ ...STATE, plugged: false })).toMatchObject({ lamps: 'dark', message: 'unplugged' });
    expect(lookOf({ ...STATE, running: false })).toMatchObject({ lamps: 'dark', message: 'stopped' });
    expect(lookOf(undefined)).toMatchObject({ lamps: 'dark', message: 'unheard' });
  });

  it('does not change when only the line to the hub is cut: the box goes on by itself', () => {
    expect(lookOf({ ...STATE, linked: false })).toEqual(lookOf(STATE));
  });
});

describe('the keys of a panel page', () => {
  function rig() {
    const sent: string[] = [];
    const answers: Array<{ ok: () => void; fail: () => void }> = [];
    const sender = new KeySender(
      ({ key, down, visitor }) => {
        sent.push(`${key} ${down ? 'down' : 'up'} ${visitor}`);
        return new Promise((resolve, reject) =>
          answers.push({ ok: resolve, fail: () => reject(new Error()) }),
        );
      },
      () => 'v1',
    );
    const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
    return { sent, answers, sender, settle };
  }

  it('are sent one after another, so that no release overtakes its press', async () => {
    const { sent, answers, sender, settle } = rig();
    sender.press(5);
    sender.release(5);
    await settle();
    expect(sent).toEqual(['5 down v1']);
    answers[0]?.ok();
    await settle();
    expect(sent).toEqual(['5 down v1', '5 up v1']);
  });

  it('go on after one that could not be sent', async () => {
    const { sent, answers, sender, settle } = rig();
    sender.press(5);
    sender.release(5);
    await settle();
    answers[0]?.fail();
    await settle();
    expect(sent).toHaveLength(2);
  });

  it('are pressed once, however often the keyboard repeats, and let go only if held', async () => {
    const { sent, answers, sender, settle } = rig();
    sender.release(2);
    sender.press(2);
    sender.press(2);
    sender.press(4);
    sender.releaseAll();
    sender.releaseAll();
    for (let n = 0; n < 6; n++) {
      await settle();
      answers[n]?.ok();
    }
    expect(sent).toEqual(['2 down v1', '4 down v1', '2 up v1', '4 up v1']);
  });
});
