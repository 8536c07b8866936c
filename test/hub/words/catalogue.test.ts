import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { catalogue, words } from '#words/catalogue.js';
import { inLanguage, LANGUAGES, type Phrase } from '#words/language.js';
import { levels } from '#words/levels.js';
import { PROMPT_NAMES, prompts, synthesisText } from '#words/prompts.js';

/** Every text of one language with the way to it. */
function texts(node: object, way = ''): Array<[string, string]> {
  return Object.entries(node).flatMap(([name, value]): Array<[string, string]> => {
    const here = `${way}/${name}`;
    if (typeof value === 'string') return [[here, value]];
    return typeof value === 'object' && value !== null ? texts(value, here) : [];
  });
}

describe('the catalogue of words', () => {
  it('names the five levels as the source documents do, best first on the box', () => {
    expect(LEVELS.map((level) => words('zh').levels[level])).toEqual([
      '非常滿意',
      '滿意',
      '普通',
      '不滿意',
      '非常不滿意',
    ]);
    expect(new Set(LEVELS.map((level) => levels[level].face)).size).toBe(5);
  });

  it('has a text for every name in every language', () => {
    const [first = [], ...others] = LANGUAGES.map((language) => texts(words(language)));
    expect(first.length).toBeGreaterThan(25);
    for (const other of others) expect(other.map(([way]) => way)).toEqual(first.map(([way]) => way));
    for (const [way, text] of [...first, ...others.flat()]) expect(text.trim(), way).toMatch(/^.+$/u);
  });

  it('writes Chinese in the zh texts and none of it in the English ones', () => {
    for (const [way, text] of texts(words('zh'))) expect(text, way).toMatch(/\p{Script=Han}/u);
    for (const [way, text] of texts(words('en'))) expect(text, way).not.toMatch(/\p{Script=Han}/u);
  });

  it('gives two outcomes, reasons or states of one group different words', () => {
    for (const language of LANGUAGES) {
      for (const [name, group] of Object.entries(words(language))) {
        const labels = Object.values(group);
        expect(new Set(labels).size, `${language} ${name}`).toBe(labels.length);
      }
    }
  });

  it('hands out texts with values as functions of the language asked for', () => {
    const counted = { en: (n: number) => `${n} boxes`, zh: (n: number) => `${n} 台評分機` } satisfies Phrase<
      (n: number) => string
    >;
    expect(inLanguage({ deep: { counted } }, 'zh').deep.counted(3)).toBe('3 台評分機');
    expect(inLanguage({ deep: { counted } }, 'en').deep.counted(3)).toBe('3 boxes');
  });
});

describe('B3 prompts', () => {
  it('gives the synthesiser one pinyin syllable with its tone for each character', () => {
    for (const prompt of PROMPT_NAMES) {
      const characters = prompts[prompt].zh.match(/\p{Script=Han}/gu) ?? [];
      const syllables = synthesisText(prompt, 'zh').match(/[a-z]+[1-5](?=[ ,.])/g) ?? [];
      expect(syllables.length, prompt).toBe(characters.length);
    }
  });

  it('gives the synthesiser the English words as they are shown', () => {
    expect(synthesisText('thanks', 'en')).toBe(catalogue.prompts.thanks.en);
  });

  it('names the length of the window in the invitation (W2)', () => {
    expect(prompts.invite.zh).toContain('三十秒');
    expect(prompts.invite.en).toContain('thirty seconds');
  });
});
