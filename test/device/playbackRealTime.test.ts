import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { playerOf } from '../../device/adapters/player.js';
import { PromptSounds } from '../../device/adapters/promptSounds.js';
import { WavVoice } from '../../device/adapters/wavVoice.js';
import { hasPulse, PulseServer } from '../support/pulseServer.js';
import { temporaryFolder } from '../support/temporary.js';
import { RATE, writeClip } from '../support/wavFiles.js';

/** How long a prompt may still be heard after it was cut (B3). */
const CUT_MS = 100;

/** Without a zero and without two equal pieces, so that a recording of it cannot be mistaken. */
function chirp(seconds: number, from: number): Int16Array {
  return Int16Array.from({ length: Math.round(RATE * seconds) }, (_, index) => {
    const sample = Math.round(9_000 * Math.sin(((from + index / 40) * 2 * Math.PI * index) / RATE));
    return sample === 0 ? 1 : sample;
  });
}

const INVITE = chirp(12, 200);
const THANKS = chirp(0.4, 900);

async function talkingBox(pulse: PulseServer): Promise<WavVoice> {
  const folder = temporaryFolder();
  writeClip(folder, 'invite', 'zh', INVITE);
  for (const prompt of ['thanks', 'closed', 'one-key', 'wait'] as const) {
    writeClip(folder, prompt, 'zh', THANKS);
  }
  const voice = new WavVoice({
    sounds: new PromptSounds({
      folders: [folder],
      cache: folder,
      copies: folder,
      synthesiser: undefined,
      logger: silentLogger,
    }),
    player: playerOf(pulse.player),
    tuning: { languages: ['zh'], volume: 100 },
    clock: systemClock,
    logger: silentLogger,
  });
  onTestFinished(() => voice.stop());
  await voice.start((fault) => expect(fault).toBeUndefined());
  return voice;
}

/** The sounds between silences. */
function soundsOf(recorded: Int16Array): Int16Array[] {
  const sounds: Int16Array[] = [];
  let from: number | undefined;
  for (let at = 0; at <= recorded.length; at += 1) {
    const silent = at === recorded.length || recorded[at] === 0;
    if (!silent) from ??= at;
    else if (from !== undefined) {
      sounds.push(recorded.subarray(from, at));
      from = undefined;
    }
  }
  return sounds;
}

/** A sound server may swallow this much of the beginning of a sound when it wakes up. */
const SWALLOWED = RATE / 50;

/** Where in a sound a recording of it begins, every sample of it being equal; undefined if it is none. */
function beginningOf(recording: Int16Array, sound: Int16Array): number | undefined {
  for (let from = 0; from < SWALLOWED; from += 1) {
    if (recording.every((sample, index) => sample === sound[from + index])) return from;
  }
  return undefined;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => void systemClock.after(ms, resolve));

// Sound runs in real time, and the recorder with it: a machine that stalls for longer than the limit shows in both.
describe.skipIf(!hasPulse())('playback in real time', { retry: 2 }, () => {
  it.each([1, 2])(
    'B3 thanks cuts invite short within 100 ms and is heard whole, nothing over it (%i)',
    async () => {
      const pulse = await PulseServer.start();
      const voice = await talkingBox(pulse);
      voice.say({ prompt: 'invite' });
      const begun = await pulse.sound();
      await wait(700);
      const cut = systemClock.monotonic();
      voice.say({ prompt: 'thanks' });
      await pulse.silence(600);
      const [invite = new Int16Array(), thanks = new Int16Array(), ...others] = soundsOf(pulse.recorded);
      expect(others).toEqual([]);
      expect(beginningOf(invite, INVITE), 'invite and nothing over it').toBeDefined();
      expect((beginningOf(thanks, THANKS) ?? Number.NaN) + thanks.length, 'thanks to its end').toBe(
        THANKS.length,
      );
      // `begun` is late by what the recorder takes, so this is rather too long than too short.
      const heardAfterCut = (invite.length / RATE) * 1000 - (cut - begun);
      expect(heardAfterCut).toBeLessThan(CUT_MS);
    },
  );

  it('B3 nothing is heard any more 100 ms after it was hushed', async () => {
    const pulse = await PulseServer.start();
    const voice = await talkingBox(pulse);
    voice.say({ prompt: 'invite' });
    const begun = await pulse.sound();
    await wait(400);
    const cut = systemClock.monotonic();
    voice.hush();
    await pulse.silence(1_000);
    const [invite = new Int16Array(), ...others] = soundsOf(pulse.recorded);
    expect(others).toEqual([]);
    expect((invite.length / RATE) * 1000 - (cut - begun)).toBeLessThan(CUT_MS);
  });
});
