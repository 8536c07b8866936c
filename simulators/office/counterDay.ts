import type { IssuanceRequest } from '#contract/api.js';
import type { Clock } from '#platform/clock.js';
import type { Key } from '../../device/ports/panel.js';
import type { Station } from '../panelServer/station.js';
import { type Citizen, meetCitizen, type Temper } from '../people/citizen.js';
import { type Errand, nextErrand } from '../people/errand.js';
import type { Random } from '../random.js';

export interface CounterDayOptions {
  readonly office: string;
  readonly station: Station;
  readonly clerk: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly temper: Temper;
  readonly issue: (request: IssuanceRequest) => Promise<boolean>;
  /** Prefix of document numbers, unique to this run. */
  readonly series: string;
}

/** How long a clerk waits for an invitation before calling the next citizen. */
const NO_INVITATION_MS = 5_000;
/** Between one citizen's thanks and the next one's document at the least. */
const BREATH_MS = 4_000;
/** From the invitation to the language key. */
const LOOK_MS = 1_500;

/** A clerk and the citizens at one counter: a document is issued, the citizen hesitates, presses or leaves. */
export class CounterDay {
  private waiting = 0;
  private busy = false;
  private stopped = false;
  private number = 0;

  constructor(private readonly options: CounterDayOptions) {}

  /** A citizen arrives and waits for the clerk. */
  arrive(): void {
    this.waiting++;
    if (!this.busy) void this.serve();
  }

  stop(): void {
    this.stopped = true;
  }

  private async serve(): Promise<void> {
    this.busy = true;
    while (this.waiting > 0 && !this.stopped) {
      this.waiting--;
      const { random, temper } = this.options;
      await this.serveOne(nextErrand(random), meetCitizen(random, temper));
      await this.pause(BREATH_MS);
    }
    this.busy = false;
  }

  private async serveOne({ kind, service }: Errand, citizen: Citizen): Promise<void> {
    const { office, station, clerk, series, issue } = this.options;
    const number = `${series}-${station.counter}-${++this.number}`;
    const invited = this.sceneBecomes(['invite'], NO_INVITATION_MS);
    if (!(await issue({ office, counter: station.counter, kind, number, clerk, service }))) return;
    if (!(await invited)) return;
    await this.answer(citizen);
    await this.sceneBecomes(['dark', 'fault'], 125_000);
  }

  private async answer({ level, holdMs, ...ways }: Citizen): Promise<void> {
    if (level === undefined) return;
    if (ways.choosesLanguage) {
      await this.pause(LOOK_MS);
      await this.press('language', holdMs);
    }
    await this.pause(ways.hesitationMs);
    if (ways.furtherMs !== undefined && this.moreTimeIsLit()) {
      await this.press('more-time', holdMs);
      await this.pause(ways.furtherMs);
    }
    await this.press(level, holdMs);
  }

  private moreTimeIsLit(): boolean {
    const { scene } = this.options.station.state();
    return (scene.kind === 'invite' || scene.kind === 'countdown') && scene.moreTime;
  }

  private async press(key: Key, holdMs: number): Promise<void> {
    const { station } = this.options;
    const { kind } = station.state().scene;
    if (this.stopped || (kind !== 'invite' && kind !== 'countdown')) return;
    station.key(key, true);
    await this.pause(holdMs);
    station.key(key, false);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.options.clock.after(ms, resolve));
  }

  private sceneBecomes(kinds: readonly string[], boundMs: number): Promise<boolean> {
    const { station, clock } = this.options;
    return new Promise((resolve) => {
      const done = (found: boolean): void => {
        unwatch();
        timer.cancel();
        resolve(found);
      };
      const timer = clock.after(boundMs, () => done(false));
      const unwatch = station.watch(() => {
        if (kinds.includes(station.state().scene.kind)) done(true);
      });
    });
  }
}
