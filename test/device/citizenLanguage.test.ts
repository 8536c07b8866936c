import { describe, expect, it } from 'vitest';
import { windowOf } from '../support/offers.js';
import { WindowScript } from '../support/windowScript.js';

const script = () => new WindowScript().govern({ languages: ['zh', 'en', 'vi'] });

describe('the language of a citizen', () => {
  it('B3 the language key goes through the languages and invites again in each', () => {
    const s = script().offer(1);
    for (let press = 0; press < 3; press++) s.wait(1_000).press('language');
    expect(s.said.map(({ language }) => language)).toEqual([undefined, 'en', 'vi', 'zh']);
    expect(s.said.every(({ prompt }) => prompt === 'invite')).toBe(true);
  });

  it('B3 a language chosen by name is spoken until this citizen is done, and not to the next', () => {
    const s = script().offer(1).wait(2_000).give({ kind: 'chose', language: 'vi' }).wait(1_000).press(5);
    s.until(40_000).offer(2);
    expect(s.said.map(({ prompt, language }) => [prompt, language])).toEqual([
      ['invite', undefined],
      ['invite', 'vi'],
      ['thanks', 'vi'],
      ['invite', undefined],
    ]);
  });

  it('B3 chosen just before the window it is spoken in it, chosen long before it is forgotten', () => {
    const spoken = (waitMs: number) =>
      script().give({ kind: 'chose', language: 'en' }).wait(waitMs).offer(1).said.at(-1)?.language;
    expect(spoken(59_000)).toBe('en');
    expect(spoken(61_000)).toBeUndefined();
  });

  it('B3 the words at the end of a window that nobody rated are in it too', () => {
    const s = script().offer(1).give({ kind: 'chose', language: 'en' }).until(31_000);
    expect(s.said.at(-1)).toEqual({ prompt: 'closed', language: 'en' });
    expect(s.state.language).toBeUndefined();
  });

  it('B3 with one language the key does nothing, and it is never a press', () => {
    const s = new WindowScript()
      .govern({ languages: ['zh'] })
      .offer(1)
      .wait(1_000)
      .press('language');
    expect(s.said).toHaveLength(1);
    expect(s.until(40_000).records.map(({ kind }) => kind)).toEqual(['opened', 'expired']);
  });
});

describe('please wait', () => {
  const rated = (waitPrompt: boolean) =>
    new WindowScript().govern({ waitPrompt }).offer(1).wait(1_000).press(1);
  const acknowledged = { kind: 'acknowledged', window: windowOf(1) } as const;

  it('W11 is off by default', () => {
    const s = new WindowScript().offer(1).wait(1_000).press(1).give(acknowledged);
    expect(s.said.map(({ prompt }) => prompt)).toEqual(['invite', 'thanks']);
  });

  it('W11 where wanted it is said once the alarm was taken, even after the time of the window', () => {
    expect(rated(true).give(acknowledged).said.at(-1)?.prompt).toBe('wait');
    expect(rated(true).wait(90_000).give(acknowledged).said.at(-1)?.prompt).toBe('wait');
    expect(rated(false).give(acknowledged).said.at(-1)?.prompt).toBe('thanks');
  });

  it('W11 is never said to the next citizen, nor for a window that was not rated here', () => {
    expect(rated(true).wait(40_000).offer(2).give(acknowledged).said.at(-1)?.prompt).toBe('invite');
    const other = { kind: 'acknowledged', window: windowOf(7) } as const;
    expect(rated(true).give(other).said.at(-1)?.prompt).toBe('thanks');
  });
});

describe('storage that works again', () => {
  it('D6 what is owed is tried again every 10 s without waiting for the next citizen', () => {
    const s = new WindowScript().offer(1).wait(1_000);
    s.give({ kind: 'storage-failed', unstored: [{ kind: 'cancelled', window: windowOf(1) }] });
    expect(s.wait(9_999).state.phase.kind).toBe('broken');
    s.wait(1);
    expect(s.state.phase.kind).toBe('idle');
    expect(s.records.slice(1).map(({ kind }) => kind)).toEqual(['cancelled', 'missed']);
  });
});
