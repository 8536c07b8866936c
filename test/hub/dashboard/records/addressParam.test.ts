import { describe, expect, it } from 'vitest';
import { AddressParam } from '../../../../hub/dashboard/records/addressParam.js';
import { nameOf } from '../../../../hub/dashboard/records/person.js';

function pageAt(href: string) {
  const location = { href };
  const history: string[] = [];
  let back = (): void => undefined;
  const page = {
    location,
    history: {
      pushState: (_state: unknown, _title: string, to: string) => {
        history.push(location.href);
        location.href = to;
      },
    },
    addEventListener: (_name: string, heard: () => void) => {
      back = () => {
        location.href = history.pop() ?? '';
        heard();
      };
    },
  } as unknown as Window;
  return { page, location, history, back: () => back() };
}

describe('what a page shows, in its address', () => {
  it('is read from it, is a step in the history, and is found again on the way back', () => {
    const { page, location, back } = pageAt('http://hub/clerks.html?office=east&clerk=a');
    const clerk = new AddressParam(page, 'clerk');
    expect(clerk.value.value).toBe('a');
    clerk.go('王 #1');
    expect(new URL(location.href).searchParams.get('clerk')).toBe('王 #1');
    back();
    expect(clerk.value.value).toBe('a');
  });

  it('keeps the rest of the address, and goes out of it when there is none', () => {
    const { page } = pageAt('http://hub/clerks.html?office=east&clerk=a');
    expect(new AddressParam(page, 'clerk').href('')).toBe('http://hub/clerks.html?office=east');
  });

  it('going where one is adds no step', () => {
    const { page, history } = pageAt('http://hub/clerks.html?clerk=a');
    new AddressParam(page, 'clerk').go('a');
    expect(history).toEqual([]);
  });
});

describe('a name', () => {
  it.each(['', '   ', 'a\u0007b', 'x'.repeat(65)])('is not %j', (typed) => {
    expect(nameOf(typed)).toBeUndefined();
  });

  it('is what stands between blanks', () => {
    expect(nameOf(' 李 主任 ')).toBe('李 主任');
  });
});
