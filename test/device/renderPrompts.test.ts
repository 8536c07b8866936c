import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, systemClock } from '#platform/clock.js';
import { LANGUAGES } from '#words/language.js';
import { PROMPT_NAMES, prompts, synthesisText } from '#words/prompts.js';
import { startChild } from '../../device/adapters/childProcess.js';
import { Espeak, SPEECH_STYLES } from '../../device/adapters/espeak.js';
import { clipPath } from '../../device/adapters/promptLibrary.js';
import { renderPrompts } from '../../device/adapters/promptRenderer.js';
import { parseWav } from '../../device/adapters/wav.js';
import { PROMPTS } from '../../device/ports/voice.js';
import { main } from '../../device/renderPrompts.js';

describe('rendering of prompts', () => {
  let folder: string;
  const espeak = new Espeak({ clock: systemClock });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'render-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(script: string): string {
    const file = join(folder, 'espeak');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  it('B3 renders every prompt in zh-TW and English, the invite within the window', async () => {
    const { rendered } = await renderPrompts(espeak, folder);
    expect(rendered).toHaveLength(PROMPTS.length * LANGUAGES.length);
    const seconds = (prompt: 'invite' | 'thanks'): number =>
      LANGUAGES.reduce((sum, language) => {
        const { durationMs } = parseWav(readFileSync(join(folder, clipPath(prompt, language))));
        return sum + durationMs / 1000;
      }, 0);
    expect(seconds('invite')).toBeGreaterThan(5);
    expect(seconds('invite')).toBeLessThan(15);
    expect(seconds('thanks')).toBeLessThan(6);
  });

  it('B3 leaves current prompts as they are and renders again what is missing or broken', async () => {
    await renderPrompts(espeak, folder);
    const invite = join(folder, clipPath('invite', 'zh'));
    const { mtimeMs } = statSync(invite);
    expect((await renderPrompts(espeak, folder)).rendered).toEqual([]);
    expect(statSync(invite).mtimeMs).toBe(mtimeMs);
    rmSync(join(folder, clipPath('thanks', 'en')));
    writeFileSync(join(folder, clipPath('closed', 'zh')), 'RIFF');
    expect((await renderPrompts(espeak, folder)).rendered).toEqual(['zh-TW/closed.wav', 'en/thanks.wav']);
    expect(readdirSync(folder).sort()).toEqual(['en', 'rendered.json', 'zh-TW']);
  });

  it('B3 renders everything again when it does not know what the files were made from', async () => {
    await renderPrompts(espeak, folder);
    writeFileSync(join(folder, 'rendered.json'), '{"zh-TW/invite.wav": 1');
    expect((await renderPrompts(espeak, folder)).current).toEqual([]);
  });

  it.each(PROMPT_NAMES)(
    'B3 speaks %s with one tone for each character and no English word',
    async (prompt) => {
      const style = SPEECH_STYLES.zh;
      const child = startChild([
        'espeak-ng',
        '-v',
        style.voice,
        '-x',
        '-q',
        '--',
        synthesisText(prompt, 'zh'),
      ]);
      const { stdout } = await child.exited;
      expect(stdout.match(/\d+[nN]?[:;]?_\|/g)?.length ?? 0).toBeGreaterThan(0);
      const characters = prompts[prompt].zh.match(/\p{Script=Han}/gu) ?? [];
      expect(stdout.match(/_\|/g)).toHaveLength(characters.length);
    },
  );

  it('gives a text to the program as text, whatever it looks like', async () => {
    const file = join(folder, 'out.wav');
    await espeak.render('$(touch pwned); -v "en"', SPEECH_STYLES.en, file);
    expect(readdirSync(folder)).toEqual(['out.wav']);
  });

  it('says so when nothing was written, though the program ended well', async () => {
    const missing = join(folder, 'missing', 'out.wav');
    await expect(espeak.render('hello', SPEECH_STYLES.en, missing)).rejects.toMatchObject({
      code: 'voice/espeak-failed',
    });
  });

  it('says so when the program does not know the voice', async () => {
    const style = { voice: 'nosuchvoice', wordsPerMinute: 155 };
    await expect(espeak.render('hello', style, join(folder, 'out.wav'))).rejects.toMatchObject({
      code: 'voice/espeak-failed',
      message: expect.stringContaining('voice does not exist'),
    });
  });

  it('kills a rendering that takes too long and leaves no half file', async () => {
    const clock = new ManualClock();
    const hanging = new Espeak({ clock, program: program('exec sleep 600'), timeoutMs: 500 });
    const rendering = hanging.render('hello', SPEECH_STYLES.en, join(folder, 'out.wav'));
    clock.advance(500);
    await expect(rendering).rejects.toMatchObject({ code: 'voice/espeak-timeout' });
    expect(readdirSync(folder)).toEqual(['espeak']);
  });

  async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
    const out: string[] = [];
    const err: string[] = [];
    const status = await main(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
    return { status, out: out.join(''), err: err.join('') };
  }

  it('is a program that names what is missing', async () => {
    expect(await run('--out', folder)).toMatchObject({ status: 0, out: '8 prompts rendered, 0 current\n' });
    expect(await run('--out', folder)).toMatchObject({ status: 0, out: '0 prompts rendered, 8 current\n' });
    expect(await run('--help')).toMatchObject({ status: 0, out: expect.stringContaining('--out FOLDER') });
    expect(await run()).toMatchObject({ status: 2, err: expect.stringContaining('--out is missing') });
    expect(await run('--in', folder)).toMatchObject({ status: 2, err: expect.stringContaining('--in') });
    const absent = await run('--out', folder, '--espeak', join(folder, 'nothing'));
    expect(absent).toMatchObject({
      status: 1,
      err: expect.stringContaining('install the package espeak-ng'),
    });
    expect(absent.err.trim().split('\n')).toHaveLength(1);
    writeFileSync(join(folder, 'file'), '');
    expect(await run('--out', join(folder, 'file'))).toMatchObject({ status: 1 });
  });
});
