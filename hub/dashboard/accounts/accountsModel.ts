import { batch, effect, type Signal, signal, untracked } from '@preact/signals';
import type { AccountDecision, AccountState, AccountView, OneTimePassword } from '#contract/access.js';
import type { OfficeView } from '#contract/views.js';
import type { Principal } from '../../access/principal.js';
import type { HubClient } from '../api/hubClient.js';
import { Deed } from '../console/deed.js';
import type { Session } from '../session/session.js';
import { deciderOf } from './decider.js';
import { Listing } from './listing.js';

export interface AccountsOptions {
  readonly hub: HubClient;
  readonly session: Session;
  /** The office to show first; empty for all. */
  readonly office: string;
}

export type ListedAccount = AccountView & { readonly reason?: string };

/** What is about to be done with an account. */
export interface Task {
  readonly kind: 'change' | 'reset' | 'disable';
  readonly account: AccountView;
}

/** What was done to whose account. */
export interface Done {
  readonly kind: 'declined' | 'changed' | 'disabled';
  readonly name: string;
}

const PAGE = 20;
/** Somebody else was faster: the lists are read anew. */
const OVERTAKEN = ['account/decided', 'account/unknown'];

/** Accounts of one office or of all: those applied for and those there are. */
export class AccountsModel {
  readonly offices = signal<readonly OfficeView[]>([]);
  /** The office shown; empty for all. */
  readonly office: Signal<string>;
  readonly state = signal<AccountState | ''>('');
  readonly pending: Listing<ListedAccount>;
  readonly accounts: Listing<ListedAccount>;
  /** Shown until it is put away, and never again. */
  readonly slip = signal<OneTimePassword | undefined>(undefined);
  readonly task = signal<Task | undefined>(undefined);
  readonly done = signal<Done | undefined>(undefined);
  readonly deed = new Deed();
  readonly decider: Principal;
  readonly scope: readonly string[] | null;

  constructor(private readonly options: AccountsOptions) {
    const { session, office } = options;
    this.scope = session.scope;
    this.decider = deciderOf(session.view.peek());
    this.office = signal(this.scope === null || this.scope.includes(office) ? office : (this.scope[0] ?? ''));
    this.pending = new Listing((after) => this.read('pending', after));
    this.accounts = new Listing((after) => this.read(this.state.peek(), after));
  }

  start(): void {
    void this.readOffices();
    effect(() => {
      this.office.value;
      this.state.value;
      untracked(() => this.load());
    });
  }

  async approve(account: AccountView, decision: AccountDecision): Promise<void> {
    const params = { id: account.id };
    await this.hand(() => this.options.hub.ask('approveAccount', { params, body: decision }));
  }

  async decline(account: AccountView): Promise<void> {
    const params = { id: account.id };
    await this.act({ kind: 'declined', name: account.name }, () =>
      this.options.hub.ask('declineAccount', { params, body: {} }),
    );
  }

  async change({ account }: Task, decision: AccountDecision): Promise<void> {
    const params = { id: account.id };
    await this.act({ kind: 'changed', name: account.name }, () =>
      this.options.hub.ask('changeAccount', { params, body: decision }),
    );
  }

  async disable({ account }: Task): Promise<void> {
    const params = { id: account.id };
    await this.act({ kind: 'disabled', name: account.name }, () =>
      this.options.hub.ask('disableAccount', { params, body: {} }),
    );
  }

  async reset({ account }: Task): Promise<void> {
    const params = { id: account.id };
    await this.hand(() => this.options.hub.ask('resetPassword', { params, body: {} }));
  }

  open(task: Task): void {
    this.deed.problem.value = undefined;
    this.done.value = undefined;
    this.task.value = task;
  }

  close(): void {
    this.deed.problem.value = undefined;
    this.task.value = undefined;
  }

  private async act(done: Done, ask: () => Promise<{ readonly body: AccountView }>): Promise<void> {
    this.done.value = undefined;
    const view = await this.deed.run(ask);
    this.settle(() => {
      if (view !== undefined) this.done.value = done;
    }, view !== undefined);
  }

  private async hand(ask: () => Promise<{ readonly body: OneTimePassword }>): Promise<void> {
    this.done.value = undefined;
    const slip = await this.deed.run(ask);
    this.settle(() => {
      if (slip !== undefined) this.slip.value = slip;
    }, slip !== undefined);
  }

  private settle(take: () => void, taken: boolean): void {
    const overtaken = OVERTAKEN.includes(this.deed.problem.peek()?.code ?? '');
    if (!taken && !overtaken) return;
    batch(() => {
      take();
      this.task.value = undefined;
    });
    this.load();
  }

  private load(): void {
    void this.pending.load();
    void this.accounts.load();
  }

  private async read(state: AccountState | '', after: string | undefined) {
    const office = this.office.peek();
    const query = {
      limit: PAGE,
      ...(office !== '' && { office }),
      ...(state !== '' && { state }),
      ...(after !== undefined && { after }),
    };
    return (await this.options.hub.ask('accounts', { query })).body;
  }

  /** Offices only name what is chosen from; without them it is chosen by their ids. */
  private async readOffices(): Promise<void> {
    const { body } = await this.options.hub.ask('offices', {}).catch(() => ({ body: { items: [] } }));
    this.offices.value = body.items.filter(({ id }) => this.scope?.includes(id) ?? true);
  }
}
