import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { LANGUAGES } from '#words/language.js';
import { PROMPT_NAMES } from '#words/prompts.js';
import { Espeak } from '../../device/adapters/espeak.js';
import { clipPath } from '../../device/adapters/promptLibrary.js';
import { everyPrompt, renderPrompts } from '../../device/adapters/promptRenderer.js';
import { parseWav } from '../../device/adapters/wav.js';
import { main } from '../../device/renderPrompts.js';

describe('rendering of prompts', () => {
  let folder: string;
  const espeak = new Espeak({ clock: systemClock });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'render-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('B3 renders every prompt in zh-TW and English, the invite within the window', async () => {
    const { rendered } = await renderPrompts(espeak, folder, everyPrompt(LANGUAGES));
    expect(rendered).toHaveLength(PROMPT_NAMES.length * LANGUAGES.length);
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
    await renderPrompts(espeak, folder, everyPrompt(LANGUAGES));
    const invite = join(folder, clipPath('invite', 'zh'));
    const { mtimeMs } = statSync(invite);
    expect((await renderPrompts(espeak, folder, everyPrompt(LANGUAGES))).rendered).toEqual([]);
    expect(statSync(invite).mtimeMs).toBe(mtimeMs);
    rmSync(join(folder, clipPath('thanks', 'en')));
    writeFileSync(join(folder, clipPath('closed', 'zh')), 'RIFF');
    expect((await renderPrompts(espeak, folder, everyPrompt(LANGUAGES))).rendered).toEqual([
      'zh-TW/closed.wav',
      'en/thanks.wav',
    ]);
    expect(readdirSync(folder).sort()).toEqual(['en', 'rendered.json', 'zh-TW']);
  });

  it('B3 renders everything again when it does not know what the files were made from', async () => {
    await renderPrompts(espeak, folder, everyPrompt(LANGUAGES));
    writeFileSync(join(folder, 'rendered.json'), '{"zh-TW/invite.wav": 1');
    expect((await renderPrompts(espeak, folder, everyPrompt(LANGUAGES))).current).toEqual([]);
  });

  it('B3 renders what can be rendered, and says why the rest cannot', async () => {
    const { rendered, failed } = await renderPrompts(espeak, folder, everyPrompt(['nan', 'vi', 'hak']));
    expect(rendered).toEqual(PROMPT_NAMES.map((name) => `vi/${name}.wav`));
    expect(failed.get('nan-TW/invite.wav')).toContain('no voice for Hokkien');
    expect(failed.get('hak-TW/thanks.wav')).toContain('it needs recordings');
    expect(failed.size).toBe(2 * PROMPT_NAMES.length);
    expect(readdirSync(folder).sort()).toEqual(['rendered.json', 'vi']);
  });

  it('B3 remembers what was rendered for other languages', async () => {
    await renderPrompts(espeak, folder, everyPrompt(['en']));
    await renderPrompts(espeak, folder, everyPrompt(['zh']));
    const { current } = await renderPrompts(espeak, folder, everyPrompt(['en', 'zh']));
    expect(current).toHaveLength(2 * PROMPT_NAMES.length);
  });

  async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
    const out: string[] = [];
    const err: string[] = [];
    const status = await main(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
    return { status, out: out.join(''), err: err.join('') };
  }

  it('is a program that names what is missing', async () => {
    expect(await run('--out', folder)).toMatchObject({ status: 0, out: '18 prompts rendered, 0 current\n' });
    expect(await run('--out', folder)).toMatchObject({ status: 0, out: '0 prompts rendered, 18 current\n' });
    expect(await run('--help')).toMatchObject({ status: 0, out: expect.stringContaining('--out FOLDER') });
    expect(await run()).toMatchObject({ status: 2, err: expect.stringContaining('--out is missing') });
    expect(await run('--in', folder)).toMatchObject({ status: 2, err: expect.stringContaining('--in') });
    expect(await run('--out', folder, '--languages', 'id,zh')).toMatchObject({
      status: 0,
      out: '9 prompts rendered, 9 current\n',
    });
    expect(await run('--out', folder, '--languages', 'nan')).toMatchObject({
      status: 1,
      err: expect.stringContaining('nan-TW/invite.wav: espeak-ng has no voice for Hokkien'),
    });
    expect(await run('--out', folder, '--languages', 'xx')).toMatchObject({
      status: 2,
      err: 'renderPrompts: --languages has "xx", expected some of zh,en,nan,hak,vi,id,th\n',
    });
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
