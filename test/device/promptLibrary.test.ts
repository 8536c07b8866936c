import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#platform/logger.js';
import { clipPath, PromptLibrary } from '../../device/adapters/promptLibrary.js';
import { noise, writeClip } from '../support/wavFiles.js';

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

  it('B3 finds the synthesised prompt with its length', () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    expect(library.find('invite', 'zh')).toEqual({
      file: join(rendered, 'zh-TW', 'invite.wav'),
      durationMs: 2000,
    });
  });

  it('B3 prefers a recording', () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    writeClip(recordings, 'invite', 'zh', noise(3));
    expect(library.find('invite', 'zh')?.durationMs).toBe(3000);
  });

  it('B3 passes over a recording that is no sound', () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    writeClip(recordings, 'invite', 'zh', noise(3));
    writeFileSync(join(recordings, clipPath('invite', 'zh')), 'not a sound');
    expect(library.find('invite', 'zh')?.durationMs).toBe(2000);
  });

  it('finds nothing where nothing is', () => {
    writeClip(rendered, 'invite', 'zh', noise(2));
    expect(library.find('invite', 'en')).toBeUndefined();
    expect(library.find('thanks', 'zh')).toBeUndefined();
  });
});
