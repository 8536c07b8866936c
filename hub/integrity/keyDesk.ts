import type { BoxStatus } from '#contract/presence.js';
import type { BoxTopic } from '#contract/topics.js';
import type { Clock } from '#platform/clock.js';
import type { EnrolmentStore } from '../store/enrolmentStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { SealStore } from '../store/sealStore.js';

/** A box said that it seals with a key which is not the one it is known by. */
export const OTHER_KEY = 'seal/other-key';

export interface KeyDeskOptions {
  readonly seals: SealStore;
  readonly enrolments: Pick<EnrolmentStore, 'setKey' | 'revokedMs'>;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  /** Counted and logged; `reason` is stable. */
  readonly refused: (reason: string, detail: string) => void;
}

/** What the journal calls it when a key of a box comes in; `keyAudit` looks for them. */
export const BOX_ENROLLED = 'box/enrolled';
export const KEY_PINNED = 'box/key-pinned';
export const BEGAN_TO_SEAL = 'box/seals';

/** Who writes in the journal what no person did. */
export const HUB = 'rating-hub';

/**
 * Takes the keys that boxes announce (D5). The first one of a box that was never enrolled is believed and journalled; from
 * then on only a person who enrols the box changes it. What a box says of events from before it had a key is taken with its
 * first announcement and never again.
 */
export class KeyDesk {
  constructor(private readonly options: KeyDeskOptions) {}

  announced(place: BoxTopic, { publicKey, unsealed }: BoxStatus): void {
    if (publicKey === undefined) return;
    const { seals, writer } = this.options;
    const { box } = place;
    const current = seals.currentKey(box);
    if (current?.publicKey === publicKey && current.seals && seals.hasTail(box)) return;
    let refused = false;
    writer.add({
      run: () => {
        refused = !this.take(place, publicKey, unsealed);
      },
      committed: () => {
        if (refused) this.options.refused(OTHER_KEY, `${box} announced a key that is not its own`);
      },
      failed: () => undefined,
    });
  }

  /** False when the box is known by another key. */
  private take({ office, box }: BoxTopic, publicKey: string, unsealed: BoxStatus['unsealed']): boolean {
    const { seals, enrolments, journal, clock } = this.options;
    const now = clock.wall();
    const current = seals.currentKey(box);
    if (current !== undefined && current.publicKey !== publicKey) {
      seals.noteFault(box, OTHER_KEY, now);
      return false;
    }
    // A word of before that a broker kept would let a revoked box in again.
    if (current === undefined && enrolments.revokedMs(box) !== undefined) return false;
    if (current === undefined) enrolments.setKey(box, publicKey, now);
    const older = unsealed === undefined ? '' : `, unsealed through ${unsealed.through} of ${unsealed.epoch}`;
    const deed = { atMs: now, by: HUB, office, subject: box, detail: `${publicKey}${older}` };
    if (current === undefined) journal.append({ ...deed, action: KEY_PINNED });
    else if (unsealed !== undefined && !seals.hasTail(box))
      journal.append({ ...deed, action: BEGAN_TO_SEAL });
    seals.beginsToSeal(box, unsealed);
    return true;
  }
}
