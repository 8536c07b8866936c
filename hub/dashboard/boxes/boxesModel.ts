import { computed, signal } from '@preact/signals';
import type { BoxSettings, BoxSettingsChange } from '#contract/boxSettings.js';
import type { EnrolmentOffer, PlaceRequest } from '#contract/enrolment.js';
import type { BoxView, OfficeView } from '#contract/views.js';
import { type Clock, every } from '#platform/clock.js';
import { HubClock } from '../../watcher/hubClock.js';
import type { HubClient } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import { needsAttention } from './boxCondition.js';

export interface BoxesOptions {
  readonly hub: HubClient;
  readonly clock: Clock;
  /** The office to show first; empty for all. */
  readonly office: string;
  /** Offices that whoever looks may see; `null`, as when absent, for all of them. */
  readonly scope?: readonly string[] | null;
}

/** What the person is about to do, and with which box; `add` with one that does not exist yet. */
export type Task =
  | { readonly kind: 'move' | 'enrol' | 'revoke'; readonly box: BoxView }
  | { readonly kind: 'settings'; readonly box: BoxView; readonly settings: BoxSettings }
  | { readonly kind: 'add' };

/** What became of the last thing the person did. */
export type BoxesResult =
  | { readonly kind: 'asked' | 'saved' | 'revoked'; readonly box: string }
  | { readonly kind: 'moved'; readonly box: string; readonly place: PlaceRequest }
  | { readonly kind: 'refused'; readonly problem: HubProblem };

const POLL_MS = 3_000;
const TICK_MS = 1_000;
const PAGE = 500;
/** Below this, a difference to the hub's clock may be the rounding of its `Date` header. */
const CLOCK_STEP_MS = 1_000;

/**
 * Everything the page of boxes shows and does. It asks again and again instead of listening to the live stream, which
 * carries ratings and alarms that those who look after boxes do not see (P1).
 */
export class BoxesModel {
  readonly offices = signal<readonly OfficeView[]>([]);
  readonly boxes = signal<readonly BoxView[] | undefined>(undefined);
  /** The office shown; empty for all. */
  readonly office = signal('');
  /** The hub could not be asked, and why. */
  readonly failure = signal<HubProblem | undefined>(undefined);
  readonly now = signal(0);
  readonly task = signal<Task | undefined>(undefined);
  /** The code made last, to be read to whoever stands at the box. */
  readonly offer = signal<EnrolmentOffer | undefined>(undefined);
  readonly result = signal<BoxesResult | undefined>(undefined);
  readonly busy = signal(false);
  /** Those that need attention first, then as they stand. */
  readonly shown = computed(() => {
    const chosen = this.office.value;
    const boxes = (this.boxes.value ?? []).filter(({ office }) => chosen === '' || office === chosen);
    return [...boxes.filter(needsAttention), ...boxes.filter((box) => !needsAttention(box))];
  });
  private readonly hubClock: HubClock;

  constructor(private readonly options: BoxesOptions) {
    this.hubClock = new HubClock(options.clock);
    this.now.value = this.hubClock.now();
    this.office.value = options.office;
  }

  start(): void {
    every(this.options.clock, TICK_MS, () => {
      this.now.value = this.hubClock.now();
    });
    void this.poll();
  }

  selfTest(box: string): Promise<void> {
    return this.act(async () => {
      await this.options.hub.ask('selfTestBox', { params: { box } });
      this.result.value = { kind: 'asked', box };
    });
  }

  move(box: string, place: PlaceRequest): Promise<void> {
    return this.act(async () => {
      await this.options.hub.ask('moveBox', { params: { box }, body: place });
      this.result.value = { kind: 'moved', box, place };
      this.task.value = undefined;
    });
  }

  /** Shuts a box out for good, in somebody's name. */
  revoke(box: string, by: string): Promise<void> {
    return this.act(async () => {
      await this.options.hub.ask('revokeBox', { params: { box }, body: { by } });
      this.result.value = { kind: 'revoked', box };
      this.task.value = undefined;
    });
  }

  /** Opens the form with the settings as they are now. */
  openSettings(box: BoxView): Promise<void> {
    return this.act(async () => {
      const { body } = await this.options.hub.ask('boxSettings', { params: { box: box.id } });
      this.task.value = { kind: 'settings', box, settings: body };
    });
  }

  configure(box: string, change: BoxSettingsChange): Promise<void> {
    return this.act(async () => {
      await this.options.hub.ask('setBoxSettings', { params: { box }, body: change });
      this.result.value = { kind: 'saved', box };
      this.task.value = undefined;
    });
  }

  makeCode(box: string, place: PlaceRequest): Promise<void> {
    return this.act(async () => {
      const { body } = await this.options.hub.ask('offerEnrolment', { params: { box }, body: place });
      this.offer.value = body;
    });
  }

  open(task: Task): void {
    this.result.value = undefined;
    this.offer.value = undefined;
    this.task.value = task;
  }

  close(): void {
    this.task.value = undefined;
    this.offer.value = undefined;
    if (this.result.value?.kind === 'refused') this.result.value = undefined;
  }

  /** One action at a time; its refusal becomes the result, and the boxes are read anew after it. */
  private async act(action: () => Promise<void>): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    this.result.value = undefined;
    try {
      await action();
    } catch (thrown) {
      this.result.value = { kind: 'refused', problem: asProblem(thrown) };
    } finally {
      this.busy.value = false;
    }
    await this.look();
  }

  private async poll(): Promise<void> {
    await this.look();
    this.options.clock.after(POLL_MS, () => void this.poll());
  }

  private async look(): Promise<void> {
    const { hub } = this.options;
    try {
      const { body, hubMs } = await hub.ask('offices', {});
      this.offices.value = body.items.filter(({ id }) => this.options.scope?.includes(id) ?? true);
      this.setClock(hubMs);
      this.boxes.value = await this.every();
      this.failure.value = undefined;
    } catch (thrown) {
      this.failure.value = asProblem(thrown);
    }
  }

  /** Of all offices at once, or of those that may be seen, one after the other. */
  private async every(): Promise<BoxView[]> {
    const found: BoxView[] = [];
    for (const office of this.options.scope ?? [undefined]) found.push(...(await this.everyAt(office)));
    return found;
  }

  private async everyAt(office: string | undefined): Promise<BoxView[]> {
    const found: BoxView[] = [];
    let after: string | undefined;
    do {
      const query = {
        limit: PAGE,
        ...(office !== undefined && { office }),
        ...(after !== undefined && { after }),
      };
      const { body } = await this.options.hub.ask('boxes', { query });
      found.push(...body.items);
      after = body.next;
    } while (after !== undefined);
    return found;
  }

  private setClock(hubMs: number | undefined): void {
    if (hubMs === undefined || Math.abs(hubMs - this.hubClock.now()) < CLOCK_STEP_MS) return;
    this.hubClock.set(hubMs);
    this.now.value = hubMs;
  }
}
