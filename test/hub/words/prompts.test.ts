import { describe, expect, it } from 'vitest';
import { VOICE_LANGUAGES } from '#contract/values.js';
import { PROMPT_NAMES, promptNames, prompts, promptText } from '#words/prompts.js';
import { voiceLanguages } from '#words/voiceLanguages.js';

describe('B3 spoken prompts', () => {
  it.each(VOICE_LANGUAGES)('have a text of their own for each prompt in %s', (language) => {
    const texts = PROMPT_NAMES.map((name) => prompts[name][language]);
    expect(new Set(texts).size).toBe(PROMPT_NAMES.length);
    for (const text of texts) expect(text).toMatch(/^\S.*\S$/u);
  });

  it('are the same in no two languages', () => {
    for (const name of PROMPT_NAMES) {
      expect(new Set(Object.values(prompts[name])).size).toBe(VOICE_LANGUAGES.length);
    }
  });

  it.each([
    [30_000, '三十秒', 'thirty', '30'],
    [60_000, '六十秒', 'sixty', '60'],
    [90_000, '九十秒', 'ninety', '90'],
    [120_000, '一百二十秒', 'one hundred and twenty', '120'],
  ])('name the true length of a window of %i ms in every language (W2)', (lengthMs, han, english, digits) => {
    for (const language of ['zh', 'nan', 'hak'] as const) {
      expect(promptText('invite', language, lengthMs)).toContain(language === 'zh' ? `在${han}` : `，${han}`);
    }
    expect(promptText('invite', 'en', lengthMs)).toContain(`within ${english} seconds`);
    for (const language of ['vi', 'id', 'th'] as const) {
      expect(promptText('invite', language, lengthMs)).toContain(` ${digits} `);
    }
  });

  it.each([40_000, 59_999, 29_000, 240_000, 0, Number.NaN])(
    'name no length for a window of %d ms, which no text has',
    (lengthMs) => {
      expect(promptNames('invite', lengthMs)).toEqual(['invite-any']);
      for (const language of VOICE_LANGUAGES) {
        expect(promptText('invite', language, lengthMs)).not.toMatch(/\d|秒|second|giây|detik|วินาที/);
      }
    },
  );

  it('invite to the 30 s of the norm when no length is given, and are otherwise the same at any length', () => {
    expect(promptText('invite', 'zh')).toBe(prompts.invite.zh);
    expect(promptText('thanks', 'vi', 60_000)).toBe(prompts.thanks.vi);
    expect(promptNames('one-key', 60_000)).toEqual(['one-key']);
  });

  it('come in languages with tags that are BCP 47, and only zh and en are checked by native speakers', () => {
    for (const language of VOICE_LANGUAGES) {
      const { tag, name } = voiceLanguages[language];
      expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
      expect(tag.split('-')[0]).toBe(language);
      expect(name).not.toBe('');
    }
    expect(VOICE_LANGUAGES.filter((language) => voiceLanguages[language].checked)).toEqual(['zh', 'en']);
  });
});
