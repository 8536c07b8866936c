import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { playerOf } from '../../device/adapters/player.js';
import { PromptSounds, type PromptSoundsOptions } from '../../device/adapters/promptSounds.js';
import { WavVoice, type WavVoiceOptions } from '../../device/adapters/wavVoice.js';
import type { VoiceTuning } from '../../device/ports/voice.js';
import { EventQueue } from './eventQueue.js';
import { type DeskPlayer, SoundDesk } from './soundDesk.js';

export const BOTH: VoiceTuning = { languages: ['zh', 'en'], volume: 100 };

export const voiceFolder = (): string => mkdtempSync(join(tmpdir(), 'voice-'));

/** The sounds of one folder of recordings, with its cache and its copies within it. */
export const soundsIn = (folder: string, options: Partial<PromptSoundsOptions> = {}): PromptSounds =>
  new PromptSounds({
    folders: [folder],
    cache: join(folder, 'cache'),
    copies: join(folder, 'copies'),
    synthesiser: undefined,
    logger: silentLogger,
    ...options,
  });

export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A `WavVoice` on a folder of recordings, whose players a test conducts. */
export class DeskVoice {
  readonly clock = new ManualClock();
  readonly faults = new EventQueue<string | undefined>();
  private readonly players = new EventQueue<DeskPlayer>();
  private voice: WavVoice | undefined;

  private constructor(
    readonly folder: string,
    readonly desk: SoundDesk,
  ) {}

  static async open(): Promise<DeskVoice> {
    const folder = voiceFolder();
    const begun = (player: DeskPlayer): void => rig.players.push(player);
    const rig: DeskVoice = new DeskVoice(folder, await SoundDesk.open(folder, begun));
    return rig;
  }

  async close(): Promise<void> {
    await this.voice?.stop();
    await this.desk.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Resolves when what exists can be said. */
  async begin(options: Partial<WavVoiceOptions> = {}): Promise<WavVoice> {
    const voice = new WavVoice({
      sounds: soundsIn(this.folder),
      player: playerOf(this.desk.player),
      tuning: BOTH,
      clock: this.clock,
      logger: silentLogger,
      ...options,
    });
    this.voice = voice;
    await voice.start((fault) => this.faults.push(fault));
    return voice;
  }

  /** Resolves when its sounds are as good as they will be. */
  async start(options: Partial<WavVoiceOptions> = {}): Promise<WavVoice> {
    const voice = await this.begin(options);
    await voice.settled;
    return voice;
  }

  nextPlayer(): Promise<DeskPlayer> {
    return this.players.next('a player');
  }

  /** The file it was given, from the folder on. */
  fileOf(player: DeskPlayer): string {
    return player.file.slice(this.folder.length + 1);
  }
}
