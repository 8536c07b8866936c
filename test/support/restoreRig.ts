import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { IssuanceRequest, IssuanceResult } from '#contract/api.js';
import type { BackupView } from '#contract/care.js';
import type { Level } from '#contract/values.js';
import type { BoxView, WindowView } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { type BackupSettings, backupsOf } from '../../hub/backup/backupsOf.js';
import { restoreBackup } from '../../hub/backup/restoreBackup.js';
import { CounterRig } from './counterRig.js';
import { eventually } from './eventually.js';
import { inlineMaker, NO_BACKUPS } from './hubDesks.js';
import { HubRig } from './hubRig.js';
import { eastSite } from './sites.js';
import { temporaryFolder } from './temporary.js';

/** Figures of every kind that a hub answers; what of them a restored hub answers otherwise was lost or counted twice. */
const FIGURES = [
  ...['office', 'counter', 'clerk', 'kind', 'service', 'hour', 'day'].map((by) => `/statistics?by=${by}`),
  '/ratings?limit=500',
  '/windows?limit=500',
];

/** That a document was voided comes back with its box; when, only as the box heard of it. */
const untimed = <T>(answer: T): T =>
  JSON.parse(JSON.stringify(answer), (key, value: unknown) => (key === 'voidedAt' ? 'then' : value)) as T;

/** An office of real boxes before a real hub that loses its disk and is restored from a backup. */
export class RestoreRig {
  private constructor(
    readonly hub: HubRig,
    readonly data: string,
    readonly backups: string,
    readonly counters: readonly CounterRig[],
  ) {}

  /** The boxes of counters 1, 2 and 3 at 09:00 in Taipei, connected. */
  static async start(settings: Partial<BackupSettings> = {}): Promise<RestoreRig> {
    const folder = temporaryFolder();
    const [data, backups] = [join(folder, 'data'), join(folder, 'backups')];
    mkdirSync(data);
    const kept = { ...NO_BACKUPS, 'backup-dir': backups, ...settings };
    const hub = await HubRig.start(eastSite, data, new ManualClock(), 100_000, (_file, clock) => ({
      backups: backupsOf(data, kept, inlineMaker(clock)),
    }));
    const counters: CounterRig[] = [];
    for (const number of [1, 2, 3])
      counters.push(await new CounterRig({ hub, box: `box-${number}`, office: 'east' }).start());
    const rig = new RestoreRig(hub, data, backups, counters);
    await rig.connect();
    return rig;
  }

  counter(number: number): CounterRig {
    const found = this.counters[number - 1];
    if (found === undefined) throw new Error(`there is no counter ${number}`);
    return found;
  }

  async settle(): Promise<void> {
    for (const { uplink } of this.counters) await uplink.settle();
  }

  /** Lets time pass, in which boxes and hub say what they have to say. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 5_000) {
      this.hub.clock.advance(Math.min(5_000, left));
      await this.settle();
    }
  }

  async connect(): Promise<void> {
    for (const { uplink } of this.counters) uplink.restore();
    await this.pass(60_000);
  }

  async issue(counter: number, fields: Partial<IssuanceRequest> = {}): Promise<IssuanceResult> {
    const issued = await this.hub.issue(String(counter), { clerk: `clerk-${counter}`, ...fields });
    await this.settle();
    return issued;
  }

  /** One citizen: a document, a level or silence, and the end of the window. */
  async serve(
    counter: number,
    level?: Level,
    fields: Partial<IssuanceRequest> = {},
  ): Promise<IssuanceResult> {
    const issued = await this.issue(counter, fields);
    if (level !== undefined) await this.counter(counter).press(level);
    await this.pass(35_000);
    return issued;
  }

  async backUp(): Promise<BackupView> {
    const { status, body } = await this.hub.post<BackupView>('/backups', { by: 'machine room' });
    if (status !== 202) throw new Error(`no backup was begun: ${JSON.stringify(body)}`);
    return eventually('the end of a backup', 20_000, async () => {
      const { items } = await this.hub.get<{ items: BackupView[] }>('/backups');
      return items.find(({ id, state }) => id === body.id && state !== 'running');
    });
  }

  /** The cables, then the machine, then its disk. */
  async loseHub(): Promise<void> {
    for (const { uplink } of this.counters) uplink.cut();
    await this.hub.stop();
    rmSync(this.data, { recursive: true });
  }

  /** Into an empty directory; boxes are not connected yet. */
  async restore({ folder }: BackupView): Promise<void> {
    restoreBackup({ from: join(this.backups, String(folder)), data: this.data, clock: this.hub.clock });
    await this.hub.restart();
  }

  async figures(): Promise<unknown> {
    const answers = FIGURES.map((path) =>
      this.hub.get(`${path}${path.includes('?') ? '&' : '?'}office=east`),
    );
    return untimed(await Promise.all(answers));
  }

  async windows(): Promise<WindowView[]> {
    return untimed((await this.hub.get<{ items: WindowView[] }>('/windows?office=east&limit=500')).items);
  }

  async box(number: number): Promise<BoxView | undefined> {
    const { items } = await this.hub.get<{ items: BoxView[] }>('/boxes?office=east');
    return items.find(({ id }) => id === `box-${number}`);
  }

  async setAside(): Promise<string[]> {
    const { items } = await this.hub.get<{ items: Array<{ reason: string }> }>('/set-aside?office=east');
    return items.map(({ reason }) => reason);
  }
}
