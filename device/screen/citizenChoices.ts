import type { VoiceLanguage } from '#contract/values.js';
import type { Clock, Timer } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { Scene } from '../ports/panel.js';
import type { Choices } from './screenMessages.js';

/** The closing words are still said in the citizen's language and size; then the screen is as everybody finds it. */
const AFTERGLOW_MS = 8_000;
const NONE: Choices = {};

/** Whether a citizen is asked for a rating. */
export const asks = ({ kind }: Scene): boolean => kind === 'invite' || kind === 'countdown';

export interface CitizenChoicesOptions {
  readonly clock: Clock;
  /** The choices are gone, by themselves. */
  readonly forgotten: () => void;
}

/** What one citizen chose on the screen, for as long as that citizen stands before it: the next one starts anew. */
export class CitizenChoices {
  private chosen: Choices = NONE;
  private asked = false;
  private afterglow: Timer | undefined;

  constructor(private readonly options: CitizenChoicesOptions) {}

  get current(): Choices {
    return this.chosen;
  }

  /**
   * Joins what was just chosen to what was chosen before. Throws `CodedError` `screen/no-window` while nobody is
   * asked anything, and `screen/not-offered` for a language that is not offered.
   */
  choose(choices: Choices, offered: readonly VoiceLanguage[]): void {
    if (!this.asked) throw new CodedError('screen/no-window', 'nobody is asked for a rating just now');
    const { language } = choices;
    if (language !== undefined && !offered.includes(language)) {
      throw new CodedError('screen/not-offered', `${language} is not offered, ${offered.join(', ')} are`);
    }
    this.chosen = { ...this.chosen, ...choices };
  }

  /** Forgets a language that is not offered any more. */
  keepTo(offered: readonly VoiceLanguage[]): void {
    const { language, ...others } = this.chosen;
    if (language !== undefined && !offered.includes(language)) this.chosen = others;
  }

  /** The scene shown next: an invitation after a window is another citizen's. */
  follow(scene: Scene): void {
    const asked = asks(scene);
    if (asked && !this.asked) this.forget();
    if (!asked && this.asked) this.fade();
    this.asked = asked;
  }

  stop(): void {
    this.afterglow?.cancel();
  }

  private forget(): void {
    this.afterglow?.cancel();
    this.chosen = NONE;
  }

  private fade(): void {
    this.afterglow = this.options.clock.after(AFTERGLOW_MS, () => {
      this.forget();
      this.options.forgotten();
    });
  }
}
