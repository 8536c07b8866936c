import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VOICE_LANGUAGES } from '#contract/values.js';
import { ManualClock, systemClock } from '#platform/clock.js';
import { PROMPT_NAMES, prompts } from '#words/prompts.js';
import { chooseSynthesiser } from '../../device/adapters/chooseSynthesiser.js';
import { Espeak } from '../../device/adapters/espeak.js';
import { defaultPlayer } from '../../device/adapters/player.js';
import { everyPrompt, renderPrompts } from '../../device/adapters/promptRenderer.js';
import { Say, type SayModule, type SayPlatform } from '../../device/adapters/say.js';
import { isSpeechless, type Script } from '../../device/adapters/synthesiser.js';
import { EventQueue } from '../support/eventQueue.js';
import { temporaryFolder } from '../support/temporary.js';
import { wavOf } from '../support/wavFiles.js';

interface Speech {
  readonly text: string;
  readonly voice: string;
  readonly speed: number;
  readonly file: string;
  /** As the package answers: an error, or null when the process ended, with whatever status. */
  answer(error: Error | null): void;
}

/** The package as its 0.16.0 behaves: it knows only the speech begun last. */
class FakeSay implements SayModule {
  readonly speeches = new EventQueue<Speech>();
  child: (EventEmitter & { readonly stdin: EventEmitter }) | null = null;
  stopped = 0;
  speaking = 0;
  crowd = 0;

  export(
    text: string,
    voice: string,
    speed: number,
    file: string,
    callback: (error?: unknown) => void,
  ): void {
    this.child = Object.assign(new EventEmitter(), { stdin: new EventEmitter() });
    this.speaking += 1;
    this.crowd = Math.max(this.crowd, this.speaking);
    const answer = (error: Error | null): void => {
      this.speaking -= 1;
      callback(error);
    };
    this.speeches.push({ text, voice, speed, file, answer });
  }

  stop(): void {
    this.stopped += 1;
    throw new TypeError('nothing to kill');
  }
}

const HELLO: Script = { text: 'hello', voice: 'Samantha', wordsPerMinute: 155 };
/** What `say` of macOS is told to write: floats at 32 kHz. */
const MAC_SOUND = wavOf(Buffer.alloc(32_000 * 4), { coding: 3, bits: 32, rate: 32_000 });

function rig(platform: SayPlatform = 'darwin') {
  const module = new FakeSay();
  const clock = new ManualClock();
  const folder = temporaryFolder();
  const say = new Say({ platform, load: async () => module, clock });
  return { module, clock, folder, say, file: join(folder, 'out.wav') };
}

describe('Say', () => {
  it('B3 writes a sound file through the package, whole or not at all', async () => {
    const { module, say, file, folder } = rig();
    const rendering = say.render(HELLO, file);
    const speech = await module.speeches.next('a speech');
    expect(speech).toMatchObject({ text: 'hello', voice: 'Samantha', file: join(folder, 'out.partial.wav') });
    expect(speech.speed).toBeCloseTo(155 / 175);
    writeFileSync(speech.file, MAC_SOUND);
    expect(readdirSync(folder)).toEqual(['out.partial.wav']);
    speech.answer(null);
    await rendering;
    expect(readdirSync(folder)).toEqual(['out.wav']);
  });

  it('B3 never lets two speak at a time', async () => {
    const { module, say, folder } = rig();
    const renderings = ['a', 'b', 'c'].map((name) => say.render(HELLO, join(folder, `${name}.wav`)));
    for (const name of ['a', 'b', 'c']) {
      const speech = await module.speeches.next('a speech');
      expect(speech.file).toContain(`${name}.partial.wav`);
      expect(module.speeches.unread).toEqual([]);
      writeFileSync(speech.file, MAC_SOUND);
      speech.answer(null);
    }
    await Promise.all(renderings);
    expect(module.crowd).toBe(1);
  });

  it('B3 renders the prompts of a language whose voice is there, and names one whose voice is not', async () => {
    const { module, say, folder } = rig();
    const rendering = renderPrompts(say, folder, everyPrompt(['zh', 'th']));
    for (let count = 0; count < 2 * PROMPT_NAMES.length; count += 1) {
      const speech = await module.speeches.next('a speech');
      if (speech.voice === 'Meijia') writeFileSync(speech.file, MAC_SOUND);
      speech.answer(speech.voice === 'Meijia' ? null : new Error("Voice `Kanya' not found."));
    }
    const { rendered, failed } = await rendering;
    expect(rendered).toEqual(PROMPT_NAMES.map((name) => `zh-TW/${name}.wav`));
    expect(failed.get('th/invite.wav')).toBe("voice/say-failed: say: Voice `Kanya' not found.");
  });

  it.each([
    ['complains', (_: FakeSay, speech: Speech) => speech.answer(new Error('no such voice')), 'no such'],
    ['cannot be started', (module: FakeSay) => module.child?.emit('error', new Error('ENOENT')), 'ENOENT'],
    [
      'goes while it is told the text',
      (module: FakeSay) => module.child?.stdin.emit('error', new Error('EPIPE')),
      'EPIPE',
    ],
    [
      'writes nothing, though it ended well',
      (_: FakeSay, speech: Speech) => speech.answer(null),
      'wrote no sound',
    ],
  ])('B3 fails with a code, and ends nothing else, when the process %s', async (_, happen, message) => {
    const { module, say, file, folder } = rig();
    const rendering = say.render(HELLO, file);
    happen(module, await module.speeches.next('a speech'));
    await expect(rendering).rejects.toMatchObject({
      code: 'voice/say-failed',
      message: expect.stringContaining(message),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops a speech that takes too long, or is not wanted any more, and goes on with the next', async () => {
    const { module, say, clock, file } = rig();
    const abort = new AbortController();
    const slow = say.render(HELLO, file);
    const unwanted = say.render(HELLO, file, abort.signal);
    await module.speeches.next('the slow speech');
    clock.advance(30_000);
    await expect(slow).rejects.toMatchObject({ code: 'voice/say-timeout' });
    await module.speeches.next('the unwanted speech');
    abort.abort();
    await expect(unwanted).rejects.toMatchObject({ code: 'voice/say-failed' });
    expect(module.stopped).toBe(2);
    await expect(say.render(HELLO, file, abort.signal)).rejects.toMatchObject({ code: 'voice/say-failed' });
    expect(module.speeches.unread).toEqual([]);
  });

  it('says so when the package is missing', async () => {
    const load = () => Promise.reject(new Error('not found'));
    const say = new Say({ platform: 'darwin', load, clock: new ManualClock() });
    await expect(say.version()).rejects.toMatchObject({ code: 'voice/no-say' });
    await expect(say.render(HELLO, '/nowhere.wav')).rejects.toMatchObject({ code: 'voice/no-say' });
  });

  it('B3 gives macOS the characters, not the pinyin that espeak-ng needs', () => {
    const { say } = rig('darwin');
    expect(say.script('one-key', 'zh')).toMatchObject({ text: prompts['one-key'].zh, voice: 'Meijia' });
    expect(VOICE_LANGUAGES.filter((language) => isSpeechless(say.script('invite', language)))).toEqual([
      'nan',
      'hak',
    ]);
  });

  it('B3 gives Windows nothing but ASCII, which alone arrives there as it was written', () => {
    const { say } = rig('win32');
    for (const language of VOICE_LANGUAGES) {
      for (const prompt of PROMPT_NAMES) {
        const script = say.script(prompt, language);
        if (!isSpeechless(script)) expect(script.text).toMatch(/^[ -~]+$/);
      }
    }
    expect(say.script('invite', 'zh')).toEqual({ missing: expect.stringContaining('garbles') });
    expect(isSpeechless(say.script('invite', 'en'))).toBe(false);
  });

  it.each(["it's", 'a"b', '$(calc)', 'a&calc', '%PATH%', 'a`b', 'a’b'])(
    'gives Windows no file name that its shell could take for a command: %s',
    async (name) => {
      const { module, say, folder } = rig('win32');
      mkdirSync(join(folder, name));
      await expect(say.render(HELLO, join(folder, name, 'out.wav'))).rejects.toMatchObject({
        code: 'voice/say-failed',
        message: expect.stringContaining('cannot be given the file name'),
      });
      expect(module.speeches.unread).toEqual([]);
    },
  );
});

describe('chooseSynthesiser', () => {
  it.each([
    ['auto', 'linux', Espeak],
    ['auto', 'freebsd', Espeak],
    ['auto', 'darwin', Say],
    ['auto', 'win32', Say],
    ['espeak-ng', 'darwin', Espeak],
    ['say', 'darwin', Say],
    ['say', 'win32', Say],
  ] as const)('B3 takes for %s on %s what is sound there', (choice, platform, kind) => {
    expect(chooseSynthesiser(choice, platform, systemClock)).toBeInstanceOf(kind);
  });

  it('B3 takes none when only recordings are wanted', () => {
    expect(chooseSynthesiser('none', 'linux', systemClock)).toBeUndefined();
  });

  it('B3 refuses say on Linux with its reasons', () => {
    expect(() => chooseSynthesiser('say', 'linux', systemClock)).toThrow(
      expect.objectContaining({
        code: 'voice/say-unfit',
        message: expect.stringMatching(
          /festival.*Mandarin.*crashes.*commands.*ends the whole program.*write/s,
        ),
      }),
    );
  });

  it('loads the package only where it is sound, and finds what is used of it', async () => {
    const say = chooseSynthesiser('say', 'darwin', systemClock);
    expect(await say?.version()).toBe('say 0.16.0');
  });
});

describe('defaultPlayer', () => {
  it.each([
    ['linux', ['aplay', '-q', '/a b.wav']],
    ['darwin', ['afplay', '/a b.wav']],
  ] as const)('B3 plays through what %s has', (platform, command) => {
    expect(defaultPlayer(platform)('/a b.wav')).toEqual(command);
  });

  it('B3 plays on Windows whatever the file is called, without its shell reading the name', () => {
    const command = defaultPlayer('win32')("C:\\It's ’here’ (x86)\\$(calc).wav");
    expect(command.at(-1)).toBe(
      "(New-Object System.Media.SoundPlayer 'C:\\It''s ’’here’’ (x86)\\$(calc).wav').PlaySync()",
    );
  });
});
