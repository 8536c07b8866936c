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
    if (exceeds(text)) throw tooLarge();
    return text;
  }
}

/** Keeps a byte order mark, which JSON does not allow. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** No character of a text takes more bytes in UTF-8. */
const MOST_BYTES_A_CHARACTER = 3;

/** Whether it is more bytes than a message may have; text is counted only when it might be. */
function exceeds(payload: Uint8Array | string): boolean {
  if (payload.length > MAX_MESSAGE_BYTES) return true;
  if (typeof payload !== 'string' || payload.length * MOST_BYTES_A_CHARACTER <= MAX_MESSAGE_BYTES)
    return false;
  return Buffer.byteLength(payload) > MAX_MESSAGE_BYTES;
}

/**
 * Parses JSON of at most `MAX_MESSAGE_BYTES` as UTF-8. Bytes that are no UTF-8 are refused, since what would be
 * stored in their place is not what was sent. Throws `ContractError` `too-large` or `not-json`.
 */
export function parseJson(payload: Uint8Array | string): unknown {
  if (exceeds(payload)) throw tooLarge();
  try {
    return JSON.parse(typeof payload === 'string' ? payload : UTF8.decode(payload));
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
