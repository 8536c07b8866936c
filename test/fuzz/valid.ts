import fc from 'fast-check';
import type { Dice } from './dice.js';

/** The part of JSON Schema that the contract is written in. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const SAMPLES = 40;
const pools = new Map<string, readonly string[]>();

/** Texts of a pattern, the same in every run. */
function poolOf({ pattern = '', minLength = 0, maxLength = 1_000 }: Schema): readonly string[] {
  const key = `${minLength} ${maxLength} ${pattern}`;
  let pool = pools.get(key);
  if (pool === undefined) {
    const texts = fc
      .stringMatching(new RegExp(pattern, 'u'), { size: 'small' })
      .filter((text) => text.length >= minLength && text.length <= maxLength);
    pool = fc.sample(texts, { numRuns: SAMPLES, seed: 6 });
    pools.set(key, pool);
  }
  return pool;
}

/** A value that the schema allows, with fields of these names taken from `known` more often than not. */
export function valid(
  schema: unknown,
  dice: Dice,
  known: Readonly<Record<string, readonly unknown[]>> = {},
): unknown {
  const { type, anyOf, properties = {}, required = [], items, ...bounds } = schema as Schema;
  if (bounds.const !== undefined) return bounds.const;
  if (bounds.enum !== undefined) return dice.pick(bounds.enum);
  if (anyOf !== undefined) return valid(dice.pick(anyOf), dice, known);
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties)
          .filter(([name]) => required.includes(name) || dice.chance(0.5))
          .map(([name, field]) => {
            const values = known[name];
            const isKnown = values !== undefined && values.length > 0 && dice.chance(0.7);
            return [name, isKnown ? dice.pick(values) : valid(field, dice, known)];
          }),
      );
    case 'array':
      return Array.from({ length: dice.below(Math.min(3, (bounds.maxItems ?? 3) + 1)) }, () =>
        valid(items, dice, known),
      );
    case 'boolean':
      return dice.chance(0.5);
    case 'integer':
      return dice.between(
        bounds.minimum ?? 0,
        Math.min(bounds.maximum ?? 1_000, (bounds.minimum ?? 0) + 1_000),
      );
    case 'number':
      return dice.random() * 1_000;
    case 'string':
      return text(bounds, dice);
    default:
      return null;
  }
}

function text(bounds: Schema, dice: Dice): string {
  if (bounds.pattern !== undefined) return dice.pick(poolOf(bounds));
  return '評分 abc'
    .repeat(10)
    .slice(0, dice.between(bounds.minLength ?? 0, Math.min(bounds.maxLength ?? 20, 20)));
}
