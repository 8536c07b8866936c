import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOUNCE_MS,
  contactsHeld,
  type KeyMove,
  openContacts,
  settle,
  settlesAt,
  touch,
} from '../../device/rating/keyContacts.js';

type Edge = readonly [at: number, down: boolean];
type Move = readonly [at: number, down: boolean];

/** Feeds the edges of key 3, settling whenever it is due, and says when it moved. */
function movesOf(edges: readonly Edge[], contacts = openContacts): Move[] {
  const moves: Move[] = [];
  const note = (at: number, found: readonly KeyMove[]) => {
    for (const { down } of found) moves.push([at, down]);
  };
  const calm = (until: number) => {
    for (let due = settlesAt(contacts); due !== undefined && due <= until; due = settlesAt(contacts)) {
      const step = settle(contacts, due);
      contacts = step.contacts;
      note(due, step.moves);
    }
  };
  for (const [at, down] of edges) {
    calm(at);
    const step = touch(contacts, { key: 3, down }, at);
    contacts = step.contacts;
    note(at, step.moves);
  }
  calm(Number.POSITIVE_INFINITY);
  return moves;
}

describe('key contacts', () => {
  it('W10 a press counts from its first contact, a release once the contacts have stayed open', () => {
    expect(
      movesOf([
        [100, true],
        [400, false],
      ]),
    ).toEqual([
      [100, true],
      [400 + BOUNCE_MS, false],
    ]);
  });

  it('W10 a press held only 30 ms is seen', () => {
    expect(
      movesOf([
        [0, true],
        [30, false],
      ])[0],
    ).toEqual([0, true]);
  });

  it('W10 a press of 30 ms that bounces for 15 ms at both ends is one press', () => {
    const edges: Edge[] = [
      [0, true],
      [4, false],
      [9, true],
      [12, false],
      [15, true],
      [30, false],
      [36, true],
      [41, false],
      [45, true],
      [45.5, false],
    ];
    expect(movesOf(edges).map(([, down]) => down)).toEqual([true, false]);
  });

  it('W10 two presses with a real pause between them are two', () => {
    const edges: Edge[] = [
      [0, true],
      [80, false],
      [140, true],
      [200, false],
    ];
    expect(movesOf(edges).filter(([, down]) => down)).toHaveLength(2);
  });

  it('W10 any bounce up to 15 ms at both ends is one press from its first contact', () => {
    const bounce = fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 8 });
    fc.assert(
      fc.property(bounce, bounce, fc.integer({ min: 30, max: 5_000 }), (closing, opening, heldMs) => {
        const chatter = (from: number, offsets: number[], rests: boolean): Edge[] => {
          const times = [...new Set(offsets)].sort((a, b) => a - b);
          const even = times.length % 2 === 0 ? times : times.slice(1);
          return [
            [from, rests],
            ...even.map((offset, index): Edge => [from + offset, index % 2 === 0 ? !rests : rests]),
          ];
        };
        const moves = movesOf([...chatter(0, closing, true), ...chatter(heldMs, opening, false)]);
        expect(moves.map(([, down]) => down)).toEqual([true, false]);
        expect(moves[0]?.[0]).toBe(0);
      }),
    );
  });

  it('W9 a key found held must be released before it can press', () => {
    const held = contactsHeld([3], 0);
    expect(movesOf([[50, true]], held)).toEqual([]);
    const again: Edge[] = [
      [50, false],
      [100, true],
    ];
    expect(movesOf(again, held).map(([, down]) => down)).toEqual([false, true]);
  });

  it('keys do not disturb each other', () => {
    const first = touch(openContacts, { key: 1, down: true }, 0);
    const second = touch(first.contacts, { key: 5, down: true }, 3);
    expect([...first.moves, ...second.moves]).toEqual([
      { key: 1, down: true },
      { key: 5, down: true },
    ]);
  });
});
