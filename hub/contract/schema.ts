import Type, { type Static, type TObject, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { ContractError, type Fault } from './errors.js';
import { MAX_MESSAGE_BYTES } from './limits.js';

/** Checks values against one schema. Unknown fields pass, so that a newer sender is understood. */
export class Codec<T> {
  private constructor(
    readonly schema: TSchema,
    private readonly validate: (value: unknown) => void,
  ) {}

  /** A codec for a single shape. */
  static of<S extends TSchema>(schema: S): Codec<Static<S>> {
    return new Codec<Static<S>>(schema, checker(schema));
  }

  /**
   * A codec for a union told apart by `kind`: the fault names a field of the kind that was sent
   * instead of every alternative that did not match.
   */
  static byKind<K extends string, S extends Readonly<Record<K, TObject>>>(shapes: S): Codec<Static<S[K]>> {
    const checkers = new Map(
      Object.entries<TObject>(shapes).map(([kind, schema]) => [kind, checker(schema)] as const),
    );
    const expected = [...checkers.keys()].join(', ');
    return new Codec<Static<S[K]>>(Type.Union(Object.values<TObject>(shapes)), (value) => {
      const kind = isRecord(value) ? value.kind : undefined;
      if (typeof kind !== 'string') throw invalid('/kind', `must be one of ${expected}`);
      const check = checkers.get(kind);
      if (check === undefined) {
        throw new ContractError('unknown-kind', [
          { path: '/kind', reason: `must be one of ${expected}, not ${clip(kind)}` },
        ]);
      }
      check(value);
    });
  }

  /** Returns the value, typed. Throws `ContractError` naming each path that is wrong. */
  check(value: unknown): T {
    this.validate(value);
    return value as T;
  }

  /** Decodes a payload from the wire. Throws `ContractError` (`too-large`, `not-json`, `unknown-kind`, `invalid`). */
  decode(payload: Uint8Array | string): T {
    return this.check(parseJson(payload));
  }

  /** Encodes a value of ours. Throws `ContractError` when it would break the size limit. */
  encode(value: T): string {
    const text = JSON.stringify(value);
    if (text.length > MAX_MESSAGE_BYTES / 3 && Buffer.byteLength(text) > MAX_MESSAGE_BYTES) throw tooLarge();
    return text;
  }
}

/** Parses bounded JSON. Throws `ContractError` `too-large` or `not-json`. */
export function parseJson(payload: Uint8Array | string): unknown {
  if (payload.length > MAX_MESSAGE_BYTES) throw tooLarge();
  try {
    return JSON.parse(
      typeof payload === 'string'
        ? payload
        : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8'),
    );
  } catch {
    throw new ContractError('not-json', [{ path: '', reason: 'must be UTF-8 encoded JSON' }]);
  }
}

function checker(schema: TSchema): (value: unknown) => void {
  const compiled = Compile(schema);
  return (value) => {
    if (compiled.Check(value)) return;
    const faults = compiled.Errors(value).slice(0, 10).map(describe);
    throw new ContractError('invalid', faults.length > 0 ? faults : [{ path: '', reason: 'is not valid' }]);
  };
}

function describe(error: { instancePath: string; message: string; params: object }): Fault {
  const allowed = 'allowedValue' in error.params ? `: ${String(error.params.allowedValue)}` : '';
  return { path: error.instancePath, reason: error.message + allowed };
}

function invalid(path: string, reason: string): ContractError {
  return new ContractError('invalid', [{ path, reason }]);
}

function tooLarge(): ContractError {
  return new ContractError('too-large', [{ path: '', reason: `must be at most ${MAX_MESSAGE_BYTES} bytes` }]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
