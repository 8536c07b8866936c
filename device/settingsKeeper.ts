import { type BoxSettings, boxSettings, DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import type { Heartbeat } from '#contract/presence.js';
import { messageOf } from '#platform/errors.js';
import type { BoxMemory } from './ports/boxMemory.js';

const LONGEST_REFUSAL = 200;

/**
 * The settings in force: the last good ones the hub pushed, durable before they hold. What is not good is refused
 * whole, and the heartbeat says why.
 */
export class SettingsKeeper {
  private inForce: BoxSettings;
  private refused: string | undefined;

  constructor(
    private readonly memory: BoxMemory,
    private readonly applied: (settings: BoxSettings) => void,
  ) {
    this.inForce = memory.settings() ?? DEFAULT_BOX_SETTINGS;
  }

  get settings(): BoxSettings {
    return this.inForce;
  }

  take(pushed: { readonly revision: number }): void {
    if (pushed.revision === this.inForce.revision) return;
    try {
      const settings = boxSettings.check({ ...DEFAULT_BOX_SETTINGS, ...pushed });
      this.memory.keepSettings(settings);
      this.inForce = settings;
      this.refused = undefined;
    } catch (error) {
      this.refused = `revision ${pushed.revision}: ${messageOf(error)}`.slice(0, LONGEST_REFUSAL);
      return;
    }
    this.applied(this.inForce);
  }

  /** The part of a heartbeat that tells of them. */
  report(): NonNullable<Heartbeat['settings']> {
    const { revision } = this.inForce;
    return this.refused === undefined ? { revision } : { revision, refused: this.refused };
  }
}
