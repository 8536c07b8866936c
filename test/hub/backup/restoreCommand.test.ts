import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { maintain } from '../../../hub/maintenance.js';
import { BackupRig } from './backupRig.js';

function terminal() {
  const said = { out: '', err: '' };
  return {
    said,
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    environment: {},
  };
}

describe('R25 rating-hub restore', () => {
  it('says what to do next, and plainly what does not come back', async () => {
    const rig = new BackupRig(3);
    const { name } = await rig.make();
    const data = join(rig.folder, 'new');
    const screen = terminal();
    expect(await maintain('restore', ['--from', join(rig.backups, name), '--data', data], screen)).toBe(0);
    expect(existsSync(join(data, 'hub.db'))).toBe(true);
    for (const words of [
      '3 windows',
      'start the hub',
      'Does not come back',
      'without a box',
      'void it again',
    ])
      expect(screen.said.out).toContain(words);
  });

  it('names what was wrong and restores nothing', async () => {
    const rig = new BackupRig(1);
    const data = join(rig.folder, 'new');
    for (const [flags, status, words] of [
      [['--data', data], 2, '--from is missing'],
      [['--from', rig.folder, '--data', data], 1, 'holds no readable manifest.json'],
    ] as const) {
      const screen = terminal();
      expect(await maintain('restore', flags, screen)).toBe(status);
      expect(screen.said.err).toContain(words);
      expect(existsSync(data)).toBe(false);
    }
  });
});
