import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asNext, doorAddress, nextPage, START_PAGE } from '../../../../hub/dashboard/session/nextPage.js';
import { PAGE_ROLES } from '../../../../hub/dashboard/session/pageRoles.js';

const HERE = 'https://hub.office.example/rating/sign-in.html';
const leads = (next: string): string => nextPage(`?${new URLSearchParams({ next })}`);

describe('where signing in leads', () => {
  it('is back to the page one came from, with what it asked for', () => {
    for (const page of Object.keys(PAGE_ROLES)) {
      const address = new URL(`${page}.html?office=east&x=%E7%94%B2+1`, HERE);
      const door = new URL(doorAddress('sign-in', address), HERE);
      expect(new URL(nextPage(door.search), HERE).href).toBe(address.href);
    }
    expect(asNext(new URL('?lang=en', HERE.replace('sign-in.html', '')))).toBe('?lang=en');
    expect(doorAddress('change', new URL('/?lang=en', HERE))).toBe(
      './sign-in.html?change=1&next=%3Flang%3Den&lang=en',
    );
  });

  it.each([
    'https://evil.example',
    '//evil.example/console.html',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'console.html#x',
    '../console.html',
    './console.html',
    'console.html\n//evil.example',
    ' //evil.example',
    'sign-in.html?next=console.html',
    'constructor.html',
    'unknown.html',
    `index.html?${'x'.repeat(1_000)}`,
  ])('is the start page instead of %s', (evil) => {
    expect(leads(evil)).toBe(START_PAGE);
  });

  it('never leaves the folder of the pages, whatever is asked for', () => {
    const bits = fc.constantFrom(
      '/',
      '\\',
      ':',
      '.',
      '?',
      '#',
      '@',
      'console.html',
      'evil.example',
      'https',
      '\t',
      '%2f',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(bits).map((some) => some.join('')),
        ),
        (next) => {
          const to = new URL(leads(next), HERE);
          expect(to.origin).toBe('https://hub.office.example');
          expect(to.pathname).toMatch(/^\/rating\/([a-z-]+\.html)?$/);
          expect(to.pathname).not.toContain('sign-in');
        },
      ),
    );
  });
});
