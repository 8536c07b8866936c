import { CodedError } from '#platform/errors.js';
import type { Principal } from '../access/principal.js';

/** One account or token gets so much of all streams, whatever sessions and places it opens them from. */
const SHARE = 1 / 4;

/** Bounds how many streams there are, and how many of them one account or program takes: an alarm needs a stream to be heard. */
export class StreamShares {
  private readonly taken = new Map<string, number>();
  private count = 0;

  constructor(private readonly most: number) {}

  /** Returns what gives the place back, once. Throws `stream/too-many`. */
  take(principal: Principal): () => void {
    const own = 'id' in principal ? `${principal.kind} ${principal.id}` : undefined;
    const held = own === undefined ? 0 : (this.taken.get(own) ?? 0);
    if (this.count >= this.most)
      throw new CodedError('stream/too-many', `at most ${this.most} streams are served`);
    if (held >= this.most * SHARE)
      throw new CodedError(
        'stream/too-many',
        `at most ${this.most * SHARE} streams are served to one account or token`,
      );
    this.change(own, 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.change(own, -1);
      isHeld = false;
    };
  }

  private change(own: string | undefined, by: 1 | -1): void {
    this.count += by;
    if (own === undefined) return;
    const held = (this.taken.get(own) ?? 0) + by;
    if (held === 0) this.taken.delete(own);
    else this.taken.set(own, held);
  }
}
