import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { Espeak } from '../../device/adapters/espeak.js';
import { playerOf } from '../../device/adapters/player.js';
import { clipPath } from '../../device/adapters/promptLibrary.js';
import { everyPrompt, renderPrompts } from '../../device/adapters/promptRenderer.js';
import { PromptSounds } from '../../device/adapters/promptSounds.js';
import { parseWav } from '../../device/adapters/wav.js';
import { decibelsOf } from '../../device/adapters/wavGain.js';
import { WavVoice } from '../../device/adapters/wavVoice.js';
import { PROMPTS, type VoiceTuning } from '../../device/ports/voice.js';
import { EventQueue } from '../support/eventQueue.js';
import { noise, writeClip } from '../support/wavFiles.js';

/** Sound arriving at the sound card: one playback, whose first samples have come; the rest is read when asked for. */
interface Playback {
  all(): Promise<Buffer>;
}

/** An ALSA sound card whose sound goes through a socket to the test, as slowly as the test reads it. */
class CaptureCard {
  readonly playbacks = new EventQueue<Playback>();
  private readonly server: Server;

  constructor(private readonly home: string) {
    this.server = createServer((line) => {
      line.once('data', (first) => this.playbacks.push(playback(line, first)));
    });
  }

  /** Plays through the real `aplay`, which finds the card in its home directory. */
  get player(): readonly string[] {
    return ['env', `HOME=${this.home}`, 'aplay', '-q'];
  }

  async open(): Promise<void> {
    const socket = join(this.home, 'card.sock');
    const sink = `|exec socat -u STDIN UNIX-CONNECT:${socket}`;
    writeFileSync(
      join(this.home, '.asoundrc'),
      `pcm.!default { type plug slave.pcm "capture" }\npcm.capture { type file slave.pcm "null" format "raw" file "${sink}" }\n`,
    );
    await new Promise<void>((resolve) => this.server.listen(socket, resolve));
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function playback(line: Socket, first: Buffer): Playback {
  line.pause();
  const chunks = [first];
  const ended = new Promise<void>((resolve) => line.once('close', () => resolve()));
  line.on('error', () => undefined);
  return {
    async all() {
      line.on('data', (chunk) => chunks.push(chunk));
      line.resume();
      await ended;
      return Buffer.concat(chunks);
    },
  };
}

describe('playback through ALSA', () => {
  let prompts: string;
  let home: string;
  let card: CaptureCard;
  let voice: WavVoice | undefined;

  beforeAll(async () => {
    prompts = mkdtempSync(join(tmpdir(), 'prompts-'));
    const languages = ['zh', 'en', 'vi', 'id'] as const;
    const { failed } = await renderPrompts(
      new Espeak({ clock: systemClock }),
      prompts,
      everyPrompt(languages),
    );
    expect([...failed]).toEqual([]);
  });
  afterAll(() => rmSync(prompts, { recursive: true }));

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'card-'));
    card = new CaptureCard(home);
    await card.open();
  });
  afterEach(async () => {
    await voice?.stop();
    await card.close();
    rmSync(home, { recursive: true });
  });

  async function start(
    folders: readonly string[],
    languages: VoiceTuning['languages'],
    volume = 100,
  ): Promise<EventQueue<string | undefined>> {
    const faults = new EventQueue<string | undefined>();
    const cache = join(home, 'cache');
    const copies = join(home, 'copies');
    voice = new WavVoice({
      sounds: new PromptSounds({ folders, cache, copies, synthesiser: undefined, logger: silentLogger }),
      player: playerOf(card.player),
      tuning: { languages, volume },
      clock: systemClock,
      logger: silentLogger,
    });
    await voice.start((fault) => faults.push(fault));
    return faults;
  }
  const next = (): Promise<Playback> => card.playbacks.next('a playback');

  function expectSound(played: Buffer, file: string): void {
    const { sound } = parseWav(readFileSync(file));
    expect(played.subarray(0, sound.length).equals(sound), `${file} sample by sample`).toBe(true);
    expect(
      played.subarray(sound.length).every((byte) => byte === 0),
      'only silence follows',
    ).toBe(true);
    expect(loudness(sound)).toBeGreaterThan(0.02);
  }

  it('B3 plays the synthesised invite in zh-TW and then in English, sample by sample', async () => {
    const faults = await start([prompts], ['zh', 'en']);
    voice?.say({ prompt: 'invite' });
    for (const language of ['zh', 'en'] as const) {
      expectSound(await (await next()).all(), join(prompts, clipPath('invite', language)));
    }
    expect(faults.unread).toEqual([]);
  });

  it('B3 plays every prompt in each language that is on, the right one and none of them silent', async () => {
    const languages = ['zh', 'en', 'vi', 'id'] as const;
    const faults = await start([prompts], languages);
    for (const prompt of PROMPTS) {
      voice?.say({ prompt });
      for (const language of languages) {
        expectSound(await (await next()).all(), join(prompts, clipPath(prompt, language)));
      }
    }
    expect(faults.unread).toEqual([]);
  });

  it('B3 plays the invitation that names the length of the window, in the language of the citizen', async () => {
    await start([prompts], ['zh', 'en']);
    voice?.say({ prompt: 'invite', language: 'en', lengthMs: 90_000 });
    expectSound(await (await next()).all(), join(prompts, clipPath('invite-90', 'en')));
  });

  it.each([50, 20])('B3 plays a prompt at volume %i so much quieter as it should be', async (volume) => {
    await start([prompts], ['zh'], volume);
    voice?.say({ prompt: 'thanks' });
    const played = await (await next()).all();
    const { sound } = parseWav(readFileSync(join(prompts, clipPath('thanks', 'zh'))));
    const change = 20 * Math.log10(loudness(played.subarray(0, sound.length)) / loudness(sound));
    expect(Math.abs(change - decibelsOf(volume))).toBeLessThan(0.1);
  });

  it('B3 plays nothing at volume 0, and nothing after it was hushed', async () => {
    const recordings = join(home, 'recordings');
    const long = noise(29);
    writeClip(recordings, 'invite', 'zh', long);
    const faults = await start([recordings, prompts], ['zh', 'en'], 0);
    voice?.say({ prompt: 'closed' });
    voice?.tune({ languages: ['zh', 'en'], volume: 100 });
    await voice?.settled;
    voice?.say({ prompt: 'invite' });
    const invite = await next();
    voice?.hush();
    const cut = await invite.all();
    expect(cut.length).toBeLessThan(long.byteLength / 2);
    expect(cut.equals(Buffer.from(long.buffer, 0, cut.length)), 'the beginning of invite').toBe(true);
    await voice?.stop();
    expect(card.playbacks.unread).toEqual([]);
    expect(faults.unread).toEqual([]);
  });

  it('B3 plays a recording instead of the synthesised prompt', async () => {
    const recordings = join(home, 'recordings');
    mkdirSync(recordings);
    writeClip(recordings, 'thanks', 'zh', noise(0.3));
    await start([recordings, prompts], ['zh', 'en']);
    voice?.say({ prompt: 'thanks' });
    expectSound(await (await next()).all(), join(recordings, clipPath('thanks', 'zh')));
    expectSound(await (await next()).all(), join(prompts, clipPath('thanks', 'en')));
  });

  it('B3 thanks cuts a playing invite short and is itself played whole', async () => {
    const recordings = join(home, 'recordings');
    // Far more than all buffers on the way hold, so that aplay is still at it when it is cut.
    const long = noise(29);
    writeClip(recordings, 'invite', 'zh', long);
    const faults = await start([recordings, prompts], ['zh']);
    voice?.say({ prompt: 'invite' });
    const invite = await next();
    voice?.say({ prompt: 'thanks' });
    expectSound(await (await next()).all(), join(prompts, clipPath('thanks', 'zh')));
    const cut = await invite.all();
    expect(cut.length).toBeGreaterThan(0);
    expect(cut.length).toBeLessThan(long.byteLength / 2);
    expect(cut.equals(Buffer.from(long.buffer, 0, cut.length)), 'the beginning of invite').toBe(true);
    expect(faults.unread).toEqual([]);
  });

  it('B3 reports a sound card that cannot be opened', async () => {
    writeFileSync(join(home, '.asoundrc'), 'pcm.!default { type hw card 31 }\n');
    const faults = await start([prompts], ['zh']);
    voice?.say({ prompt: 'invite' });
    expect(await faults.next('a fault')).toMatch(/audio open error/);
  });
});

/** Root mean square of 16-bit samples, 0–1. */
function loudness(sound: Uint8Array): number {
  const samples = new DataView(sound.buffer, sound.byteOffset, sound.byteLength);
  let sum = 0;
  for (let at = 0; at + 1 < sound.byteLength; at += 2) sum += (samples.getInt16(at, true) / 32_768) ** 2;
  return Math.sqrt(sum / (sound.byteLength / 2));
}
