import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VOICE_LANGUAGES } from '#contract/values.js';
import { silentLogger } from '#platform/logger.js';
import { clipPath, PromptLibrary } from '../../device/adapters/promptLibrary.js';
import { MAX_WAV_BYTES } from '../../device/adapters/wav.js';
import { LogWitness } from '../support/logWitness.js';
import { noise, RATE, writeClip } from '../support/wavFiles.js';

describe('PromptLibrary', () => {
  let root: string;
  let recordings: string;
  let rendered: string;
  let library: PromptLibrary;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'library-'));
    recordings = join(root, 'recordings');
    rendered = join(root, 'rendered');
    library = new PromptLibrary({ folders: [recordings, rendered], logger: silentLogger });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('B3 finds the synthesised prompt with its length', async () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    expect(await library.find('invite', 'zh')).toEqual({
      file: join(rendered, 'zh-TW', 'invite.wav'),
      durationMs: 2000,
    });
  });

  it('B3 prefers a recording', async () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    writeClip(recordings, 'invite', 'zh', noise(3));
    expect((await library.find('invite', 'zh'))?.durationMs).toBe(3000);
  });

  it('B3 passes over a recording that is no sound', async () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    writeClip(recordings, 'invite', 'zh', noise(3));
    writeFileSync(join(recordings, clipPath('invite', 'zh')), 'not a sound');
    expect((await library.find('invite', 'zh'))?.durationMs).toBe(2000);
  });

  it('B3 passes over a recording that is too long or too large, and says which', async () => {
    const log = new LogWitness();
    const witnessed = new PromptLibrary({ folders: [recordings, rendered], logger: log.logger });
    writeClip(rendered, 'invite', 'zh', noise(2));
    writeClip(recordings, 'invite', 'zh', new Int16Array(RATE * 31));
    writeClip(recordings, 'thanks', 'zh', new Int16Array(MAX_WAV_BYTES));
    expect((await witnessed.find('invite', 'zh'))?.durationMs).toBe(2000);
    expect(await witnessed.find('thanks', 'zh')).toBeUndefined();
    expect(log.messages).toEqual(['sound file cannot be used', 'sound file cannot be used']);
  });

  it('B3 passes over a folder where a recording should be', async () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    mkdirSync(join(recordings, clipPath('invite', 'zh')), { recursive: true });
    expect((await library.find('invite', 'zh'))?.durationMs).toBe(2000);
  });

  it('B3 keeps each language in a folder named by its tag', () => {
    expect(VOICE_LANGUAGES.map((language) => clipPath('invite-60', language))).toEqual([
      'zh-TW/invite-60.wav',
      'en/invite-60.wav',
      'nan-TW/invite-60.wav',
      'hak-TW/invite-60.wav',
      'vi/invite-60.wav',
      'id/invite-60.wav',
      'th/invite-60.wav',
    ]);
  });

  it('finds nothing where nothing is', async () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    expect(await library.find('invite', 'en')).toBeUndefined();
    expect(await library.find('thanks', 'zh')).toBeUndefined();
  });
});
