import type { VoiceLanguage } from '#contract/values.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { voiceLanguages } from '#words/voiceLanguages.js';
import { PROMPTS, type VoiceTuning } from '../ports/voice.js';
import { type Clip, clipPath, PromptLibrary } from './promptLibrary.js';
import { everyPrompt, renderPrompts, type WantedClip } from './promptRenderer.js';
import { QuietCopies } from './quietCopies.js';
import { type Clips, Repertoire } from './repertoire.js';
import { isSpeechless, type Synthesiser } from './synthesiser.js';

export interface PromptSoundsOptions {
  /** Searched in this order and never written: the office's recordings before the prompts of the installation. */
  readonly folders: readonly string[];
  /** Where synthesised prompts are kept from run to run. */
  readonly cache: string;
  /** Where copies at a lower volume are kept while they are in use; best in memory. */
  readonly copies: string;
  /** Speaks what no folder has; undefined: only what was recorded is heard. */
  readonly synthesiser: Synthesiser | undefined;
  readonly logger: Logger;
}

/** Gets the sounds of the prompts ready, all of its work outside the moment in which one is said. */
export class PromptSounds {
  private readonly given: PromptLibrary;
  private readonly cached: PromptLibrary;
  private readonly copies: QuietCopies;
  private work: Promise<void>;

  constructor(private readonly options: PromptSoundsOptions) {
    const { folders, cache, copies, logger } = options;
    this.given = new PromptLibrary({ folders, logger });
    this.cached = new PromptLibrary({ folders: [cache], logger });
    this.copies = new QuietCopies(copies);
    this.work = Promise.resolve();
  }

  /**
   * Calls `ready` with what can be said as soon as the existing sounds are read, and again when missing ones were
   * synthesised. Resolves when nothing more will come, or soon after `signal` is aborted; one preparation runs at a
   * time. Never rejects: whatever cannot be had is logged.
   */
  makeReady(
    tuning: VoiceTuning,
    ready: (repertoire: Repertoire) => void,
    signal: AbortSignal,
  ): Promise<void> {
    this.work = this.work
      .then(() => this.makeReadyNow(tuning, ready, signal))
      .catch((error) => this.options.logger.error({ err: error }, 'prompts cannot be made ready'));
    return this.work;
  }

  /** Removes copies that an earlier run could not, and those of this one. */
  async clear(): Promise<void> {
    await this.removal(this.copies.clear());
  }

  private async makeReadyNow(
    tuning: VoiceTuning,
    ready: (repertoire: Repertoire) => void,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    this.warnOfUnchecked(tuning.languages);
    const all = everyPrompt(tuning.languages);
    const given = await this.gather(this.given, all, signal);
    const wanted = all.filter(({ prompt, language }) => !given.has(clipPath(prompt, language)));
    const cached = await this.gather(this.cached, wanted, signal);
    let repertoire = await this.attune(tuning, new Map([...given, ...cached]));
    ready(repertoire);
    if (!signal.aborted && (await this.synthesise(wanted, signal))) {
      const made = await this.gather(this.cached, wanted, signal);
      repertoire = await this.attune(tuning, new Map([...given, ...made]));
      ready(repertoire);
    }
    if (!signal.aborted) this.warnOfMissing(tuning.languages, repertoire);
  }

  private async gather(
    library: PromptLibrary,
    wanted: readonly WantedClip[],
    signal: AbortSignal,
  ): Promise<Clips> {
    const found = new Map<string, Clip>();
    for (const { prompt, language } of wanted) {
      if (signal.aborted) break;
      const clip = await library.find(prompt, language);
      if (clip !== undefined) found.set(clipPath(prompt, language), clip);
    }
    return found;
  }

  /** At the tuned volume if that can be had: an office that hears the box too loud is better off than one that does not. */
  private async attune({ languages, volume }: VoiceTuning, clips: Clips): Promise<Repertoire> {
    if (volume >= 100) return new Repertoire(languages, clips);
    try {
      const quiet = await this.copies.make(clips, volume);
      return new Repertoire(languages, quiet.clips, undefined, () => this.removal(quiet.remove()));
    } catch (error) {
      const defect = `spoken at full volume: ${messageOf(error)}`;
      return new Repertoire(languages, clips, defect);
    }
  }

  private async removal(removing: Promise<void>): Promise<void> {
    try {
      await removing;
    } catch (error) {
      this.options.logger.warn({ reason: messageOf(error) }, 'copies of prompts cannot be removed');
    }
  }

  /** Whether anything new can be heard. */
  private async synthesise(wanted: readonly WantedClip[], signal: AbortSignal): Promise<boolean> {
    const { cache, logger, synthesiser } = this.options;
    const speakable = wanted.filter(({ language }) => this.speechless(language) === undefined);
    if (synthesiser === undefined || speakable.length === 0) return false;
    try {
      const { rendered, failed } = await renderPrompts(synthesiser, cache, speakable, signal);
      if (rendered.length > 0) logger.info({ prompts: rendered.length }, 'prompts synthesised');
      const [reason] = failed.values();
      if (reason !== undefined && !signal.aborted) {
        logger.warn({ prompts: [...failed.keys()], reason }, 'prompts cannot be synthesised');
      }
      return rendered.length > 0;
    } catch (error) {
      logger.warn({ reason: messageOf(error) }, 'prompts cannot be synthesised');
      return false;
    }
  }

  /** Why the language cannot be synthesised, if it cannot. */
  private speechless(language: VoiceLanguage): string | undefined {
    const script = this.options.synthesiser?.script('thanks', language);
    if (script === undefined) return 'there are no recordings and no synthesiser';
    return isSpeechless(script) ? script.missing : undefined;
  }

  private warnOfUnchecked(languages: readonly VoiceLanguage[]): void {
    const unchecked = languages.filter((language) => !voiceLanguages[language].checked);
    if (unchecked.length === 0) return;
    this.options.logger.warn(
      { languages: unchecked },
      'no native speaker has checked the prompts of a language that is on',
    );
  }

  private warnOfMissing(languages: readonly VoiceLanguage[], repertoire: Repertoire): void {
    for (const language of languages) {
      const prompts = repertoire.lacking(language);
      const reason = this.speechless(language) ?? 'no sound could be made';
      if (prompts.length === PROMPTS.length) {
        this.options.logger.warn({ language, reason }, 'a language has no sound and is skipped');
      } else if (prompts.length > 0) {
        this.options.logger.warn({ language, prompts, reason }, 'prompts of a language have no sound');
      }
    }
  }
}
