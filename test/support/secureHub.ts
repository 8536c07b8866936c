import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { EnrolmentOffer } from '#contract/enrolment.js';
import type { BoxView } from '#contract/views.js';
import { type Clock, systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { readSettings } from '#platform/settings.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { fetchTrusting, meetAuthority } from '#platform/trustingFetch.js';
import { IdentityPapers } from '../../device/adapters/identityPapers.js';
import { enrolCommand } from '../../device/composition/enrolCommand.js';
import { type AccessSettings, DEMONSTRATION_ACCESS } from '../../hub/access/accessSettings.js';
import type { AedesBroker } from '../../hub/broker/aedesBroker.js';
import { proxiesIn } from '../../hub/http/proxies.js';
import { Hub } from '../../hub/hub.js';
import { makeTrust } from '../../hub/initCommand.js';
import { hubSettings } from '../../hub/settings.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { SiteStore } from '../../hub/store/siteStore.js';
import { isInitialised } from '../../hub/tls/tlsFolder.js';
import { type Transport, transportOf } from '../../hub/transport.js';
import { hubDesks } from './hubDesks.js';
import { eastSite } from './sites.js';
import { spokenTerminal } from './spoken.js';
import { temporaryFolder } from './temporary.js';

export const LOCAL = { names: ['hub.office', 'localhost'], addresses: ['127.0.0.1'] };

export interface SecureHubOptions {
  readonly folder?: string;
  readonly clock?: Clock;
  /** When its certificates were made, Unix ms. */
  readonly madeMs?: number;
  readonly flags?: readonly string[];
  /** Who is let in; everybody without. */
  readonly access?: AccessSettings;
  /** Folder of built pages. */
  readonly pages?: string;
}

/** A whole hub with TLS on real sockets, where nobody has to sign in unless it is given who may. */
export class SecureHub {
  private constructor(
    readonly folder: string,
    readonly transport: Transport,
    private readonly hub: Hub,
    private readonly db: Sqlite,
  ) {}

  static async start({
    folder = temporaryFolder(),
    clock = systemClock,
    madeMs = clock.wall(),
    flags = [],
    access = DEMONSTRATION_ACCESS,
    pages = '/nonexistent',
  }: SecureHubOptions = {}): Promise<SecureHub> {
    if (!isInitialised(folder)) makeTrust(folder, LOCAL, madeMs);
    const own = ['--https-port=0', '--mqtts-port=0', '--demonstration=false', `--data=${folder}`];
    const environment = { X_REQUESTS_PER_MINUTE: '1000000' };
    const settings = readSettings(hubSettings, { flags: [...own, ...flags], environment, prefix: 'X' });
    const db = openSqlite(join(folder, 'hub.db'), migrations);
    const sites = new SiteStore(db);
    sites.apply(eastSite, clock.wall());
    const parts = { db, sites, clock, ids: systemIds, logger: silentLogger };
    const transport = transportOf({ ...parts, settings });
    const hub = new Hub({
      ...parts,
      ...hubDesks(db, clock, folder),
      access,
      broker: transport.broker,
      software: 'test',
      http: {
        host: '127.0.0.1',
        port: transport.httpPort,
        tls: transport.certificates,
        requestsPerMinute: settings['requests-per-minute'],
        trustedProxies: proxiesIn(settings['trusted-proxies']),
        pages,
      },
    });
    for (const service of transport.services) await service.start();
    await hub.start();
    const started = new SecureHub(folder, transport, hub, db);
    onTestFinished(() => started.stop());
    return started;
  }

  private stopped = false;
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    await this.hub.stop();
    for (const service of this.transport.services) await service.stop();
    this.db.close();
  }

  get certificates() {
    const { certificates } = this.transport;
    if (certificates === undefined) throw new Error('this hub has no certificates');
    return certificates;
  }

  get origin(): string {
    return `https://127.0.0.1:${this.hub.http.port}`;
  }

  get mqtt(): string {
    return `mqtts://127.0.0.1:${(this.transport.broker as AedesBroker).port}`;
  }

  async ask<T>(method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
    const response = await fetchTrusting(this.certificates.trusted)(`${this.origin}/api/v1${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  async offer(box: string, counter: string): Promise<EnrolmentOffer> {
    return (await this.ask<EnrolmentOffer>('POST', `/boxes/${box}/enrolment`, { office: 'east', counter }))
      .body;
  }

  async view(box: string): Promise<BoxView | undefined> {
    const { body } = await this.ask<{ items: BoxView[] }>('GET', '/boxes?limit=500');
    return body.items.find(({ id }) => id === box);
  }

  revoke(box: string): Promise<{ status: number; body: BoxView }> {
    return this.ask('POST', `/boxes/${box}/revoke`, { by: '王主管' });
  }

  /** Enrols a box as a person would; its papers. */
  async enrol(box: string, counter: string, folder = temporaryFolder()): Promise<EnrolledBox> {
    const { code, fingerprint = '' } = await this.offer(box, counter);
    const said = await runEnrol(['--hub', this.origin, '--code', code, '--fingerprint', fingerprint], folder);
    const papers = IdentityPapers.in(folder);
    if (said.status !== 0 || papers === undefined) throw new Error(said.err);
    return { box, folder, papers };
  }
}

export interface EnrolledBox {
  readonly box: string;
  readonly folder: string;
  readonly papers: IdentityPapers;
}

/** `rating-box enrol` with its real connections. */
export async function runEnrol(
  args: readonly string[],
  folder: string,
): Promise<{ status: number; out: string; err: string }> {
  const terminal = spokenTerminal();
  const status = await enrolCommand([...args, '--data', folder], {
    ...terminal,
    fetch,
    meet: meetAuthority,
    fetchTrusting,
  });
  return { status, ...terminal.said };
}
