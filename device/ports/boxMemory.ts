import type { BoxSettings } from '#contract/boxSettings.js';
import type { CounterId, OfficeId } from '#contract/values.js';

/** Where the box stands. */
export interface Place {
  readonly office: OfficeId;
  /** Absent while it stands at no counter. */
  readonly counter?: CounterId | undefined;
}

/**
 * What a box remembers besides its events: what the hub has told it. A getter returns undefined where the hub has
 * told nothing yet. `keep…` returns only when the value survives a power cut, and throws `CodedError`
 * `memory/cannot-store` when the disk refuses; what was kept before is still there then.
 */
export interface BoxMemory {
  settings(): BoxSettings | undefined;
  keepSettings(settings: BoxSettings): void;
  place(): Place | undefined;
  keepPlace(place: Place): void;
}
