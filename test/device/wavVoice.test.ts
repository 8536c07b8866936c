import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { LANGUAGES } from '#words/language.js';
import { PromptLibrary } from '../../device/adapters/promptLibrary.js';
import { WavVoice, type WavVoiceOptions } from '../../device/adapters/wavVoice.js';
import type { Prompt } from '../../device/ports/voice.js';
import { type Heard, type VoiceRig, voiceConformance } from '../conformance/voice.js';
import { EventQueue } from '../support/eventQueue.js';
import { type DeskPlayer, SoundDesk } from '../support/soundDesk.js';
import { writeClip, writeClips } from '../support/wavFiles.js';

const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'voice-'));
const library = (folder: string): PromptLibrary =>
  new PromptLibrary({ folders: [folder], logger: silentLogger });
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Turns the players' processes, one for each language, into what is heard of a prompt. */
class Ears {
  readonly heard = new EventQueue<Heard>();
  private readonly last = new EventQueue<DeskPlayer>();
  private current: DeskPlayer | undefined;

  readonly overlaps: string[] = [];

  note(player: DeskPlayer): void {
    if (this.current !== undefined && isAlive(this.current.pid)) this.overlaps.push(player.file);
    this.current = player;
    const prompt = basename(player.file, '.wav') as Prompt;
    const isLast = dirname(player.file).endsWith('en');
    if (isLast) this.last.push(player);
    else this.heard.push(`${prompt} began`);
    void player.ended.then((how) => {
      if (how === 'cut') this.heard.push(`${prompt} cut`);
      else if (isLast) this.heard.push(`${prompt} finished`);
    });
  }

  async finish(): Promise<void> {
    this.current?.finish();
    (await this.last.next('the prompt in the last language')).finish();
  }
}

async function conformanceRig(): Promise<VoiceRig> {
  const folder = temporaryFolder();
  writeClips(folder, LANGUAGES);
  const ears = new Ears();
  const desk = await SoundDesk.open(folder, (player) => ears.note(player));
  const voice = new WavVoice({
    prompts: library(folder),
    languages: LANGUAGES,
    player: desk.player,
    clock: systemClock,
    logger: silentLogger,
  });
  return {
    voice,
    heard: ears.heard,
    finish: () => ears.finish(),
    breakDevice: () => {
      desk.failing = true;
    },
    repairDevice: () => {
      desk.failing = false;
    },
    dispose: async () => {
      await desk.close();
      rmSync(folder, { recursive: true });
      expect(ears.overlaps).toEqual([]);
    },
  };
}

voiceConformance('WAV files through a player process', conformanceRig);

describe('WavVoice', () => {
  const clock = new ManualClock();
  let folder: string;
  let desk: SoundDesk;
  let players: EventQueue<DeskPlayer>;
  let faults: EventQueue<string | undefined>;
  let voice: WavVoice | undefined;

  beforeEach(async () => {
    folder = temporaryFolder();
    players = new EventQueue();
    desk = await SoundDesk.open(folder, (player) => players.push(player));
    faults = new EventQueue();
  });
  afterEach(async () => {
    await voice?.stop();
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  function start(options: Partial<WavVoiceOptions> = {}): WavVoice {
    voice = new WavVoice({
      prompts: library(folder),
      languages: LANGUAGES,
      player: desk.player,
      clock,
      logger: silentLogger,
      ...options,
    });
    voice.start((fault) => faults.push(fault));
    return voice;
  }
  const nextPlayer = (): Promise<DeskPlayer> => players.next('a player');

  it('B3 speaks zh-TW, then English, one after the other', async () => {
    writeClips(folder, LANGUAGES);
    start().say('invite');
    const first = await nextPlayer();
    expect(first.file).toBe(join(folder, 'zh-TW', 'invite.wav'));
    first.finish();
    const second = await nextPlayer();
    expect(second.file).toBe(join(folder, 'en', 'invite.wav'));
    expect(isAlive(first.pid)).toBe(false);
  });

  it('B3 speaks only the languages it is set to', async () => {
    writeClips(folder, LANGUAGES);
    const speaker = start({ languages: ['en'] });
    speaker.say('thanks');
    const player = await nextPlayer();
    expect(player.file).toBe(join(folder, 'en', 'thanks.wav'));
    player.finish();
    await player.ended;
    speaker.say('closed');
    expect((await nextPlayer()).file).toBe(join(folder, 'en', 'closed.wav'));
  });

  it('B3 drops the English invite when thanks cuts the Chinese one', async () => {
    writeClips(folder, LANGUAGES);
    const speaker = start();
    speaker.say('invite');
    const invite = await nextPlayer();
    speaker.say('thanks');
    expect(await invite.ended).toBe('cut');
    const thanks = await nextPlayer();
    expect(thanks.file).toBe(join(folder, 'zh-TW', 'thanks.wav'));
    expect(isAlive(invite.pid)).toBe(false);
  });

  it('B3 kills a player 2 s after its file should have ended, says so once, and recovers', async () => {
    writeClips(folder, ['zh']);
    const speaker = start({ languages: ['zh'] });
    speaker.say('invite');
    const hanging = await nextPlayer();
    clock.advance(2_499);
    expect(faults.unread).toEqual([]);
    expect(isAlive(hanging.pid)).toBe(true);
    clock.advance(1);
    expect(await faults.next('a fault')).toContain('hangs');
    expect(await hanging.ended).toBe('cut');
    speaker.say('thanks');
    (await nextPlayer()).finish();
    expect(await faults.next('the end of the fault')).toBeUndefined();
  });

  it('B3 kills what a wrapper around the player has started', async () => {
    writeClips(folder, ['zh']);
    const wrapper = ['sh', '-c', '"$@"; true', 'sh', ...desk.player];
    const speaker = start({ languages: ['zh'], player: wrapper });
    speaker.say('invite');
    const player = await nextPlayer();
    speaker.hush();
    expect(await player.ended).toBe('cut');
  });

  it('B3 is not held up by what a player leaves behind', async () => {
    writeClips(folder, ['zh']);
    const daemon = ['sh', '-c', '"$@" & exit 0', 'sh', ...desk.player];
    const speaker = start({ languages: ['zh'], player: daemon });
    speaker.say('invite');
    const left = await nextPlayer();
    speaker.say('thanks');
    expect(await left.ended).toBe('cut');
    expect((await nextPlayer()).file).toBe(join(folder, 'zh-TW', 'thanks.wav'));
  });

  it("B3 reports the player's own last words as the fault", async () => {
    writeClips(folder, LANGUAGES);
    desk.failing = true;
    start().say('invite');
    expect(await faults.next('a fault')).toBe('fake: audio open error');
  });

  it.each([
    ['is not installed', ['no-such-player'], 'cannot start no-such-player: it is not installed'],
    ['has no name', [''], 'cannot start'],
    ['cannot be named', ['a\0b'], 'cannot start'],
    ['ends with an error', ['false'], 'false ended with status 1'],
  ])('B3 says so, and throws nothing, when the player %s', async (_, player, fault) => {
    writeClips(folder, LANGUAGES);
    const speaker = start({ player });
    expect(() => speaker.say('invite')).not.toThrow();
    expect(await faults.next('a fault')).toContain(fault);
    speaker.say('thanks');
  });

  it('B3 names the prompts without any sound at its start, and goes on saying so', async () => {
    writeClip(folder, 'thanks', 'en', new Int16Array(100));
    const speaker = start();
    expect(await faults.next('a fault')).toBe('no sound file for invite, closed, one-key');
    speaker.say('thanks');
    const player = await nextPlayer();
    player.finish();
    await player.ended;
    speaker.say('closed');
    await speaker.stop();
    expect(faults.unread).toEqual([]);
  });
});
