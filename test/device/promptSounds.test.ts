import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VoiceLanguage } from '#contract/values.js';
import { PROMPT_NAMES } from '#words/prompts.js';
import { clipPath } from '../../device/adapters/promptLibrary.js';
import { PromptSounds } from '../../device/adapters/promptSounds.js';
import type { Repertoire } from '../../device/adapters/repertoire.js';
import { parseWav } from '../../device/adapters/wav.js';
import { decibelsOf } from '../../device/adapters/wavGain.js';
import type { Utterance, VoiceTuning } from '../../device/ports/voice.js';
import { LogWitness } from '../support/logWitness.js';
import { ScriptedSynthesiser } from '../support/scriptedSynthesiser.js';
import { temporaryFolder } from '../support/temporary.js';
import { noise, RATE, writeClip, writeClips } from '../support/wavFiles.js';

const SKIPPED = 'a language has no sound and is skipped';
const UNCHECKED = 'no native speaker has checked the prompts of a language that is on';

/** The folders of a box, what it logs, and what its preparations gave. */
class Kitchen {
  readonly root = temporaryFolder();
  readonly recordings = join(this.root, 'recordings');
  readonly installed = join(this.root, 'installed');
  readonly cache = join(this.root, 'cache');
  readonly copies = join(this.root, 'copies');
  readonly synthesiser: ScriptedSynthesiser;
  readonly log = new LogWitness();
  readonly ready: Repertoire[] = [];
  readonly abort = new AbortController();
  readonly sounds: PromptSounds;

  constructor(lacking: readonly VoiceLanguage[] = ['nan']) {
    this.synthesiser = new ScriptedSynthesiser(lacking);
    this.sounds = new PromptSounds({
      folders: [this.recordings, this.installed],
      cache: this.cache,
      copies: this.copies,
      synthesiser: this.synthesiser,
      logger: this.log.logger,
    });
  }

  async prepare(tuning: Partial<VoiceTuning> = {}): Promise<Repertoire> {
    const whole: VoiceTuning = { languages: ['zh', 'en'], volume: 100, ...tuning };
    await this.sounds.makeReady(whole, (repertoire) => this.ready.push(repertoire), this.abort.signal);
    const last = this.ready.at(-1);
    if (last === undefined) throw new Error('nothing was made ready');
    return last;
  }

  /** What is played for an utterance, from the root. */
  async files(utterance: Utterance, repertoire?: Repertoire): Promise<string[]> {
    const clips = (repertoire ?? (await this.prepare())).clipsFor(utterance);
    return clips.map(({ file }) => file.slice(this.root.length + 1));
  }
}

describe('PromptSounds', () => {
  it('B3 takes a recording before the prompt of the installation, file by file', async () => {
    const kitchen = new Kitchen();
    writeClips(kitchen.installed, ['zh', 'en']);
    writeClip(kitchen.recordings, 'thanks', 'zh', noise(0.2));
    expect(await kitchen.files({ prompt: 'thanks' })).toEqual([
      'recordings/zh-TW/thanks.wav',
      'installed/en/thanks.wav',
    ]);
    expect(kitchen.synthesiser.rendered).toEqual([]);
    expect(existsSync(kitchen.cache)).toBe(false);
  });

  it('B3 is ready with what exists before anything is synthesised, and synthesises only what is missing', async () => {
    const kitchen = new Kitchen();
    writeClips(kitchen.installed, ['zh']);
    kitchen.synthesiser.held = true;
    const preparing = kitchen.prepare();
    const first = await kitchen.synthesiser.orders.next('the first rendering');
    expect(kitchen.ready).toHaveLength(1);
    const early = await kitchen.files({ prompt: 'thanks' }, kitchen.ready[0]);
    expect(early).toEqual(['installed/zh-TW/thanks.wav']);
    kitchen.synthesiser.held = false;
    first.finish();
    const late = await kitchen.files({ prompt: 'thanks' }, await preparing);
    expect(late).toEqual(['installed/zh-TW/thanks.wav', 'cache/en/thanks.wav']);
    expect(kitchen.synthesiser.rendered).toEqual(PROMPT_NAMES.map((name) => `en ${name}`));
    expect(kitchen.synthesiser.crowd).toBe(1);
  });

  it('B3 writes nothing when everything was synthesised before', async () => {
    const kitchen = new Kitchen();
    await kitchen.prepare();
    const file = join(kitchen.cache, clipPath('invite', 'zh'));
    const list = join(kitchen.cache, 'rendered.json');
    const before = [file, list].map((path) => statSync(path).mtimeMs);
    kitchen.synthesiser.rendered.length = 0;
    await kitchen.prepare();
    expect(kitchen.synthesiser.rendered).toEqual([]);
    expect([file, list].map((path) => statSync(path).mtimeMs)).toEqual(before);
    expect(kitchen.ready).toHaveLength(3);
  });

  it('B3 goes on with what it has when nothing can be synthesised', async () => {
    const kitchen = new Kitchen();
    writeClip(kitchen.recordings, 'thanks', 'en', noise(0.1));
    kitchen.synthesiser.broken = true;
    const repertoire = await kitchen.prepare();
    expect(await kitchen.files({ prompt: 'thanks' }, repertoire)).toEqual(['recordings/en/thanks.wav']);
    expect(repertoire.silent).toEqual(['invite', 'closed', 'one-key']);
    expect(kitchen.log.messages).toEqual([
      'prompts cannot be synthesised',
      SKIPPED,
      'prompts of a language have no sound',
    ]);
  });

  it('B3 goes on when the cache cannot be written', async () => {
    const kitchen = new Kitchen();
    writeFileSync(kitchen.cache, 'no folder');
    writeClips(kitchen.installed, ['zh']);
    const repertoire = await kitchen.prepare();
    expect(repertoire.silent).toEqual([]);
    expect(kitchen.log.messages).toContain('prompts cannot be synthesised');
  });

  it('B3 skips a language without any sound, with one warning, and is not silent', async () => {
    const kitchen = new Kitchen();
    const repertoire = await kitchen.prepare({ languages: ['nan', 'zh'] });
    expect(await kitchen.files({ prompt: 'invite' }, repertoire)).toEqual(['cache/zh-TW/invite.wav']);
    expect(await kitchen.files({ prompt: 'invite', language: 'nan' }, repertoire)).toEqual([
      'cache/zh-TW/invite.wav',
    ]);
    expect(repertoire.silent).toEqual([]);
    expect(kitchen.log.messages.filter((text) => text === SKIPPED)).toHaveLength(1);
  });

  it('B3 speaks a language without a voice from recordings', async () => {
    const kitchen = new Kitchen();
    writeClips(kitchen.recordings, ['nan']);
    const repertoire = await kitchen.prepare({ languages: ['nan'] });
    expect(await kitchen.files({ prompt: 'wait' }, repertoire)).toEqual(['recordings/nan-TW/wait.wav']);
    expect(kitchen.log.messages).toEqual([UNCHECKED]);
  });

  it.each([
    [['zh', 'en'], 0],
    [['zh', 'vi', 'th'], 1],
  ] as const)('B3 tells who turns on %j that prompts are unchecked (%i)', async (languages, times) => {
    const kitchen = new Kitchen();
    await kitchen.prepare({ languages });
    expect(kitchen.log.messages.filter((text) => text === UNCHECKED)).toHaveLength(times);
  });

  it('B3 invites with the true number of seconds, or with none', async () => {
    const kitchen = new Kitchen();
    const repertoire = await kitchen.prepare({ languages: ['en'] });
    const invite = async (lengthMs?: number): Promise<string[]> =>
      kitchen.files({ prompt: 'invite', lengthMs }, repertoire);
    expect(await invite()).toEqual(['cache/en/invite.wav']);
    expect(await invite(30_000)).toEqual(['cache/en/invite.wav']);
    expect(await invite(60_000)).toEqual(['cache/en/invite-60.wav']);
    expect(await invite(90_000)).toEqual(['cache/en/invite-90.wav']);
    expect(await invite(120_000)).toEqual(['cache/en/invite-120.wav']);
    expect(await invite(40_000)).toEqual(['cache/en/invite-any.wav']);
    expect(await invite(29_999)).toEqual(['cache/en/invite-any.wav']);
  });

  it('B3 never promises 30 s for a window of 60 where only those were recorded', async () => {
    const kitchen = new Kitchen(['zh', 'en']);
    writeClip(kitchen.recordings, 'invite', 'zh', noise(0.1));
    const repertoire = await kitchen.prepare();
    expect(repertoire.clipsFor({ prompt: 'invite', lengthMs: 60_000 })).toEqual([]);
    writeClip(kitchen.recordings, 'invite-any', 'zh', noise(0.1));
    const better = await kitchen.prepare();
    expect(await kitchen.files({ prompt: 'invite', lengthMs: 60_000 }, better)).toEqual([
      'recordings/zh-TW/invite-any.wav',
    ]);
  });

  it('B3 plays the files themselves at full volume and quieter copies below', async () => {
    const kitchen = new Kitchen();
    writeClips(kitchen.installed, ['zh', 'en']);
    const [loud] = (await kitchen.prepare()).clipsFor({ prompt: 'invite' });
    expect(existsSync(kitchen.copies)).toBe(false);
    const quiet = await kitchen.prepare({ volume: 50 });
    const [copy] = quiet.clipsFor({ prompt: 'invite' });
    expect(copy?.durationMs).toBe(loud?.durationMs);
    expect(copy?.file).toBe(join(kitchen.copies, 'volume-1/zh-TW/invite.wav'));
    const change = 20 * Math.log10(levelOf(copy?.file) / levelOf(loud?.file));
    expect(change).toBeCloseTo(decibelsOf(50), 1);
    await quiet.dispose();
    expect(readdirSync(kitchen.copies)).toEqual([]);
  });

  it('B3 speaks at full volume, and says so, when there is no room for quieter copies', async () => {
    const kitchen = new Kitchen();
    writeClips(kitchen.installed, ['zh', 'en']);
    writeFileSync(kitchen.copies, 'no folder');
    const repertoire = await kitchen.prepare({ volume: 50 });
    expect(repertoire.defect).toMatch(/^spoken at full volume: E/);
    expect(await kitchen.files({ prompt: 'thanks' }, repertoire)).toHaveLength(2);
  });

  it('B3 refuses copies beyond 32 MB and leaves none of them', async () => {
    const kitchen = new Kitchen();
    const long = new Int16Array(RATE * 28).fill(1000);
    for (const language of ['zh', 'en', 'vi'] as const) {
      for (const name of PROMPT_NAMES) writeClip(kitchen.installed, name, language, long);
    }
    const repertoire = await kitchen.prepare({ languages: ['zh', 'en', 'vi'], volume: 50 });
    expect(repertoire.defect).toContain('take more than 32000000 bytes');
    expect(readdirSync(kitchen.copies)).toEqual([]);
  });

  it('removes the copies of a run that was cut off, and nothing else', async () => {
    const kitchen = new Kitchen();
    for (const name of ['volume-1/zh-TW/invite.wav', 'volume-7/en/x', 'other/keep']) {
      mkdirSync(dirname(join(kitchen.copies, name)), { recursive: true });
      writeFileSync(join(kitchen.copies, name), '');
    }
    await kitchen.sounds.clear();
    expect(readdirSync(kitchen.copies)).toEqual(['other']);
  });

  it('stops synthesising when it is told to, and prepares the next tuning afterwards', async () => {
    const kitchen = new Kitchen();
    kitchen.synthesiser.held = true;
    const preparing = kitchen.prepare();
    await kitchen.synthesiser.orders.next('a rendering');
    kitchen.abort.abort();
    await preparing;
    expect(kitchen.synthesiser.rendered).toEqual([]);
    expect(kitchen.log.messages).toEqual([]);
    kitchen.synthesiser.held = false;
    const next = new AbortController();
    await kitchen.sounds.makeReady(
      { languages: ['en'], volume: 100 },
      (repertoire) => kitchen.ready.push(repertoire),
      next.signal,
    );
    expect(kitchen.ready.at(-1)?.silent).toEqual([]);
  });
});

/** Root mean square of 16-bit samples. */
function levelOf(file: string | undefined): number {
  const { sound } = parseWav(readFileSync(file ?? ''));
  const samples = new DataView(sound.buffer, sound.byteOffset, sound.byteLength);
  let sum = 0;
  for (let at = 0; at < sound.byteLength; at += 2) sum += samples.getInt16(at, true) ** 2;
  return Math.sqrt(sum / (sound.byteLength / 2));
}
