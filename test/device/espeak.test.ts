import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VoiceLanguage } from '#contract/values.js';
import { ManualClock, systemClock } from '#platform/clock.js';
import { PROMPT_NAMES, type PromptName, prompts } from '#words/prompts.js';
import { startChild } from '../../device/adapters/childProcess.js';
import { Espeak } from '../../device/adapters/espeak.js';
import { isSpeechless, type Script } from '../../device/adapters/synthesiser.js';
import { parseWav } from '../../device/adapters/wav.js';
import { temporaryFolder } from '../support/temporary.js';

const espeak = new Espeak({ clock: systemClock });
const HELLO: Script = { text: 'hello', voice: 'en-us', wordsPerMinute: 155 };

function scriptOf(prompt: PromptName, language: VoiceLanguage): Script {
  const script = espeak.script(prompt, language);
  if (isSpeechless(script)) throw new Error(script.missing);
  return script;
}

async function phonemes({ voice, text }: Script): Promise<string> {
  const exit = await startChild(['espeak-ng', '-v', voice, '-x', '-q', '--', text]).exited;
  expect(exit).toMatchObject({ ok: true });
  return exit.stdout;
}

/** A stand-in for espeak-ng. */
function program(folder: string, script: string): string {
  const file = join(folder, 'espeak');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('Espeak', () => {
  it.each(PROMPT_NAMES)(
    'B3 speaks %s with one tone for each character and no English word',
    async (prompt) => {
      const spoken = await phonemes(scriptOf(prompt, 'zh'));
      expect(spoken.match(/\d+[nN]?[:;]?_\|/g)?.length ?? 0).toBeGreaterThan(0);
      const characters = prompts[prompt].zh.match(/\p{Script=Han}/gu) ?? [];
      expect(spoken.match(/_\|/g)).toHaveLength(characters.length);
    },
  );

  it.each(['vi', 'id'] as const)('B3 speaks the length of a window in %s as one number', async (language) => {
    for (const prompt of ['invite', 'invite-60', 'invite-90', 'invite-120'] as const) {
      const script = scriptOf(prompt, language);
      const digits = script.text.replace(/\d(?=\d)/g, '$& ');
      expect(digits).toMatch(/\d \d/);
      expect(await phonemes(script)).not.toBe(await phonemes({ ...script, text: digits }));
    }
  });

  it.each(['zh', 'en', 'vi', 'id'] as const)(
    'B3 makes a sound that is none too short and none too long of every prompt in %s',
    async (language) => {
      const folder = temporaryFolder();
      const file = join(folder, 'out.wav');
      for (const prompt of PROMPT_NAMES) {
        await espeak.render(scriptOf(prompt, language), file);
        const { durationMs, sound } = parseWav(readFileSync(file));
        expect(durationMs, prompt).toBeGreaterThan(600);
        expect(durationMs, prompt).toBeLessThan(9_000);
        expect(loudest(sound), prompt).toBeGreaterThan(3_000);
      }
    },
  );

  it('B3 has no voice for Hokkien and none that is fit for Hakka and Thai, and says so', () => {
    expect(espeak.script('invite', 'nan')).toEqual({ missing: expect.stringContaining('Hokkien') });
    expect(espeak.script('invite', 'hak')).toEqual({ missing: expect.stringContaining('Hakka') });
    expect(espeak.script('invite', 'th')).toEqual({ missing: expect.stringContaining('Thai') });
  });

  it('gives a text to the program as text, whatever it looks like', async () => {
    const folder = temporaryFolder();
    await espeak.render({ ...HELLO, text: '$(touch pwned); -v "en"' }, join(folder, 'out.wav'));
    expect(readdirSync(folder)).toEqual(['out.wav']);
  });

  it('says so when nothing was written, though the program ended well', async () => {
    const missing = join(temporaryFolder(), 'missing', 'out.wav');
    await expect(espeak.render(HELLO, missing)).rejects.toMatchObject({ code: 'voice/espeak-failed' });
  });

  it('says so when the program does not know the voice', async () => {
    const file = join(temporaryFolder(), 'out.wav');
    await expect(espeak.render({ ...HELLO, voice: 'nosuchvoice' }, file)).rejects.toMatchObject({
      code: 'voice/espeak-failed',
      message: expect.stringContaining('voice does not exist'),
    });
  });

  it('kills a rendering that takes too long and leaves no half file', async () => {
    const folder = temporaryFolder();
    const clock = new ManualClock();
    const hanging = new Espeak({ clock, program: program(folder, 'exec sleep 600'), timeoutMs: 500 });
    const rendering = hanging.render(HELLO, join(folder, 'out.wav'));
    clock.advance(500);
    await expect(rendering).rejects.toMatchObject({ code: 'voice/espeak-timeout' });
    expect(readdirSync(folder)).toEqual(['espeak']);
  });

  it('kills a rendering that is not wanted any more', async () => {
    const folder = temporaryFolder();
    const abort = new AbortController();
    const hanging = new Espeak({ clock: new ManualClock(), program: program(folder, 'exec sleep 600') });
    const rendering = hanging.render(HELLO, join(folder, 'out.wav'), abort.signal);
    abort.abort();
    await expect(rendering).rejects.toMatchObject({ code: 'voice/espeak-failed' });
    expect(readdirSync(folder)).toEqual(['espeak']);
  });
});

function loudest(sound: Uint8Array): number {
  const samples = new DataView(sound.buffer, sound.byteOffset, sound.byteLength);
  let most = 0;
  for (let at = 0; at < sound.byteLength; at += 2)
    most = Math.max(most, Math.abs(samples.getInt16(at, true)));
  return most;
}
