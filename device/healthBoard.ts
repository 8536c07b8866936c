import type { Health, Heartbeat } from '#contract/presence.js';

export type BoxPart = 'panel' | 'voice' | 'storage';

export interface PartHealth {
  readonly health: Health;
  /** Why it is not `ok`, for whoever comes to mend it. */
  readonly detail?: string;
}

const LONGEST_DETAIL = 200;

/** How the parts of the box are, and a word whenever that changes. */
export class HealthBoard {
  private readonly parts: Record<BoxPart, PartHealth> = {
    panel: { health: 'absent' },
    voice: { health: 'ok' },
    storage: { health: 'ok' },
  };

  constructor(private readonly changed: () => void) {}

  note(part: BoxPart, health: Health, detail?: string): void {
    const before = this.parts[part];
    const clipped = detail?.slice(0, LONGEST_DETAIL);
    if (before.health === health && before.detail === clipped) return;
    this.parts[part] = { health, ...(clipped === undefined ? {} : { detail: clipped }) };
    this.changed();
  }

  of(part: BoxPart): PartHealth {
    return this.parts[part];
  }

  /** The part of a heartbeat that tells of it. */
  report(): Pick<Heartbeat, BoxPart | 'details'> {
    const { panel, voice, storage } = this.parts;
    const details = {
      ...(panel.detail === undefined ? {} : { panel: panel.detail }),
      ...(voice.detail === undefined ? {} : { voice: voice.detail }),
      ...(storage.detail === undefined ? {} : { storage: storage.detail }),
    };
    return {
      panel: panel.health,
      voice: voice.health,
      storage: storage.health,
      ...(Object.keys(details).length === 0 ? {} : { details }),
    };
  }
}
