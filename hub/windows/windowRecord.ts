import type { IssuanceKind, Level, MissedReason, Outcome } from '#contract/values.js';
import type { WindowState } from '#contract/views.js';

/** A rating window as the hub keeps it. Times are Unix milliseconds UTC. */
export interface WindowRecord {
  readonly id: string;
  readonly office: string;
  readonly counter: string;
  readonly clerk: string;
  readonly kind: IssuanceKind;
  readonly service: string | null;
  readonly visit: string | null;
  readonly box: string | null;
  readonly state: WindowState;
  readonly issuedMs: number;
  readonly lengthMs: number;
  readonly openedMs: number | null;
  /** When it closes if nobody presses. */
  readonly closesMs: number | null;
  readonly endedMs: number | null;
  readonly outcome: Outcome | null;
  readonly reason: MissedReason | null;
  /** The hub's own verdict for want of a report; the box's word replaces it. */
  readonly provisional: boolean;
  readonly level: Level | null;
  readonly afterMs: number | null;
  readonly extraPresses: number;
  /** The citizen asked for more time (W12). */
  readonly extended: boolean;
  readonly flagged: boolean;
  /** Taken out of the figures (S10); only ratings are. */
  readonly excluded: boolean;
  /** The import it came with; null for a window of this hub. */
  readonly source: string | null;
  /** When the hub looks at it again if the box stays silent. */
  readonly dueMs: number | null;
}

export interface IssuanceRecord {
  readonly id: string;
  readonly office: string;
  readonly kind: IssuanceKind;
  readonly number: string;
  readonly counter: string;
  readonly clerk: string;
  readonly service: string | null;
  readonly visit: string | null;
  readonly issuedMs: number;
  readonly receivedMs: number;
  readonly voidedMs: number | null;
  /** The window the box may open for it. */
  readonly offered: string;
  /** The window whose rating covers it. */
  readonly window: string;
}

export type WindowChange = Partial<Omit<WindowRecord, 'id' | 'office' | 'counter' | 'clerk' | 'kind'>>;
