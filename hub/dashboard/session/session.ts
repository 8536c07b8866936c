import { computed, signal } from '@preact/signals';
import type { Role, SessionView } from '#contract/access.js';
import type { OfficeView } from '#contract/views.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import type { HubClient, Reply } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { Ending } from './ending.js';
import { type Door, doorAddress } from './nextPage.js';
import { mayUse, type PageName } from './pageRoles.js';
import { SessionClock } from './sessionClock.js';
import type { Witness } from './watchedFetch.js';

export interface SessionOptions {
  /** Not watched by this session: its own questions are answered by itself. */
  readonly hub: HubClient;
  readonly clock: Clock;
  readonly location: Pick<Location, 'pathname' | 'search' | 'replace'>;
  /** The page keeps a live stream. */
  readonly live: boolean;
}

const TICK_MS = 1_000;
const RETRY_MS = 5_000;
/** Requests are refused in bunches; the hub is asked once for all of them, and not for those that follow at once. */
const ASK_EVERY_MS = 5_000;

/** How whoever sits before the page stands at the hub, for as long as the page is open (P1, P2). */
export class Session implements Witness {
  /** Absent until the hub has said it. */
  readonly view = signal<SessionView | undefined>(undefined);
  /** The hub could not be asked, and why. */
  readonly failure = signal<HubProblem | undefined>(undefined);
  readonly ending = signal<Ending>(undefined);
  readonly busy = signal(false);
  /** Names of the offices, once they were asked for. */
  readonly offices = signal<readonly OfficeView[]>([]);
  readonly isDemonstration = computed(() => this.view.value?.state === 'demonstration');
  readonly isSignedIn = computed(() => this.view.value?.state === 'signed-in');
  private readonly life: SessionClock;
  private readonly ticking: Timer[] = [];
  private askedAt = Number.NEGATIVE_INFINITY;
  private left = false;

  constructor(private readonly options: SessionOptions) {
    this.life = new SessionClock(options.clock, options.live);
  }

  start(): void {
    void this.open();
    this.ticking.push(every(this.options.clock, TICK_MS, () => this.tick()));
  }

  /** The page sounds alarms, and will not once the session has ended. */
  get sounds(): boolean {
    return this.options.live;
  }

  /** In whose name everything is done; absent in the demonstration, where people type their names. */
  get name(): string | undefined {
    return this.isSignedIn.value ? this.view.value?.name : undefined;
  }

  /** Offices of the account; `null` for all of them, as in the demonstration. */
  get scope(): readonly string[] | null {
    return this.view.value?.offices ?? null;
  }

  may(page: PageName): boolean {
    const view = this.view.value;
    return view?.state === 'demonstration' || mayUse(page, view?.roles ?? []);
  }

  has(role: Role): boolean {
    const view = this.view.value;
    return view?.state === 'demonstration' || (view?.roles?.includes(role) ?? false);
  }

  used(): void {
    this.life.used();
    this.tick();
  }

  nobody(): void {
    this.leaveBy('sign-in');
  }

  refused(): void {
    const now = this.options.clock.monotonic();
    if (now - this.askedAt < ASK_EVERY_MS) return;
    this.askedAt = now;
    void this.ask();
  }

  /** Uses the session, so that its idle time begins anew. */
  async stay(): Promise<void> {
    await this.ask();
  }

  /** Ends this session, or every one of the account, and leaves for the door. */
  async signOut(where: 'here' | 'everywhere'): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    this.failure.value = undefined;
    try {
      await this.options.hub.ask(where === 'here' ? 'signOut' : 'signOutEverywhere', { body: {} });
      this.leave('./sign-in.html');
    } catch (thrown) {
      this.failure.value = asProblem(thrown);
    } finally {
      this.busy.value = false;
    }
  }

  /** Without the names, offices are called by their ids. */
  async readOffices(): Promise<void> {
    const read = this.options.hub.ask('offices', {}).then(({ body }) => body.items);
    this.offices.value = await read.catch(() => this.offices.peek());
  }

  /** The way to the form of another password and back to this page. */
  get changeAddress(): string {
    return doorAddress('change', this.options.location);
  }

  private async open(): Promise<void> {
    await this.ask();
    if (this.view.value === undefined && !this.left)
      this.options.clock.after(RETRY_MS, () => void this.open());
  }

  private async ask(): Promise<void> {
    try {
      this.take(await this.options.hub.ask('session', {}));
      this.failure.value = undefined;
    } catch (thrown) {
      this.failure.value = asProblem(thrown);
    }
  }

  private take({ body, hubMs }: Reply<'session'>): void {
    if (body.state === 'nobody') return this.leaveBy('sign-in');
    if (body.state === 'must-change') return this.leaveBy('change');
    this.life.told(body, hubMs ?? this.options.clock.wall());
    this.view.value = body;
    this.tick();
  }

  /** Over by this page's reckoning: another page may have used the session since, so the hub has the last word. */
  private tick(): void {
    if (!this.isSignedIn.peek() || this.left) return;
    this.ending.value = this.life.ending();
    if (this.ending.value?.kind === 'over') this.refused();
  }

  private leaveBy(door: Door): void {
    // Nobody was told yet on a page that is just opened, so that nothing falls silent.
    const silenced = this.options.live && this.view.peek() !== undefined;
    this.leave(doorAddress(door, this.options.location, silenced));
  }

  private leave(address: string): void {
    if (this.left) return;
    this.left = true;
    for (const timer of this.ticking) timer.cancel();
    this.options.location.replace(address);
  }
}
