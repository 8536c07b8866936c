import Type, { type TObject, type TSchema } from 'typebox';
import { Timestamp } from './values.js';

/** One HTTP operation; routes, validation and the OpenAPI document all derive from it. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`, parameters as `{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TObject;
  /** The body is a file of one of these media types, at most so large, instead of JSON. */
  readonly upload?: { readonly types: readonly string[]; readonly maxBytes: number };
  /** Success responses by status. */
  readonly responses: Readonly<Record<number, TSchema>>;
  /** The response is a file of one of these media types instead of JSON. */
  readonly file?: readonly string[];
  /** Stable problem codes by status. */
  readonly problems?: Readonly<Record<number, readonly string[]>>;
}

export const operation = <O extends Operation>(definition: O): O => definition;

export const page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  /** Cursor: the `next` of the page before. */
  after: Type.Optional(Type.String({ maxLength: 80 })),
};

export const pageOf = <S extends TSchema>(item: S) =>
  Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) });

/** Half-open: `from` belongs to it, `to` does not. */
export const period = { from: Type.Optional(Timestamp), to: Type.Optional(Timestamp) };
