import type { Dice } from './dice.js';

/** Texts that programs get wrong: control characters, half characters, other directions, names of prototypes. */
const TEXTS = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u200f',
  '\ufeff',
  '評分',
  '👩‍👩‍👧',
  '__proto__',
  'constructor',
  'toString',
  "'; DROP TABLE event; --",
  '../../../etc/passwd',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\r\nSet-Cookie: a=b',
  '%00%ff',
  'x'.repeat(300),
  '評'.repeat(3_000),
] as const;

export const hostileText = (dice: Dice): string => dice.pick(TEXTS);

/** A value of another kind than was meant. */
export function hostileValue(dice: Dice): unknown {
  switch (dice.below(9)) {
    case 0:
      return null;
    case 1:
      return dice.chance(0.5);
    case 2:
      return dice.edge() * dice.pick([1, -1, 0.5, 1e-7, 1e300]);
    case 3:
      return hostileText(dice);
    case 4:
      return [];
    case 5:
      return {};
    case 6:
      return Array.from({ length: dice.below(600) }, () => dice.edge());
    case 7:
      return {
        __proto__: null,
        [hostileText(dice)]: hostileText(dice),
        constructor: { prototype: { polluted: 1 } },
      };
    default:
      return [[[[hostileText(dice)]]]];
  }
}

/** JSON texts that only a text can hold. */
const RAW = [
  () => '1e999',
  () => '-1e-999',
  () => '123456789012345678901234567890',
  () => '"\\ud800"',
  () => '"\\u0000"',
  () => '{"__proto__":{"polluted":1}}',
  (dice: Dice) => `${'['.repeat(dice.below(6_000))}${']'.repeat(dice.below(6_000))}`,
  (dice: Dice) => '{"a":'.repeat(dice.below(2_000)),
] as const;

/** A field lost, added, replaced or renamed, at a random place. */
function harmValue(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null) return hostileValue(dice);
  const names = Object.keys(value);
  if (names.length === 0 || dice.chance(0.1)) return hostileValue(dice);
  const name = dice.pick(names);
  const fields = { ...(value as Record<string, unknown>) };
  switch (dice.below(5)) {
    case 0:
      delete fields[name];
      return fields;
    case 1:
      return { ...fields, [hostileText(dice)]: hostileValue(dice) };
    case 2:
      return { ...fields, [name]: hostileValue(dice) };
    default:
      return { ...fields, [name]: harmValue(fields[name], dice) };
  }
}

/** A message as JSON bytes with one to three harms: in its meaning, in its text, or in its bytes. */
export function hostileMessage(value: unknown, dice: Dice): Buffer {
  let harmed = value;
  for (let times = dice.below(3); times > 0; times--) harmed = harmValue(harmed, dice);
  const text = JSON.stringify(harmed) ?? 'null';
  switch (dice.below(7)) {
    case 0:
      return dice.harm(Buffer.from(text));
    case 1:
      return Buffer.from(withRaw(text, dice));
    case 2:
      return Buffer.from(doubled(text, dice));
    case 3:
      return Buffer.concat([Buffer.from(text.slice(0, -1)), dice.bytes(3), Buffer.from('}')]);
    case 4:
      return Buffer.from(dice.chance(0.2) ? text.padEnd(dice.pick([16_384, 16_385, 17_000, 70_000])) : text);
    default:
      return Buffer.from(text);
  }
}

/** One of its values replaced by a text that no value of ours is written as. */
const withRaw = (text: string, dice: Dice): string =>
  text.replace(/:("[^"]*"|\d+)/g, (whole) => (dice.chance(0.3) ? `:${dice.pick(RAW)(dice)}` : whole));

/** One of its fields twice. */
const doubled = (text: string, dice: Dice): string =>
  text.replace(/"(\w+)":("[^"]*"|\d+)/, (whole, name) => `${whole},"${name}":${dice.edge()}`);
