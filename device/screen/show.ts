import { DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import type { VoiceLanguage } from '#contract/values.js';
import type { Clock, Timer } from '#platform/clock.js';
import type { Scene } from '../ports/panel.js';
import type { Utterance } from '../ports/voice.js';
import { asks, CitizenChoices } from './citizenChoices.js';
import type { Caption, Choices, ScreenState } from './screenMessages.js';

/** Long enough to read a sentence slowly. */
const CAPTION_MS = 6_000;

/** What is to be seen: the scene, the words being spoken, the languages on offer and what the citizen chose. */
export class Show {
  private scene: Scene = { kind: 'dark' };
  private shownAt = 0;
  private totalMs = 0;
  private caption: Caption | undefined;
  private captionEnd: Timer | undefined;
  private languages: readonly VoiceLanguage[] = DEFAULT_BOX_SETTINGS.languages;
  private readonly choices: CitizenChoices;

  /** `changed` is called whenever `state` says something else than before, but for the passing of time. */
  constructor(
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {
    this.choices = new CitizenChoices({ clock, forgotten: changed });
  }

  state(): ScreenState {
    return {
      scene: this.sceneNow(),
      totalMs: this.totalMs,
      languages: this.languages,
      choices: this.choices.current,
      ...(this.caption !== undefined && { caption: this.caption }),
    };
  }

  show(scene: Scene): void {
    if (asks(scene) !== asks(this.scene)) this.caption = undefined;
    this.choices.follow(scene);
    this.scene = scene;
    this.shownAt = this.clock.monotonic();
    if (scene.kind === 'invite') this.totalMs = scene.leftMs;
    this.changed();
  }

  /** Shows the words of an utterance for a few seconds, but no longer than they fit what is asked. */
  say({ prompt, language }: Utterance): void {
    this.captionEnd?.cancel();
    this.caption = { prompt, ...(language !== undefined && { language }) };
    this.captionEnd = this.clock.after(CAPTION_MS, () => {
      this.caption = undefined;
      this.changed();
    });
    this.changed();
  }

  /** Offers these languages, the first one by default. None is no offer and changes nothing. */
  offer(languages: readonly VoiceLanguage[]): void {
    if (languages.length === 0) return;
    this.languages = [...languages];
    this.choices.keepTo(languages);
    this.changed();
  }

  /** Throws `CodedError` `screen/no-window` or `screen/not-offered`. */
  choose(choices: Choices): void {
    this.choices.choose(choices, this.languages);
    this.changed();
  }

  /** No timer is left. */
  stop(): void {
    this.captionEnd?.cancel();
    this.choices.stop();
  }

  private sceneNow(): Scene {
    const { scene } = this;
    if (scene.kind !== 'invite') return scene;
    return { ...scene, leftMs: Math.max(0, scene.leftMs - (this.clock.monotonic() - this.shownAt)) };
  }
}
