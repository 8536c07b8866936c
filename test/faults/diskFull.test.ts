import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BoxView, WindowView } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { CounterRig } from '../support/counterRig.js';
import { HubRig } from '../support/hubRig.js';
import { eastSite } from '../support/sites.js';
import { temporaryFolder } from '../support/temporary.js';

const DISK_MB = 2;
const FILLER = 'filler';

/** Only root may, and not in every container. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'rating-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A disk of its own, as small as a test wants. */
function smallDisk(): string {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

/** Takes every byte that is left. */
function fill(folder: string): void {
  for (let size = 256 * 1024, n = 0; size >= 1; ) {
    try {
      writeFileSync(join(folder, `${FILLER}-${n++}`), Buffer.alloc(size));
    } catch {
      rmSync(join(folder, `${FILLER}-${n - 1}`), { force: true });
      size = Math.floor(size / 4);
    }
  }
}

function empty(folder: string): void {
  execFileSync('sh', ['-c', `rm -f "$1"/${FILLER}-*`, 'sh', folder]);
}

describe('a full disk', () => {
  it.runIf(canMount())(
    'D6 puts the box out of service, visibly at the box and at the hub, and loses no rating that was thanked',
    async () => {
      const folder = smallDisk();
      const hub = await HubRig.start(eastSite, temporaryFolder(), new ManualClock());
      const counter = await new CounterRig({ hub, box: 'box-1', office: 'east', folder }).start();
      const shown: string[] = [];
      counter.panel.watch(({ kind }) => shown.push(kind));
      counter.uplink.restore();
      await counter.uplink.settle();
      const beat = async () => {
        counter.clock.advance(15_000);
        await counter.uplink.settle();
      };
      const view = async () => {
        const { items } = await hub.get<{ items: BoxView[] }>('/boxes?office=east');
        return items.find(({ id }) => id === 'box-1');
      };
      const serve = async (level: 1 | 2 | 3 | 4 | 5) => {
        const { window } = await hub.issue('1');
        await counter.uplink.settle();
        counter.clock.advance(2_000);
        await counter.press(level);
        counter.clock.advance(40_000);
        await counter.uplink.settle();
        return window.id;
      };

      const before = await serve(5);
      fill(folder);
      let during = '';
      for (let n = 0; n < 400 && counter.panel.scene.kind !== 'fault'; n++) during = await serve(4);
      expect(counter.panel.scene.kind).toBe('fault');
      const thanked = shown.filter((kind) => kind === 'accepted').length;
      await beat();
      expect(await view()).toMatchObject({ storage: 'fault' });
      const refused = await serve(3);
      expect(counter.panel.scene.kind).toBe('fault');
      expect(shown.filter((kind) => kind === 'accepted')).toHaveLength(thanked);

      empty(folder);
      counter.clock.advance(11_000);
      await beat();
      expect(counter.panel.scene.kind).toBe('dark');
      expect(await view()).toMatchObject({ storage: 'ok', missing: 0 });
      const after = await serve(2);
      expect(counter.outbox.unsettled()).toBe(0);
      const { items } = await hub.get<{ items: WindowView[] }>('/windows?office=east&limit=500');
      const outcome = (id: string) => items.find((window) => window.id === id);
      expect(outcome(before)).toMatchObject({ outcome: 'rated' });
      expect(outcome(during)).toMatchObject({ outcome: 'missed', reason: 'box-fault' });
      expect(outcome(refused)).toMatchObject({ outcome: 'missed', reason: 'box-fault' });
      expect(outcome(after)).toMatchObject({ outcome: 'rated' });
      expect(items.filter((window) => window.outcome === 'rated')).toHaveLength(thanked + 1);
    },
    60_000,
  );
});
