import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlarmView } from '#contract/alarms.js';
import type { RatingView } from '#contract/records.js';
import type { Level } from '#contract/values.js';
import type { BoxView } from '#contract/views.js';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { SqliteOutbox } from '../../device/adapters/sqliteOutbox.js';
import { BoxClient } from '../../simulators/box/boxClient.js';
import type { BoxOutput } from '../../simulators/box/boxMessages.js';
import { HubProcess } from '../../simulators/office/hubProcess.js';
import { officeSite } from '../../simulators/office/officeSite.js';
import { meetCitizen } from '../../simulators/people/citizen.js';
import { type Random, seededRandom } from '../../simulators/random.js';
import { freePort } from '../support/freePort.js';

export interface Press {
  readonly counter: string;
  readonly level: Level;
}

/** A rating as a box stored it, in the order of its outbox. */
export interface StoredRating extends Press {
  readonly window: string;
}

export interface CampaignReport {
  readonly hubKills: number;
  readonly boxKills: number;
  readonly thanked: readonly Press[];
  /** What was pressed, thanked or not. */
  readonly pressed: readonly Press[];
  /** What the boxes' databases hold at the end. */
  readonly stored: readonly StoredRating[];
  /** What the hub counts. */
  readonly ratings: readonly RatingView[];
  /** Those that ratings raised. */
  readonly alarms: readonly AlarmView[];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => systemClock.after(ms, resolve));
const COUNTERS = 3;

/**
 * Real hub and box processes under SIGKILL at random instants, while citizens press. Ends when every box has
 * brought everything home.
 */
export class KillCampaign {
  private readonly random: Random;
  private readonly thanked: Press[] = [];
  private readonly pressed: Press[] = [];
  private readonly counters: CounterUnderFire[] = [];
  private hub: HubProcess | undefined;
  private flags: string[] = [];
  private api = '';
  private over = false;

  constructor(
    private readonly folder: string,
    seed: number,
  ) {
    this.random = seededRandom(seed);
  }

  async run(kills: number): Promise<CampaignReport> {
    await this.open();
    const people = this.counters.map((counter) => this.keepBusy(counter));
    let hubKills = 0;
    for (let kill = 0; kill < kills; kill++) {
      await pause(80 + this.random() * 700);
      if (this.random() < 0.4) {
        hubKills++;
        await this.hub?.kill();
        await this.startHub();
      } else {
        const victim = this.counters[Math.floor(this.random() * COUNTERS)];
        await victim?.box.kill();
        victim?.box.start();
      }
    }
    this.over = true;
    await Promise.all(people);
    const ratings = await this.settle();
    return {
      hubKills,
      boxKills: kills - hubKills,
      thanked: this.thanked,
      pressed: this.pressed,
      ratings,
      alarms: await this.all<AlarmView>('/alarms', 'source=rating&'),
      stored: await this.outboxes(),
    };
  }

  async close(): Promise<void> {
    this.over = true;
    await Promise.all(this.counters.map(({ box }) => box.stop()));
    await this.hub?.stop();
  }

  private async open(): Promise<void> {
    const [http, mqtt] = [await freePort(), await freePort()];
    const site = join(this.folder, 'site.json');
    writeFileSync(site, JSON.stringify(officeSite('east', COUNTERS)));
    this.api = `http://127.0.0.1:${http}/api/v1`;
    this.flags = [
      '--site',
      site,
      '--data',
      join(this.folder, 'hub'),
      '--http-port',
      String(http),
      '--mqtt-port',
      String(mqtt),
    ];
    this.flags.push('--log-level', 'silent', '--requests-per-minute', '1000000');
    await this.startHub();
    for (let number = 1; number <= COUNTERS; number++) {
      const counter = new CounterUnderFire(String(number), {
        hub: `mqtt://127.0.0.1:${mqtt}`,
        office: 'east',
        box: `box-${number}`,
        data: join(this.folder, `box-${number}`),
        logLevel: 'silent',
        seed: number,
      });
      this.counters.push(counter);
      counter.box.start();
    }
  }

  private async startHub(): Promise<void> {
    this.hub = new HubProcess(this.flags);
    await this.hub.start();
  }

  /** One citizen after the other; the thanks is noted when the lamp is seen, as a citizen would. */
  private async keepBusy(counter: CounterUnderFire): Promise<void> {
    for (let number = 1; !this.over; number++) {
      const document = `K${counter.id}-${number}`;
      if (!(await this.issue(counter.id, document)) || !(await counter.sees('invite', 600))) continue;
      await pause(this.random() * 150);
      const level = meetCitizen(this.random, { silence: 0, dissatisfaction: 0.5 }).level ?? 3;
      const press = { counter: counter.id, level };
      this.pressed.push(press);
      const accepted = counter.sees('accepted', 500);
      counter.box.send({ kind: 'key', key: level, down: true });
      await pause(60);
      counter.box.send({ kind: 'key', key: level, down: false });
      if (await accepted) this.thanked.push(press);
    }
  }

  /** Tries until the hub has answered, as an issuing system would (W1). */
  private async issue(counter: string, number: string): Promise<boolean> {
    const body = JSON.stringify({
      office: 'east',
      counter,
      kind: 'receipt',
      number,
      clerk: `clerk-${counter}`,
    });
    while (!this.over) {
      try {
        const response = await fetch(`${this.api}/issuances`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        });
        if (response.ok) return true;
      } catch {
        await pause(20);
      }
    }
    return false;
  }

  private async settle(): Promise<RatingView[]> {
    for (let attempt = 0; attempt < 200; attempt++) {
      const { items } = await this.get<{ items: BoxView[] }>('/boxes');
      const home = items.every(
        (box) => box.presence === 'online' && box.unacked === 0 && box.missing === 0 && box.contiguous > 0,
      );
      if (home && (await this.quiet())) return this.allRatings();
      await pause(200);
    }
    throw new Error('the boxes did not bring everything home within 40 s');
  }

  /** Nothing was counted for a moment longer than a resend takes. */
  private async quiet(): Promise<boolean> {
    const before = (await this.allRatings()).length;
    await pause(2_500);
    return before === (await this.allRatings()).length;
  }

  private allRatings(): Promise<RatingView[]> {
    return this.all<RatingView>('/ratings');
  }

  private async outboxes(): Promise<StoredRating[]> {
    await Promise.all(this.counters.map(({ box }) => box.stop()));
    return this.counters.flatMap(({ id }) => {
      const outbox = new SqliteOutbox(join(this.folder, `box-${id}`, 'outbox.db'), systemIds);
      const events = outbox.range(1, outbox.lastSeq(), outbox.lastSeq());
      outbox.close();
      return events.flatMap((event) =>
        event.kind === 'rated' ? [{ counter: id, window: event.window, level: event.level as Level }] : [],
      );
    });
  }

  private async all<T>(path: string, filter = ''): Promise<T[]> {
    const found: T[] = [];
    for (let after = ''; ; ) {
      const page = await this.get<{ items: T[]; next?: string }>(`${path}?${filter}limit=500${after}`);
      found.push(...page.items);
      if (page.next === undefined) return found;
      after = `&after=${page.next}`;
    }
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await fetch(this.api + path)).json()) as T;
  }
}

/** A counter's box and what a citizen before it sees. */
class CounterUnderFire {
  readonly box: BoxClient;
  private watcher: ((scene: string) => void) | undefined;

  constructor(
    readonly id: string,
    order: ConstructorParameters<typeof BoxClient>[0],
  ) {
    this.box = new BoxClient(order, (output) => this.see(output));
  }

  /** Whether the scene appears within `ms`; a killed box shows nothing. */
  sees(scene: string, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = systemClock.after(ms, () => this.settleWatch(resolve, false));
      this.watcher = (shown) => {
        if (shown !== scene) return;
        timer.cancel();
        this.settleWatch(resolve, true);
      };
    });
  }

  private settleWatch(resolve: (seen: boolean) => void, seen: boolean): void {
    this.watcher = undefined;
    resolve(seen);
  }

  private see(output: BoxOutput): void {
    if (output.kind === 'scene') this.watcher?.(output.scene.kind);
  }
}
