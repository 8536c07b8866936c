import { computed, signal } from '@preact/signals';
import type { SessionView } from '#contract/access.js';
import type { OfficeView } from '#contract/views.js';
import type { Clock } from '#platform/clock.js';
import type { HubClient } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import { nextPage, SILENCED } from '../session/nextPage.js';
import { type ApplicationDraft, accountOf, requestOf } from './applicationDraft.js';

export interface SignInOptions {
  readonly hub: HubClient;
  readonly clock: Clock;
  readonly location: Pick<Location, 'search' | 'replace'>;
}

export type Stage = 'opening' | 'demonstration' | 'sign-in' | 'change' | 'apply' | 'applied' | 'leaving';

const RETRY_MS = 5_000;

/** The door: signing in, choosing a password, applying for an account. */
export class SignInModel {
  readonly view = signal<SessionView | undefined>(undefined);
  /** The hub could not be asked at all. */
  readonly unreachable = signal(false);
  readonly problem = signal<HubProblem | undefined>(undefined);
  readonly busy = signal(false);
  /** The password just used, so that it need not be typed again to be changed (WCAG 3.3.7). */
  readonly current = signal('');
  readonly offices = signal<readonly OfficeView[] | 'loading' | 'failed'>('loading');
  /** Where the page leads, relative to it: always one of our own. */
  readonly next: string;
  readonly stage = computed((): Stage => this.stageOf(this.view.value));
  private readonly sent = signal(false);
  private readonly asked: URLSearchParams;

  constructor(private readonly options: SignInOptions) {
    const { search } = options.location;
    this.asked = new URLSearchParams(search);
    this.next = nextPage(search);
  }

  start(): void {
    void this.open();
    if (this.asked.has('apply')) void this.readOffices();
  }

  /** The provider of the other way in sent the person back without an answer. */
  get providerFailed(): boolean {
    return this.asked.has('problem');
  }

  /** A page that sounded alarms led here, and nobody hears them now. */
  get silenced(): boolean {
    return this.asked.has(SILENCED);
  }

  /** This page's address with the form of an application, or without. */
  doorTo(form: 'apply' | 'sign-in'): string {
    const query = new URLSearchParams(this.asked);
    query.delete('problem');
    if (form === 'apply') query.set('apply', '1');
    else query.delete('apply');
    const text = query.toString();
    return text === '' ? './sign-in.html' : `./sign-in.html?${text}`;
  }

  async signIn(account: string, password: string): Promise<void> {
    await this.act(async () => {
      const body = { account: accountOf(account), password };
      const answer = await this.options.hub.ask('signIn', { body });
      this.current.value = password;
      this.enter(answer.body);
    });
  }

  async change(password: string, next: string): Promise<void> {
    await this.act(async () => {
      const answer = await this.options.hub.ask('changePassword', { body: { password, next } });
      this.asked.delete('change');
      this.enter(answer.body);
    });
  }

  async apply(draft: ApplicationDraft): Promise<void> {
    await this.act(async () => {
      await this.options.hub.ask('applyForAccount', { body: requestOf(draft) });
      this.sent.value = true;
    });
  }

  private enter(view: SessionView): void {
    this.view.value = view;
    if (this.stage.value === 'leaving') this.options.location.replace(this.next);
  }

  private stageOf(view: SessionView | undefined): Stage {
    if (view === undefined) return 'opening';
    if (this.asked.has('apply')) return this.sent.value ? 'applied' : 'apply';
    if (view.state === 'demonstration') return 'demonstration';
    if (view.state === 'nobody') return 'sign-in';
    return view.state === 'must-change' || this.asked.has('change') ? 'change' : 'leaving';
  }

  private async open(): Promise<void> {
    try {
      this.enter((await this.options.hub.ask('session', {})).body);
      this.unreachable.value = false;
    } catch (thrown) {
      asProblem(thrown);
      this.unreachable.value = true;
      this.options.clock.after(RETRY_MS, () => void this.open());
    }
  }

  private async readOffices(): Promise<void> {
    try {
      this.offices.value = (await this.options.hub.ask('offices', {})).body.items;
    } catch (thrown) {
      asProblem(thrown);
      this.offices.value = 'failed';
      this.options.clock.after(RETRY_MS, () => void this.readOffices());
    }
  }

  private async act(action: () => Promise<void>): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    this.problem.value = undefined;
    try {
      await action();
    } catch (thrown) {
      this.problem.value = asProblem(thrown);
    } finally {
      this.busy.value = false;
    }
  }
}
