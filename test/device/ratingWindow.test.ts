import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { uuid } from '../support/ids.js';
import { offerOf, windowOf } from '../support/offers.js';
import { WindowScript } from '../support/windowScript.js';

const script = () => new WindowScript();
const open = () => script().until(1_000).offer(1);
const outcomes = (s: WindowScript) =>
  s.records.filter(({ kind }) => ['rated', 'expired', 'cancelled', 'missed'].includes(kind));

describe('opening', () => {
  it('W1 an issuance opens its window: stored first, then lamps, then voice', () => {
    const s = open();
    expect(s.seen.map(({ effect }) => effect)).toEqual([
      {
        kind: 'record',
        body: { kind: 'opened', window: windowOf(1), issuance: uuid(1), lengthMs: 30_000 },
      },
      { kind: 'show', scene: { kind: 'invite', leftMs: 30_000, moreTime: true } },
      { kind: 'begin' },
      { kind: 'say', utterance: { prompt: 'invite', lengthMs: 30_000 } },
    ]);
  });

  it('W1 the same issuance again opens nothing, neither while its window is open nor afterwards', () => {
    const s = open().wait(5_000).offer(1).wait(60_000).offer(1);
    expect(s.of('opened')).toHaveLength(1);
    expect(s.of('joined')).toEqual([]);
  });

  it('W1 remembers 256 issuances', () => {
    const s = script();
    for (let n = 1; n <= 256; n++) s.offer(n).wait(40_000);
    const before = s.records.length;
    s.offer(1);
    expect(s.records).toHaveLength(before);
  });

  it('W2 the time counts from the moment the lamps went on, not from the offer', () => {
    const s = script();
    s.give({ kind: 'offer', offer: offerOf(1), ageMs: 0 });
    expect(s.state.phase).toMatchObject({ kind: 'open', openedAt: 0, deadline: 30_000 });
  });

  it('W5 an issuance older than 10 s is missed as late, one of 10 s opens', () => {
    expect(script().offer(1, {}, 10_001).records).toEqual([
      { kind: 'missed', window: windowOf(1), reason: 'late' },
    ]);
    expect(script().offer(1, {}, 10_000).of('opened')).toHaveLength(1);
  });

  it('W4 without a panel the window is missed by a fault of the box', () => {
    const s = script().give({ kind: 'panel-lost' }).offer(1);
    expect(s.records).toEqual([{ kind: 'missed', window: windowOf(1), reason: 'box-fault' }]);
    expect(s.noticed).toEqual([]);
  });
});

describe('the end', () => {
  const pressAt = (ms: number, punctual = true) => {
    const s = new WindowScript(punctual)
      .until(1_000)
      .offer(1)
      .until(1_000 + ms);
    return s.down(3).wait(100).give({ kind: 'elapsed' });
  };

  it.each([0, 15_000, 29_999, 30_000])('W2 a press at %i ms counts', (ms) => {
    expect(outcomes(pressAt(ms))).toEqual([{ kind: 'rated', window: windowOf(1), level: 3, afterMs: ms }]);
  });

  it.each([true, false])(
    'W2 a press at 30.001 s does not, even when time was not watched (%s)',
    (punctual) => {
      expect(outcomes(pressAt(30_001, punctual))).toEqual([
        { kind: 'expired', window: windowOf(1), afterMs: 30_000 },
      ]);
      expect(outcomes(pressAt(30_000.4, punctual))[0]?.kind).toBe('expired');
    },
  );

  it('W2 a press in time counts although nobody watched the time until long after', () => {
    const s = new WindowScript(false).offer(1).until(12_000).down(5).until(90_000).give({ kind: 'elapsed' });
    expect(outcomes(s)).toEqual([{ kind: 'rated', window: windowOf(1), level: 5, afterMs: 12_000 }]);
  });

  it('W2 the length is the one offered', () => {
    const s = script().offer(1, { lengthMs: 120_000 }).until(119_999).press(2).wait(1_000);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', afterMs: 119_999 }]);
  });

  it('W4 silence expires the window, says so and is no rating', () => {
    const s = open().wait(31_000);
    expect(outcomes(s)).toEqual([{ kind: 'expired', window: windowOf(1), afterMs: 30_000 }]);
    expect(s.noticed.slice(-2)).toEqual(['31001 dark', '31001 "closed"']);
  });

  it('W4 an expiry never exceeds what the contract allows, whatever the clock reads', () => {
    const s = script().until(12_345.678_901_3).offer(1, { lengthMs: 120_000 }).wait(121_000);
    expect(s.of('expired')).toEqual([{ kind: 'expired', window: windowOf(1), afterMs: 120_000 }]);
  });

  it('W4 a window whose documents were voided is cancelled once', () => {
    const cancel = { kind: 'cancel', window: windowOf(1) } as const;
    const s = open().wait(5_000).give(cancel).give(cancel).press(4).wait(60_000);
    expect(outcomes(s)).toEqual([{ kind: 'cancelled', window: windowOf(1) }]);
  });

  it('W4 a window that is not open, or another one, is not cancelled', () => {
    const s = open()
      .wait(1_000)
      .give({ kind: 'cancel', window: windowOf(2) })
      .press(4)
      .wait(200);
    s.give({ kind: 'cancel', window: windowOf(1) }).wait(60_000);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated' }]);
  });

  it('W4 a press made just before the documents were voided is kept', () => {
    const s = open()
      .wait(5_000)
      .down(1)
      .wait(20)
      .give({ kind: 'cancel', window: windowOf(1) })
      .wait(60_000);
    expect(outcomes(s)).toEqual([{ kind: 'rated', window: windowOf(1), level: 1, afterMs: 5_000 }]);
  });

  it('W4 a window during which the panel was lost is no silence of the citizen', () => {
    const s = open().wait(5_000).give({ kind: 'panel-lost' }).wait(60_000);
    expect(outcomes(s)).toEqual([{ kind: 'missed', window: windowOf(1), reason: 'box-fault' }]);
  });

  it('W4 the citizen can still rate when the panel comes back in time', () => {
    const s = open().wait(5_000).give({ kind: 'panel-lost' }).wait(3_000);
    s.give({ kind: 'panel-ready', held: [] }).press(4).wait(60_000);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', level: 4 }]);
  });

  it('W12 the lamps count down the last 10 s', () => {
    const s = open().wait(30_500);
    expect(s.noticed.slice(2, -2)).toEqual(
      [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((left) => `${31_000 - left * 1000} countdown${left}`),
    );
  });
});

describe('joining', () => {
  it('W3 an issuance arriving while a window is open joins it and gives the full length again', () => {
    const s = open().wait(20_000).offer(2).wait(29_000).press(5).wait(100);
    expect(s.of('opened')).toHaveLength(1);
    expect(s.of('joined')).toEqual([
      { kind: 'joined', window: windowOf(1), issuance: uuid(2), offered: windowOf(2), afterMs: 20_000 },
    ]);
    expect(outcomes(s)).toEqual([{ kind: 'rated', window: windowOf(1), level: 5, afterMs: 49_000 }]);
  });

  it('W3 joining never extends beyond 120 s after the first opening', () => {
    const s = open();
    for (let n = 2; n <= 9; n++) s.wait(14_000).offer(n);
    s.wait(60_000);
    expect(outcomes(s)).toEqual([{ kind: 'expired', window: windowOf(1), afterMs: 120_000 }]);
    expect(s.of('opened')).toHaveLength(1);
  });

  it('W3 joining takes the countdown back', () => {
    const s = open().wait(25_000).offer(2);
    expect(s.noticed.slice(-2)).toEqual(['26000 invite', '26000 "invite"']);
    expect(s.wait(19_000).noticed.at(-1)).toBe('26000 "invite"');
    expect(s.wait(1_000).noticed.at(-1)).toBe('46000 countdown10');
  });

  it('W3 a plain issuance after the rating opens a new window', () => {
    const s = open().wait(3_000).press(5).wait(1_000).offer(2);
    expect(s.of('opened').map(({ window }) => window)).toEqual([windowOf(1), windowOf(2)]);
  });

  it.each([3_000, 50_000])(
    'W3 an issuance of the same visit belongs to its window, rated %i ms ago',
    (later) => {
      const s = script()
        .offer(1, { visit: 'A17' })
        .wait(2_000)
        .press(4)
        .wait(later)
        .offer(2, { visit: 'A17' });
      expect(s.of('opened')).toHaveLength(1);
      expect(s.of('joined')).toEqual([
        { kind: 'joined', window: windowOf(1), issuance: uuid(2), offered: windowOf(2) },
      ]);
    },
  );

  it('W3 an issuance of an earlier visit joins that window, not the one open now', () => {
    const s = script().offer(1, { visit: 'A17' }).wait(40_000).offer(2, { visit: 'A18' }).wait(5_000);
    s.offer(3, { visit: 'A17' });
    expect(s.of('joined')).toMatchObject([{ window: windowOf(1), issuance: uuid(3) }]);
    expect(s.state.phase).toMatchObject({ window: windowOf(2), deadline: 70_000 });
  });

  it('W3 a visit that joined an open window stays with it', () => {
    const s = open().wait(1_000).offer(2, { visit: 'A17' }).press(3).wait(60_000).offer(3, { visit: 'A17' });
    expect(s.of('joined').map(({ window }) => window)).toEqual([windowOf(1), windowOf(1)]);
  });

  it('W3 an issuance between the last press and its acceptance finds the window rated', () => {
    const s = open().wait(30_000).down(2).wait(20).offer(2);
    expect(s.records.map(({ kind }) => kind)).toEqual(['opened', 'rated', 'opened']);
  });
});

describe('pressing', () => {
  it('D1 W11 a press is stored, then shown and thanked for, 50 ms after it', () => {
    const s = open().wait(5_000).press(1);
    expect(s.seen.slice(-3)).toEqual([
      {
        at: 6_050,
        effect: { kind: 'record', body: { kind: 'rated', window: windowOf(1), level: 1, afterMs: 5_000 } },
      },
      { at: 6_050, effect: { kind: 'show', scene: { kind: 'accepted' } } },
      { at: 6_050, effect: { kind: 'say', utterance: { prompt: 'thanks' } } },
    ]);
  });

  it('W11 the thanks go dark after 3 s', () => {
    expect(open().press(4).wait(4_000).noticed.at(-1)).toBe('4050 dark');
  });

  it('W7 further presses are counted and reported when the time is over', () => {
    const s = open().press(4).wait(1_000).press(1).wait(100).press(1).wait(40_000);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', level: 4 }]);
    expect(s.of('presses')).toEqual([{ kind: 'presses', window: windowOf(1), extra: 2 }]);
    expect(s.seen.findLast(({ effect }) => effect.kind === 'record')?.at).toBe(31_000);
  });

  it('W7 further presses are reported when the next window opens', () => {
    const s = open().press(4).wait(1_000).press(1).wait(100).offer(2);
    expect(s.of('presses')).toEqual([{ kind: 'presses', window: windowOf(1), extra: 1 }]);
  });

  it('W6 a press after the time of a rated window is an idle one, although the thanks are still shown', () => {
    const s = open().wait(29_990).press(4).wait(1_000).press(1).wait(70_000);
    expect(s.of('presses')).toEqual([{ kind: 'presses', idle: { 1: 1, 2: 0, 3: 0, 4: 0, 5: 0 } }]);
  });

  it('W6 presses outside a window give no feedback and are reported per key after 60 s', () => {
    const s = script().press(1).wait(200).press(1).wait(200).press(5).wait(60_000);
    expect(s.records).toEqual([{ kind: 'presses', idle: { 1: 2, 2: 0, 3: 0, 4: 0, 5: 1 } }]);
    expect(s.seen[0]?.at).toBe(60_000);
    expect(s.noticed).toEqual([]);
  });

  it('W6 presses outside a window are reported when one opens, after its opening', () => {
    const s = script().press(2).wait(300).offer(1);
    expect(s.records.map(({ kind }) => kind)).toEqual(['opened', 'presses']);
  });

  it('W8 of two keys within 50 ms none is taken, the box asks for one, and the window goes on', () => {
    const s = open().wait(1_000).down(5).wait(49).down(1).wait(500).up(5).up(1).wait(100);
    expect(outcomes(s)).toEqual([]);
    expect(s.noticed.at(-1)).toBe('2049 "one-key"');
    s.press(5).wait(100);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', level: 5 }]);
  });

  it('W8 a second key later than that is no clash', () => {
    const s = open().wait(1_000).down(5).wait(51).down(1).wait(40_000);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', level: 5 }]);
    expect(s.of('presses')).toMatchObject([{ extra: 1 }]);
  });

  it('W8 a palm rolling over the keys is one clash and asked about once', () => {
    const s = open().wait(1_000).down(5).wait(40).down(4).wait(40).down(3).wait(40).down(2).wait(2_000);
    expect(outcomes(s)).toEqual([]);
    expect(s.noticed.filter((line) => line.includes('one-key'))).toHaveLength(1);
  });

  it('W8 keys of a clash that stay down block nobody else', () => {
    const s = open().wait(1_000).down(5).down(4).wait(3_000).press(2).wait(100);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', level: 2 }]);
  });

  it('W8 a key pressed just before the opening and another just after it are a clash', () => {
    const s = script().until(980).down(5).until(1_000).offer(1).wait(10).down(1).wait(500);
    expect(outcomes(s)).toEqual([]);
    expect(s.noticed.at(-1)).toBe('1010 "one-key"');
  });

  it('W8 one key pressed twice within 50 ms is no clash', () => {
    const s = open().wait(1_000).down(5).wait(20).up(5).wait(15).down(5).wait(100);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', level: 5, afterMs: 1_000 }]);
  });

  it('W8 a press in the last 50 ms is accepted after the end', () => {
    const s = open().wait(29_990).down(4).wait(100);
    expect(outcomes(s)).toEqual([{ kind: 'rated', window: windowOf(1), level: 4, afterMs: 29_990 }]);
  });

  it('W8 a clash in the last 50 ms leaves a window that expires', () => {
    const s = open().wait(29_990).down(4).wait(20).down(5).wait(100);
    expect(outcomes(s)).toEqual([{ kind: 'expired', window: windowOf(1), afterMs: 30_000 }]);
  });

  it('W9 a key down at the opening does not count until released and pressed again', () => {
    const s = script().down(1).wait(300).offer(1).wait(1_000).up(1);
    expect(outcomes(s)).toEqual([]);
    s.wait(100).press(1).wait(100);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', level: 1 }]);
  });

  it('W9 a key down for more than 10 s is reported once and cleared when released; the others work', () => {
    const s = script().down(1).wait(20_000).offer(1).press(4).wait(1_000).up(1);
    expect(s.of('fault')).toEqual([
      { kind: 'fault', code: 'key-stuck', active: true, level: 1 },
      { kind: 'fault', code: 'key-stuck', active: false, level: 1 },
    ]);
    expect(outcomes(s)).toMatchObject([{ kind: 'rated', level: 4 }]);
  });

  it('W9 a key stuck when the panel was lost is cleared when it comes back released', () => {
    const s = script().down(1).wait(11_000).give({ kind: 'panel-lost' }).wait(500);
    s.give({ kind: 'panel-ready', held: [] });
    expect(s.of('fault').map(({ active }) => active)).toEqual([true, false]);
  });

  it('W9 a key that comes back held is not reported twice', () => {
    const s = script().down(1).wait(11_000).give({ kind: 'panel-lost' }).wait(500);
    s.give({ kind: 'panel-ready', held: [1] })
      .wait(30_000)
      .up(1);
    expect(s.of('fault').map(({ active }) => active)).toEqual([true, false]);
  });

  it.each(LEVELS)('W11 what is seen and heard is the same for level %i', (level) => {
    const story = (chosen: typeof level) =>
      open().wait(4_000).press(chosen).wait(500).press(chosen).wait(60_000).noticed;
    expect(story(level)).toEqual(story(5));
  });
});

describe('after a restart', () => {
  it('W13 unfinished windows were interrupted and never open again', () => {
    const s = script().give({ kind: 'recovered', unfinished: [windowOf(1)], known: [uuid(1)], stuck: [] });
    s.offer(1).wait(60_000);
    expect(s.records).toEqual([{ kind: 'missed', window: windowOf(1), reason: 'interrupted' }]);
  });

  it('W1 a window missed before the restart does not open after it', () => {
    const s = script()
      .give({ kind: 'recovered', unfinished: [], known: [windowOf(1)], stuck: [] })
      .offer(1);
    expect(s.records).toEqual([]);
  });
});
