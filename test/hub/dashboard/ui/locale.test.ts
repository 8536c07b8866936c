import { describe, expect, it } from 'vitest';
import { chosenLanguage } from '../../../../hub/dashboard/ui/locale.js';
import { browserMemory } from '../../../../hub/dashboard/ui/memory.js';

describe('the language of a page', () => {
  it('is zh-TW unless somebody chose otherwise', () => {
    expect(chosenLanguage('', undefined)).toBe('zh');
    expect(chosenLanguage('?office=east', 'klingon')).toBe('zh');
  });

  it('is the one chosen before', () => {
    expect(chosenLanguage('', 'en')).toBe('en');
  });

  it.each([
    ['?lang=en', 'en'],
    ['?office=a&lang=EN-GB', 'en'],
    ['?lang=zh-TW', 'zh'],
  ])('is what the address asks for before that: %s', (search, language) => {
    expect(chosenLanguage(search, language === 'en' ? 'zh' : 'en')).toBe(language);
  });

  it('is not changed by an address that asks for one there is not', () => {
    expect(chosenLanguage('?lang=fr', 'en')).toBe('en');
  });
});

describe('what a browser remembers', () => {
  it('is nothing, quietly, where storage is forbidden', () => {
    const memory = browserMemory(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    memory.set('supervisor', '李主任');
    expect(memory.get('supervisor')).toBeUndefined();
  });
});
