import { signal } from '@preact/signals';
import type { OfficeView } from '#contract/views.js';
import type { Clock } from '#platform/clock.js';
import type { HubClient } from '../api/hubClient.js';
import { asProblem } from '../api/problemWords.js';

const RETRY_MS = 5_000;

/** Reads the list of offices, again and again until the hub answers once. */
export class StartModel {
  readonly offices = signal<readonly OfficeView[] | 'loading' | 'failed'>('loading');

  constructor(private readonly options: { readonly hub: HubClient; readonly clock: Clock }) {}

  start(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const { body } = await this.options.hub.ask('offices', {});
      this.offices.value = body.items;
    } catch (thrown) {
      asProblem(thrown);
      this.offices.value = 'failed';
      this.options.clock.after(RETRY_MS, () => void this.load());
    }
  }
}
