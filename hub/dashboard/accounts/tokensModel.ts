import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { TokenMade, TokenRequest, TokenView } from '#contract/access.js';
import type { HubClient } from '../api/hubClient.js';
import { Deed } from '../console/deed.js';
import { Listing } from './listing.js';

export interface TokensOptions {
  readonly hub: HubClient;
  /** The office shown; empty for all. */
  readonly office: ReadonlySignal<string>;
}

const PAGE = 20;

/** Tokens of the programs of one office or of all. */
export class TokensModel {
  readonly list: Listing<TokenView>;
  /** Shown until it is put away, and never again. */
  readonly made = signal<TokenMade | undefined>(undefined);
  /** The one about to be revoked. */
  readonly revoking = signal<TokenView | undefined>(undefined);
  readonly revoked = signal<TokenView | undefined>(undefined);
  readonly deed = new Deed();

  constructor(private readonly options: TokensOptions) {
    this.list = new Listing((after) => this.read(after));
  }

  start(): void {
    effect(() => {
      this.options.office.value;
      untracked(() => void this.list.load());
    });
  }

  /** Whether the hub made it. */
  async make(body: TokenRequest): Promise<boolean> {
    this.revoked.value = undefined;
    const made = await this.deed.run(() => this.options.hub.ask('makeToken', { body }));
    if (made === undefined) return false;
    this.made.value = made;
    void this.list.load();
    return true;
  }

  ask(token: TokenView | undefined): void {
    this.deed.problem.value = undefined;
    this.revoked.value = undefined;
    this.revoking.value = token;
  }

  async revoke(token: TokenView): Promise<void> {
    const params = { id: token.id };
    const view = await this.deed.run(() => this.options.hub.ask('revokeToken', { params, body: {} }));
    if (view === undefined && this.deed.problem.peek()?.code !== 'token/unknown') return;
    this.revoking.value = undefined;
    this.revoked.value = view;
    void this.list.load();
  }

  private async read(after: string | undefined) {
    const office = this.options.office.peek();
    const query = {
      limit: PAGE,
      ...(office !== '' && { office }),
      ...(after !== undefined && { after }),
    };
    return (await this.options.hub.ask('tokens', { query })).body;
  }
}
