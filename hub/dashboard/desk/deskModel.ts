import { computed, signal } from '@preact/signals';
import type { IssuanceRequest } from '#contract/api.js';
import type { IssuanceKind } from '#contract/values.js';
import type { IssuanceView, OfficeView, WindowView } from '#contract/views.js';
import { type Clock, every } from '#platform/clock.js';
import { HubClock } from '../../watcher/hubClock.js';
import { foremostWindows } from '../../watcher/officeState.js';
import type { HubClient } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { Memory } from '../ui/memory.js';
import { type Draft, emptyFields, type Field, faultyFields, type Place, requestOf } from './draft.js';
import { numberPrefix, runningNumber, suggestedNumber } from './nextNumber.js';
import type { DeskResult } from './resultWords.js';

export interface DeskOptions {
  readonly hub: HubClient;
  readonly clock: Clock;
  readonly memory: Memory;
  readonly place: Place;
  /** Name of the clerk who is signed in, who issues nothing in another's; absent where nobody needs to. */
  readonly signedIn?: string;
}

const POLL_MS = 2_000;
const TICK_MS = 250;
/** The first look goes far back, so that the number suggested is a fresh one; later ones only see what is new. */
const FIRST_LOOK = 500;
const LATER_LOOK = 30;
/** Below this, a difference to the hub's clock may be the rounding of its `Date` header. */
const CLOCK_STEP_MS = 1_000;

/**
 * Everything the issuing desk shows and does. It asks for windows again and again instead of listening to the
 * live stream, because the stream carries alarms, and a level must not even reach a clerk's browser (P5).
 */
export class DeskModel {
  readonly office = signal<OfficeView | undefined>(undefined);
  readonly windows = signal<readonly WindowView[]>([]);
  /** The hub has no such office or counter. */
  readonly misplaced = signal(false);
  /** The hub could not be asked, and why. */
  readonly failure = signal<HubProblem | undefined>(undefined);
  readonly now = signal(0);
  readonly draft = signal<Draft>({ kind: 'receipt', number: undefined, clerk: '', service: '', visit: '' });
  readonly faults = signal<ReadonlySet<Field>>(new Set());
  readonly result = signal<DeskResult | undefined>(undefined);
  readonly busy = signal(false);
  readonly counter = computed(() =>
    this.office.value?.counters.find((counter) => counter.id === this.options.place.counter),
  );
  readonly foremost = computed(() => foremostWindows(this.windows.value).get(this.options.place.counter));
  private readonly used = signal<Readonly<Record<IssuanceKind, number>>>({ receipt: 0, notice: 0 });
  readonly suggested = computed(() =>
    suggestedNumber(this.prefix.value, this.used.value[this.draft.value.kind]),
  );
  private readonly prefix = computed(() => numberPrefix(this.options.place.counter, this.now.value));
  private readonly hubClock: HubClock;
  readonly signedIn: string | undefined;

  constructor(private readonly options: DeskOptions) {
    this.hubClock = new HubClock(options.clock);
    this.now.value = this.hubClock.now();
    this.signedIn = options.signedIn;
    const clerk = options.signedIn ?? options.memory.get('clerk') ?? '';
    this.draft.value = { ...this.draft.value, clerk };
    for (const kind of ['receipt', 'notice'] as const) this.use(kind, this.remembered(kind));
  }

  start(): void {
    every(this.options.clock, TICK_MS, () => {
      this.now.value = this.hubClock.now();
    });
    void this.poll(FIRST_LOOK);
  }

  edit(change: Partial<Draft>): void {
    this.draft.value = { ...this.draft.value, ...change };
    this.faults.value = new Set([...this.faults.value].filter((field) => !(field in change)));
  }

  async issue(): Promise<void> {
    if (this.busy.value) return;
    const request = requestOf(this.draft.value, this.suggested.value, this.options.place);
    this.faults.value = emptyFields(request);
    if (this.faults.value.size > 0) {
      this.result.value = { kind: 'incomplete' };
      return;
    }
    if (this.signedIn === undefined) this.options.memory.set('clerk', request.clerk);
    await this.act(async () => {
      this.result.value = await this.send(request);
      this.use(request.kind, request.number);
      this.edit({ number: undefined, service: '', visit: '' });
    });
  }

  async void(issuance: IssuanceView): Promise<void> {
    const { office } = this.options.place;
    const { kind, number } = issuance;
    await this.act(async () => {
      await this.options.hub.ask('voidIssuance', { params: { office, kind, number } });
      this.result.value = { kind: 'voided', number };
    });
  }

  private async send(request: IssuanceRequest): Promise<DeskResult> {
    try {
      const { status, body } = await this.options.hub.ask('issue', { body: request });
      if (status === 200) return { kind: 'same', number: request.number };
      return { kind: 'issued', number: request.number, issuance: body.issuance, window: body.window };
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.faults.value = faultyFields(problem);
      if (problem.code === 'issuance/conflict') this.use(request.kind, request.number);
      throw problem;
    }
  }

  /** One action at a time; its refusal becomes the result, and the list is read anew after it. */
  private async act(action: () => Promise<void>): Promise<void> {
    this.busy.value = true;
    try {
      await action();
    } catch (thrown) {
      this.result.value = { kind: 'refused', problem: asProblem(thrown) };
    } finally {
      this.busy.value = false;
    }
    await this.look(LATER_LOOK);
  }

  private async poll(limit: number): Promise<void> {
    await this.look(limit);
    const next = this.failure.value === undefined ? LATER_LOOK : limit;
    this.options.clock.after(POLL_MS, () => void this.poll(next));
  }

  private async look(limit: number): Promise<void> {
    const { hub, place } = this.options;
    try {
      if (this.counter.value === undefined) await this.locate();
      if (this.misplaced.value) return;
      const { body, hubMs } = await hub.ask('windows', { query: { ...place, limit } });
      this.setClock(hubMs);
      this.windows.value = body.items;
      for (const { issuances } of body.items)
        for (const { kind, number } of issuances) this.use(kind, number);
      this.failure.value = undefined;
    } catch (thrown) {
      this.failure.value = asProblem(thrown);
    }
  }

  private async locate(): Promise<void> {
    const { body } = await this.options.hub.ask('offices', {});
    this.office.value = body.items.find((office) => office.id === this.options.place.office);
    this.misplaced.value = this.counter.value === undefined;
  }

  private setClock(hubMs: number | undefined): void {
    if (hubMs === undefined || Math.abs(hubMs - this.hubClock.now()) < CLOCK_STEP_MS) return;
    this.hubClock.set(hubMs);
    this.now.value = hubMs;
  }

  /** Notes a number as used, so that the next one suggested lies above it. */
  private use(kind: IssuanceKind, number: string): void {
    const running = runningNumber(number, this.prefix.peek());
    if (running <= this.used.peek()[kind]) return;
    this.used.value = { ...this.used.peek(), [kind]: running };
    this.options.memory.set(this.memoryName(kind), number);
  }

  private remembered(kind: IssuanceKind): string {
    return this.options.memory.get(this.memoryName(kind)) ?? '';
  }

  private memoryName(kind: IssuanceKind): string {
    const { office, counter } = this.options.place;
    return `last.${office}.${counter}.${kind}`;
  }
}
