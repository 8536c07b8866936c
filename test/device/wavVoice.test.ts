import { rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VOICE_LANGUAGES, type VoiceLanguage } from '#contract/values.js';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { voiceLanguages } from '#words/voiceLanguages.js';
import { playerOf } from '../../device/adapters/player.js';
import { WavVoice } from '../../device/adapters/wavVoice.js';
import { PROMPTS } from '../../device/ports/voice.js';
import { type Heard, type VoiceRig, voiceConformance } from '../conformance/voice.js';
import { BOTH, DeskVoice, isAlive, soundsIn, voiceFolder } from '../support/deskVoice.js';
import { EventQueue } from '../support/eventQueue.js';
import { type DeskPlayer, SoundDesk } from '../support/soundDesk.js';
import { writeClip, writeClips } from '../support/wavFiles.js';

const promptOf = (file: string): string => {
  const name = basename(file, '.wav');
  return PROMPTS.find((prompt) => name.startsWith(prompt)) ?? name;
};
const languageOf = (file: string): VoiceLanguage | undefined => {
  const tag = basename(dirname(file));
  return VOICE_LANGUAGES.find((language) => voiceLanguages[language].tag === tag);
};

/** Turns the players' processes, one for each language, into what is heard of a prompt. */
class Ears {
  readonly heard = new EventQueue<Heard>();
  readonly overlaps: string[] = [];
  private readonly following = new EventQueue<DeskPlayer>();
  private current: DeskPlayer | undefined;
  private awaited = 0;

  note(player: DeskPlayer): void {
    if (this.current !== undefined && isAlive(this.current.pid)) this.overlaps.push(player.file);
    this.current = player;
    if (this.awaited > 0) this.following.push(player);
    else this.heard.push(`${promptOf(player.file)} began` as Heard);
    void player.ended.then((how) => {
      if (how === 'cut') this.heard.push(`${promptOf(player.file)} cut` as Heard);
      else if (this.awaited === 0) this.heard.push(`${promptOf(player.file)} finished` as Heard);
    });
  }

  async finish(count: number): Promise<readonly VoiceLanguage[]> {
    const languages: VoiceLanguage[] = [];
    this.awaited = count;
    while (this.awaited > 0) {
      const player = languages.length > 0 ? await this.following.next('the next language') : this.current;
      this.awaited -= 1;
      if (player === undefined) break;
      languages.push(languageOf(player.file) ?? 'zh');
      player.finish();
    }
    return languages;
  }
}

async function conformanceRig(): Promise<VoiceRig> {
  const folder = voiceFolder();
  writeClips(folder, ['zh', 'en', 'vi']);
  const ears = new Ears();
  const desk = await SoundDesk.open(folder, (player) => ears.note(player));
  const voice = new WavVoice({
    sounds: soundsIn(folder),
    player: playerOf(desk.player),
    tuning: BOTH,
    clock: systemClock,
    logger: silentLogger,
  });
  return {
    voice,
    heard: ears.heard,
    tune: async (tuning) => {
      voice.tune(tuning);
      await voice.settled;
    },
    finish: (languages) => ears.finish(languages),
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
  let rig: DeskVoice;

  beforeEach(async () => {
    rig = await DeskVoice.open();
  });
  afterEach(() => rig.close());

  it('B3 speaks zh-TW, then English, one after the other', async () => {
    writeClips(rig.folder, ['zh', 'en']);
    (await rig.start()).say({ prompt: 'invite' });
    const first = await rig.nextPlayer();
    expect(rig.fileOf(first)).toBe('zh-TW/invite.wav');
    first.finish();
    const second = await rig.nextPlayer();
    expect(rig.fileOf(second)).toBe('en/invite.wav');
    expect(isAlive(first.pid)).toBe(false);
  });

  it('B3 speaks only the languages it is set to', async () => {
    writeClips(rig.folder, ['zh', 'en']);
    const speaker = await rig.start({ tuning: { languages: ['en'], volume: 100 } });
    speaker.say({ prompt: 'thanks' });
    const player = await rig.nextPlayer();
    expect(rig.fileOf(player)).toBe('en/thanks.wav');
    player.finish();
    await player.ended;
    speaker.say({ prompt: 'closed' });
    expect(rig.fileOf(await rig.nextPlayer())).toBe('en/closed.wav');
  });

  it('B3 drops the English invite when thanks cuts the Chinese one', async () => {
    writeClips(rig.folder, ['zh', 'en']);
    const speaker = await rig.start();
    speaker.say({ prompt: 'invite' });
    const invite = await rig.nextPlayer();
    speaker.say({ prompt: 'thanks' });
    expect(await invite.ended).toBe('cut');
    const thanks = await rig.nextPlayer();
    expect(rig.fileOf(thanks)).toBe('zh-TW/thanks.wav');
    expect(isAlive(invite.pid)).toBe(false);
  });

  it('B3 kills a player 2 s after its file should have ended, says so once, and recovers', async () => {
    writeClips(rig.folder, ['zh']);
    const speaker = await rig.start({ tuning: { languages: ['zh'], volume: 100 } });
    speaker.say({ prompt: 'invite' });
    const hanging = await rig.nextPlayer();
    rig.clock.advance(2_499);
    expect(rig.faults.unread).toEqual([]);
    expect(isAlive(hanging.pid)).toBe(true);
    rig.clock.advance(1);
    expect(await rig.faults.next('a fault')).toContain('hangs');
    expect(await hanging.ended).toBe('cut');
    speaker.say({ prompt: 'thanks' });
    (await rig.nextPlayer()).finish();
    expect(await rig.faults.next('the end of the fault')).toBeUndefined();
  });

  it('B3 kills what a wrapper around the player has started', async () => {
    writeClips(rig.folder, ['zh']);
    const wrapper = ['sh', '-c', '"$@"; true', 'sh', ...rig.desk.player];
    const speaker = await rig.start({
      tuning: { languages: ['zh'], volume: 100 },
      player: playerOf(wrapper),
    });
    speaker.say({ prompt: 'invite' });
    const player = await rig.nextPlayer();
    speaker.hush();
    expect(await player.ended).toBe('cut');
  });

  it('B3 is not held up by what a player leaves behind', async () => {
    writeClips(rig.folder, ['zh']);
    const daemon = ['sh', '-c', '"$@" & exit 0', 'sh', ...rig.desk.player];
    const speaker = await rig.start({ tuning: { languages: ['zh'], volume: 100 }, player: playerOf(daemon) });
    speaker.say({ prompt: 'invite' });
    const left = await rig.nextPlayer();
    speaker.say({ prompt: 'thanks' });
    expect(await left.ended).toBe('cut');
    expect(rig.fileOf(await rig.nextPlayer())).toBe('zh-TW/thanks.wav');
  });

  it("B3 reports the player's own last words as the fault", async () => {
    writeClips(rig.folder, ['zh', 'en']);
    rig.desk.failing = true;
    (await rig.start()).say({ prompt: 'invite' });
    expect(await rig.faults.next('a fault')).toBe('fake: audio open error');
  });

  it.each([
    ['is not installed', ['no-such-player'], 'cannot start no-such-player: it is not installed'],
    ['has no name', [''], 'cannot start'],
    ['cannot be named', ['a\0b'], 'cannot start'],
    ['ends with an error', ['false'], 'false ended with status 1'],
  ])('B3 says so, and throws nothing, when the player %s', async (_, player, fault) => {
    writeClips(rig.folder, ['zh', 'en']);
    const speaker = await rig.start({ player: playerOf(player) });
    expect(() => speaker.say({ prompt: 'invite' })).not.toThrow();
    expect(await rig.faults.next('a fault')).toContain(fault);
    speaker.say({ prompt: 'thanks' });
  });

  it('B3 names the prompts without any sound at its start, and goes on saying so', async () => {
    writeClip(rig.folder, 'thanks', 'en', new Int16Array(100));
    const speaker = await rig.start();
    expect(await rig.faults.next('a fault')).toBe('no sound file for invite, closed, one-key');
    speaker.say({ prompt: 'thanks' });
    const player = await rig.nextPlayer();
    player.finish();
    await player.ended;
    speaker.say({ prompt: 'closed' });
    await speaker.stop();
    expect(rig.faults.unread).toEqual([]);
  });
});
