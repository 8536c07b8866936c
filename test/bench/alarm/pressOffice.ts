import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import { BoxClient } from '../../../simulators/box/boxClient.js';
import { officeSite } from '../../../simulators/office/officeSite.js';
import { Moment, OFFICE, withStream } from '../counterRig.js';
import { inFolder, pause, type RunningHub, withHub } from '../ground.js';
import { issueReceipt } from '../issuing.js';

/** Enough counters that none raises ten alarms within a minute, which would isolate it (A8). */
const COUNTERS = 8;
const PACE_MS = 900;
const LEVEL = 1;
const SUPERVISOR = 'bench';

/** An office whose virtual panels are pressed, one after the other. */
export class PressOffice {
  private readonly invited = new Map<string, Moment>();
  private readonly boxes = new Map<string, BoxClient>();
  private numbers = 0;
  private last = 0;

  private constructor(readonly http: string) {}

  static with<T>(work: (office: PressOffice) => Promise<T>): Promise<T> {
    return inFolder((folder) => {
      const siteFile = join(folder, 'site.json');
      writeFileSync(siteFile, JSON.stringify(officeSite(OFFICE, COUNTERS)));
      return withHub({ folder, siteFile }, async (hub) => {
        const office = new PressOffice(hub.http);
        try {
          await office.open(hub, folder);
          return await work(office);
        } finally {
          for (const box of office.boxes.values()) await box.stop();
        }
      });
    });
  }

  /** A citizen is served and asked; the returned function presses the most dissatisfied key, at once. */
  async citizen(): Promise<() => void> {
    await pause(Math.max(0, this.last + PACE_MS - performance.now()));
    this.last = performance.now();
    const counter = String((this.numbers++ % COUNTERS) + 1);
    const asked = new Moment(`the invitation at counter ${counter}`);
    this.invited.set(counter, asked);
    await issueReceipt(this.http, OFFICE, counter, `P-${this.numbers}`);
    await asked.happened;
    await pause(100);
    const box = this.boxes.get(counter);
    return () => {
      box?.send({ kind: 'key', key: LEVEL, down: true });
      box?.send({ kind: 'key', key: LEVEL, down: false });
    };
  }

  /** A supervisor comes and closes the matter, so that the next press is the only alarm. */
  async settle(alarm: string): Promise<void> {
    await this.ask('POST', `/alarms/${alarm}/acknowledge`, { by: SUPERVISOR });
    await this.ask('POST', `/alarms/${alarm}/close`, {
      by: SUPERVISOR,
      outcome: 'mis-press',
      cause: 'other',
    });
  }

  private async open({ http, mqtt }: RunningHub, folder: string): Promise<void> {
    // The rate of dissatisfaction would raise an alarm of its own, and this office is nothing but dissatisfied.
    const settings = {
      ...DEFAULT_ALARM_SETTINGS,
      rate: { ...DEFAULT_ALARM_SETTINGS.rate, share: 1, ratings: 1_000, withinMs: 60_000 },
    };
    await this.ask('POST', `/offices/${OFFICE}/alarm-settings`, { by: SUPERVISOR, settings });
    const working = new Set<string>();
    const all = new Moment('all boxes with their panels');
    const seen = (event: string, data: unknown): void => {
      const box = data as { readonly id: string; readonly panel?: string };
      if (event !== 'box' || box.panel !== 'ok') return;
      if (working.add(box.id).size === COUNTERS) all.now();
    };
    await withStream(http, seen, async () => {
      for (let number = 1; number <= COUNTERS; number++) this.startBox(String(number), mqtt, folder);
      await all.happened;
    });
  }

  private startBox(counter: string, hub: string, folder: string): void {
    const place = { hub, office: OFFICE, box: `box-${counter}`, data: join(folder, `box-${counter}`) };
    const box = new BoxClient({ ...place, logLevel: 'silent', seed: Number(counter) }, (output) => {
      if (output.kind === 'scene' && output.scene.kind === 'invite') this.invited.get(counter)?.now();
    });
    this.boxes.set(counter, box);
    box.start();
  }

  private async ask(method: string, path: string, body: object): Promise<void> {
    const response = await fetch(`${this.http}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }
}
