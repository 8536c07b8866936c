import type { Lamps } from '../../device/adapters/lampPattern.js';
import type { Key } from '../../device/ports/panel.js';

/** What a board can be told to do; the verbs of `Board`. */
export type BoardOrder =
  | { readonly verb: 'press' | 'release'; readonly key: Key }
  | { readonly verb: 'bounce'; readonly key: Key; readonly pattern: readonly number[] }
  | { readonly verb: 'unplug' | 'plug' | 'reset' | 'hang' | 'unhang' };

/** From the parent to the board's process. Orders are carried out in the order sent. */
export interface BoardRequest {
  readonly id: number;
  readonly order: BoardOrder;
}

/** From the board's process. Each request is answered once; lamps are told whenever they change. */
export type BoardReport =
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: 'lamps'; readonly lamps: Lamps };
