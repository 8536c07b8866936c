import { describe, expect, it } from 'vitest';
import { LEVELS, VOICE_LANGUAGES } from '#contract/values.js';
import { levels } from '#words/levels.js';
import { prompts } from '#words/prompts.js';
import { SCREEN_LANGUAGES, screenWords } from '#words/screen.js';
import type { ScreenState } from '../../../device/screen/screenMessages.js';
import { isLong, lookOf } from '../../../device/screenPage/look.js';

const STATE: ScreenState = {
  scene: { kind: 'invite', leftMs: 21_000, moreTime: true },
  totalMs: 60_000,
  languages: ['zh', 'en'],
  choices: {},
};
const DARK: ScreenState = { ...STATE, scene: { kind: 'dark' } };

describe('what a citizen sees', () => {
  it('follows the scene, in the first language on offer', () => {
    expect(lookOf(STATE, 'live')).toMatchObject({
      mood: 'asking',
      headline: { text: '請為本次服務評分' },
      detail: { text: '請在 60 秒內按一個表情' },
      moreTime: true,
      seconds: undefined,
    });
    const last = { ...STATE, scene: { kind: 'countdown', secondsLeft: 3, moreTime: false } } as const;
    expect(lookOf(last, 'live')).toMatchObject({ mood: 'asking', seconds: 3, moreTime: false });
    expect(lookOf({ ...STATE, scene: { kind: 'accepted' } }, 'live').mood).toBe('thanks');
    expect(lookOf({ ...STATE, scene: { kind: 'test' } }, 'live').headline.text).toBe('評分機自我測試中');
    expect(lookOf({ ...STATE, scene: { kind: 'fault' } }, 'live').mood).toBe('notice');
    expect(lookOf(DARK, 'live')).toMatchObject({ mood: 'idle', detail: { language: 'en' } });
  });

  it('is calm and asks for nothing while the box’s program is away or another page is the panel', () => {
    for (const phase of ['connecting', 'superseded'] as const) {
      expect(lookOf(STATE, phase)).toMatchObject({ mood: 'idle', moreTime: false, seconds: undefined });
      expect(lookOf(undefined, phase)).toMatchObject({ mood: 'idle', language: 'zh' });
    }
  });

  it('has the words that are spoken, unless the scene says them itself (EN 301 549 5.1)', () => {
    const said = (prompt: keyof typeof prompts & ('closed' | 'invite' | 'one-key' | 'wait' | 'thanks')) => ({
      asking: lookOf({ ...STATE, caption: { prompt } }, 'live').headline.text,
      dark: lookOf({ ...DARK, caption: { prompt } }, 'live').headline.text,
    });
    expect(said('one-key').asking).toBe(prompts['one-key'].zh);
    expect(said('closed').dark).toBe(prompts.closed.zh);
    expect(said('invite').asking).toBe('請為本次服務評分');
    const thanked = { ...STATE, scene: { kind: 'accepted' }, caption: { prompt: 'wait' } } as const;
    expect(lookOf(thanked, 'live').detail?.text).toBe(prompts.wait.zh);
  });

  it('is in the citizen’s language, and words said later in that they are said in', () => {
    const chosen = {
      ...STATE,
      choices: { language: 'en' },
      caption: { prompt: 'one-key', language: 'zh' },
    } as const;
    expect(lookOf(chosen, 'live').headline).toEqual({ text: prompts['one-key'].en, language: 'en' });
    const later = { ...DARK, caption: { prompt: 'wait', language: 'vi' } } as const;
    expect(lookOf(later, 'live').headline).toEqual({ text: prompts.wait.vi, language: 'vi' });
  });

  it('says a thing once where two languages share their characters', () => {
    expect(lookOf({ ...DARK, languages: ['zh', 'nan'] }, 'live').detail).toBeUndefined();
  });

  it('knows which words need smaller letters', () => {
    expect(isLong('Please rate this service')).toBe(false);
    expect(isLong(prompts.wait.zh)).toBe(true);
    expect(isLong(prompts['one-key'].zh)).toBe(false);
  });
});

describe('the words of the screen', () => {
  it.each(VOICE_LANGUAGES)('name five different levels and everything else in %s', (language) => {
    const { levels: labels, within, ...texts } = screenWords(language);
    expect(new Set(LEVELS.map((level) => labels[level])).size).toBe(5);
    for (const text of [...Object.values(texts), within(30)]) expect(text.trim()).not.toBe('');
    expect(within(30)).toContain('30');
  });

  it('name the levels in Hokkien and Hakka by the same characters as in Mandarin', () => {
    for (const language of ['nan', 'hak'] as const) {
      for (const level of LEVELS) expect(screenWords(language).levels[level]).toBe(levels[level].label.zh);
    }
  });

  it('leave no Chinese in a language that is written otherwise', () => {
    for (const language of ['en', 'vi', 'id', 'th'] as const) {
      const { within, levels: labels, ...texts } = screenWords(language);
      for (const text of [...Object.values(texts), ...Object.values(labels), within(30)])
        expect(text, language).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('tell the languages apart by name and tag', () => {
    const all = Object.values(SCREEN_LANGUAGES);
    expect(new Set(all.map(({ name }) => name)).size).toBe(7);
    for (const { tag } of all) expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
  });
});
