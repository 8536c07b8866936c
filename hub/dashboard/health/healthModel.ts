import { signal } from '@preact/signals';
import type { ResultOf } from '#contract/api.js';
import { type Clock, every } from '#platform/clock.js';
import type { HubClient } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { Person } from '../records/person.js';

export interface HealthOptions {
  readonly hub: HubClient;
  readonly person: Person;
  readonly clock: Clock;
  /** Backups are for the machine room alone. */
  readonly mayBackUp: boolean;
}

/** Between two looks at the lamps. */
export const LOOK_MS = 30_000;
const BACKUPS_SHOWN = 20;
/** A year of heads and a little. */
const HEADS_READ = 400;

/** What the page of the machine room shows and does. What was known last stays while the hub cannot be reached. */
export class HealthModel {
  readonly health = signal<ResultOf<'health'> | undefined>(undefined);
  readonly backups = signal<ResultOf<'backups'>['items'] | undefined>(undefined);
  readonly heads = signal<ResultOf<'journalHeads'>['items'] | undefined>(undefined);
  /** The hub could not be asked, and why. */
  readonly failure = signal<HubProblem | undefined>(undefined);
  readonly refused = signal<HubProblem | undefined>(undefined);
  readonly begun = signal(false);
  readonly busy = signal(false);
  readonly person: Person;
  readonly mayBackUp: boolean;

  constructor(private readonly options: HealthOptions) {
    this.person = options.person;
    this.mayBackUp = options.mayBackUp;
  }

  start(): void {
    void this.look();
    every(this.options.clock, LOOK_MS, () => void this.look());
  }

  async backUp(by: string): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    this.begun.value = false;
    this.refused.value = undefined;
    this.person.call(by);
    try {
      await this.options.hub.ask('backUp', { body: { by } });
      this.begun.value = true;
    } catch (thrown) {
      this.refused.value = asProblem(thrown);
    } finally {
      this.busy.value = false;
    }
    await this.look();
  }

  private async look(): Promise<void> {
    const { hub, mayBackUp } = this.options;
    try {
      const [health, heads, backups] = await Promise.all([
        hub.ask('health', {}),
        hub.ask('journalHeads', { query: { limit: HEADS_READ } }),
        mayBackUp ? hub.ask('backups', { query: { limit: BACKUPS_SHOWN } }) : undefined,
      ]);
      this.health.value = health.body;
      this.heads.value = heads.body.items;
      this.backups.value = backups?.body.items;
      this.failure.value = undefined;
    } catch (thrown) {
      this.failure.value = asProblem(thrown);
    }
  }
}
