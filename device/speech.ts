import type { BoxSettings } from '#contract/boxSettings.js';
import type { HealthBoard } from './healthBoard.js';
import type { HubTime } from './hubTime.js';
import type { Utterance, Voice } from './ports/voice.js';
import { isQuiet } from './quietHours.js';

/** What the box says aloud, and when it does not: the voice under the settings of the box. */
export class Speech {
  constructor(
    private readonly voice: Voice,
    private readonly hubTime: HubTime,
    private readonly health: HealthBoard,
    private settings: BoxSettings,
    /** Shows what is said, also while it is not to be heard (EN 301 549 5.1). */
    private readonly caption: (utterance: Utterance) => void = () => undefined,
  ) {}

  async start(): Promise<void> {
    this.voice.tune(this.settings);
    await this.voice.start((fault) => this.health.note('voice', fault === undefined ? 'ok' : 'fault', fault));
  }

  /** Settings hold from the next prompt on; what is being said when quiet hours begin is said to its end. */
  apply(settings: BoxSettings): void {
    this.settings = settings;
    this.voice.tune(settings);
  }

  /** Whether a prompt would be heard now. */
  get audible(): boolean {
    return this.settings.volume > 0 && !isQuiet(this.settings.quietHours, this.hubTime.now());
  }

  /** A prompt that is not to be heard still ends what is being said. */
  say(utterance: Utterance): void {
    this.caption(utterance);
    if (this.audible) this.voice.say(utterance);
    else this.voice.hush();
  }

  async stop(): Promise<void> {
    await this.voice.stop();
  }
}
