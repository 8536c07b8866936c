import type { DocketContent } from '../docket/docketCodec.js';
import type { Dockets } from '../docket/dockets.js';
import type { PlaceStore } from '../store/placeStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { IssuanceRecord } from './windowRecord.js';
import type { SetAsideReason } from './windowRules.js';

export interface WindowRebuilderOptions {
  readonly windows: WindowStore;
  readonly places: Pick<PlaceStore, 'officesOf' | 'hasCounter'>;
  readonly dockets: Pick<Dockets, 'open'>;
}

/** What a box says of an offer that this hub does not know. */
export interface Unknown {
  readonly box: string;
  /** The window offered. */
  readonly window: string;
  readonly issuance?: string;
  readonly docket?: string;
}

/** What comes of it; nothing is stored yet. */
export type Rebuilt =
  /** The issuance as it was before the hub lost it. */
  | { readonly kind: 'issuance'; readonly issuance: IssuanceRecord }
  /** The same document was issued before (W1). */
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly reason: SetAsideReason };

/**
 * Makes anew, from the docket a box kept, what a hub lost since its backup. Runs inside the transaction of the box's
 * report. What does not open, fits no place of the box, or contradicts what is stored makes nothing.
 */
export class WindowRebuilder {
  constructor(private readonly options: WindowRebuilderOptions) {}

  rebuild({ box, window, issuance, docket }: Unknown): Rebuilt {
    const { dockets, places, windows } = this.options;
    if (docket === undefined) return refused('unknown-window');
    const content = dockets.open(box, window, docket);
    if (content === undefined) return refused('docket/unreadable');
    if (!places.officesOf(box)?.has(content.office) || !places.hasCounter(content.office, content.counter))
      return refused('docket/misplaced');
    if (issuance !== undefined && issuance !== content.issuance) return refused('docket/contradicts');
    if (windows.issuanceById(content.issuance) !== undefined) return refused('docket/contradicts');
    const again = windows.issuance(content.office, content.kind, content.number);
    if (again !== undefined && !isSame(again, content)) return refused('docket/contradicts');
    if (again !== undefined && again.receivedMs <= content.receivedMs) return { kind: 'known' };
    if (again !== undefined && !this.yields(again)) return refused('docket/contradicts');
    return { kind: 'issuance', issuance: issuanceOf(content, window, again?.voidedMs ?? null) };
  }

  /** Stores the issuance, for the window it belongs to; what the same document was given meanwhile makes way (W1). */
  store(issuance: IssuanceRecord): void {
    const { windows } = this.options;
    const again = windows.issuance(issuance.office, issuance.kind, issuance.number);
    if (again !== undefined) windows.removeIssuance(again.id);
    windows.insertIssuance(issuance);
    const second = again === undefined ? undefined : windows.byId(again.window);
    if (second !== undefined && windows.issuancesOf(second.id).length === 0) windows.remove(second);
  }

  /**
   * The issuing system may have sent the document again before the box came with the first time: the same document opens
   * one window, and that was the first. Only a rating given meanwhile stays what it is.
   */
  private yields({ window }: IssuanceRecord): boolean {
    const { windows } = this.options;
    return windows.byId(window)?.outcome !== 'rated' || windows.issuancesOf(window).length > 1;
  }
}

const refused = (reason: SetAsideReason): Rebuilt => ({ kind: 'refused', reason });

const isSame = (one: IssuanceRecord, other: DocketContent): boolean =>
  (['counter', 'clerk', 'service', 'visit'] as const).every((field) => one[field] === other[field]);

function issuanceOf(content: DocketContent, offered: string, voidedMs: number | null): IssuanceRecord {
  const { issuance, ...document } = content;
  return { ...document, id: issuance, voidedMs, offered, window: offered };
}
