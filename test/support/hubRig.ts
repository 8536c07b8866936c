import type { FastifyInstance, InjectOptions, LightMyRequestResponse as InjectResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import type { IssuanceRequest, IssuanceResult } from '#contract/api.js';
import { type Ack, ack, type BoxCommand, boxCommand, type CommandKind } from '#contract/commands.js';
import type { BoxEvent, EventBody } from '#contract/events.js';
import type { Heartbeat } from '#contract/presence.js';
import type { DownChannel, UpChannel } from '#contract/topics.js';
import { ManualClock, timestamp } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { openSqlite } from '#platform/sqlite.js';
import type { Broker, BrokerListener } from '../../hub/broker/broker.js';
import { Hub, type HubParts } from '../../hub/hub.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { type Site, SiteStore } from '../../hub/store/siteStore.js';
import type { HubCertificates } from '../../hub/tls/hubCertificates.js';
import { hubDesks } from './hubDesks.js';
import { eastSite } from './sites.js';
import { temporaryFolder } from './temporary.js';

/** A broker without a wire: what boxes say is put in, what the hub says is kept. */
export class LoopBroker implements Broker {
  readonly name = 'loop broker';
  up = true;
  readonly accepted = 0;
  readonly address = { port: 1883 };
  /** What the hub decided about connections, in order. */
  readonly decided: string[] = [];
  readonly sent: Array<{ office: string; box: string; channel: DownChannel; payload: string }> = [];
  private listener: BrokerListener | undefined;

  listen(listener: BrokerListener): void {
    this.listener = listener;
  }
  start(): void {}
  stop(): void {}
  admit(box: string): void {
    this.decided.push(`admit ${box}`);
  }
  bar(box: string): void {
    this.decided.push(`bar ${box}`);
  }
  cut(box: string): void {
    this.decided.push(`cut ${box}`);
  }
  publish(office: string, box: string, channel: DownChannel, payload: string): void {
    this.sent.push({ office, box, channel, payload });
  }
  deliver(office: string, box: string, channel: UpChannel, payload: string | Uint8Array): void {
    this.listener?.message(
      { office, box, channel },
      typeof payload === 'string' ? Buffer.from(payload) : payload,
    );
  }
  /** What was sent to a box, under whichever office or under this one. */
  commands(box: string, office?: string): BoxCommand[] {
    return this.to(box, 'cmd', office).map((payload) => boxCommand.decode(payload));
  }
  acks(box: string, office?: string): Ack[] {
    return this.to(box, 'ack', office).map((payload) => ack.decode(payload));
  }
  private to(box: string, channel: DownChannel, office?: string): string[] {
    return this.sent
      .filter((m) => m.box === box && m.channel === channel && (office === undefined || m.office === office))
      .map(({ payload }) => payload);
  }
}

/** Other desks than those of `hubDesks`, for the database in a file and the folder it lies in. */
export type MakeDesks = (
  file: string,
  clock: ManualClock,
  folder: string,
) => Partial<Pick<HubParts, 'access' | 'analyst' | 'backups' | 'fileDesks' | 'outbound' | 'logger'>> & {
  readonly tls?: HubCertificates;
};

/** A whole hub on a real database and a clock of its own, spoken to without sockets. */
export class HubRig {
  readonly broker = new LoopBroker();
  private hub: Hub | undefined;
  private server: FastifyInstance | undefined;

  private constructor(
    readonly folder: string,
    readonly clock: ManualClock,
    private readonly site: Site,
    private readonly requestsPerMinute: number,
    private readonly makeDesks: MakeDesks,
  ) {}

  static async start(
    site: Site = eastSite,
    folder = temporaryFolder(),
    clock = new ManualClock(),
    requestsPerMinute = 100_000,
    makeDesks: MakeDesks = () => ({}),
  ): Promise<HubRig> {
    const rig = new HubRig(folder, clock, site, requestsPerMinute, makeDesks);
    await rig.boot();
    onTestFinished(() => rig.stop());
    return rig;
  }

  /** Another run of the program on the same data. */
  async restart(): Promise<void> {
    await this.stop();
    await this.boot();
  }

  async stop(): Promise<void> {
    await this.server?.close();
    await this.hub?.stop();
    this.hub = undefined;
    this.server = undefined;
  }

  /** Lets everything waiting for its commit be committed and answered. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Where the hub listens on a real socket. */
  get origin(): string {
    return `http://127.0.0.1:${this.hub?.http.port}`;
  }

  /** The whole answer to a request, headers and all. */
  async inject(options: InjectOptions): Promise<InjectResponse> {
    if (this.server === undefined) throw new Error('the hub is stopped');
    return this.server.inject(options);
  }

  async request<T = unknown>(options: InjectOptions): Promise<{ status: number; body: T }> {
    const response = await this.inject(options);
    return { status: response.statusCode, body: response.json<T>() };
  }

  async get<T>(url: string): Promise<T> {
    const { status, body } = await this.request({ method: 'GET', url: `/api/v1${url}` });
    if (status !== 200) throw new Error(`${url} answered ${status}: ${JSON.stringify(body)}`);
    return body as T;
  }

  async post<T = unknown>(url: string, payload?: object): Promise<{ status: number; body: T }> {
    return this.request<T>({
      method: 'POST',
      url: `/api/v1${url}`,
      ...(payload === undefined ? {} : { payload }),
    });
  }

  private numbers = 0;
  /** Issues a document with a fresh number. */
  async issue(counter: string, fields: Partial<IssuanceRequest> = {}): Promise<IssuanceResult> {
    const { status, body } = await this.post('/issuances', {
      office: 'east',
      counter,
      kind: 'receipt',
      number: `R${++this.numbers}`,
      clerk: 'lin',
      ...fields,
    });
    if (status >= 300) throw new Error(`issuance refused: ${JSON.stringify(body)}`);
    return body as IssuanceResult;
  }

  box(id: string, office = 'east'): BoxDouble {
    return new BoxDouble(this, id, office);
  }

  private async boot(): Promise<void> {
    const file = `${this.folder}/hub.db`;
    const db = openSqlite(file, migrations);
    const sites = new SiteStore(db);
    sites.apply(this.site, this.clock.wall());
    const { tls, ...desks } = this.makeDesks(file, this.clock, this.folder);
    const hub = new Hub({
      db,
      sites,
      broker: this.broker,
      ...hubDesks(db, this.clock, this.folder),
      logger: silentLogger,
      ...desks,
      clock: this.clock,
      ids: systemIds,
      software: 'test',
      http: {
        ...{ host: '127.0.0.1', port: 0, pages: '/nonexistent', tls },
        requestsPerMinute: this.requestsPerMinute,
      },
    });
    await hub.start();
    this.hub = hub;
    this.server = await hub.http.build();
  }
}

let runs = 0;

/** Speaks for one box, byte for byte as a box would, without its logic. */
export class BoxDouble {
  epoch: string;
  private seq = 0;
  readonly boot = systemIds.uuid();

  constructor(
    private readonly rig: HubRig,
    readonly id: string,
    public office: string,
  ) {
    this.epoch = (++runs).toString(16).padStart(16, '0');
  }

  online(): this {
    this.status('online');
    return this;
  }

  status(status: 'online' | 'offline' | 'lost'): void {
    this.rig.broker.deliver(
      this.office,
      this.id,
      'state',
      JSON.stringify({ status, boot: this.boot, software: 'test' }),
    );
  }

  beat(fields: Partial<Heartbeat> = {}): void {
    const beat = {
      boot: this.boot,
      mono: 1,
      at: this.now(),
      epoch: this.epoch,
      lastSeq: this.seq,
      unacked: 0,
      panel: 'ok',
      voice: 'ok',
      storage: 'ok',
      ...fields,
    };
    this.rig.broker.deliver(this.office, this.id, 'beat', JSON.stringify(beat));
  }

  event(body: EventBody, fields: Partial<BoxEvent> = {}): BoxEvent {
    return {
      ...body,
      id: systemIds.uuid(),
      epoch: this.epoch,
      seq: ++this.seq,
      at: this.now(),
      ...fields,
    } as BoxEvent;
  }

  /** Makes the next event and sends it. */
  say(body: EventBody, fields: Partial<BoxEvent> = {}): BoxEvent {
    const event = this.event(body, fields);
    this.send(event);
    return event;
  }

  send(event: BoxEvent): void {
    this.rig.broker.deliver(this.office, this.id, 'evt', JSON.stringify(event));
  }

  commands(): BoxCommand[] {
    return this.rig.broker.commands(this.id);
  }

  /** Commands of one kind that went to the office under which the box speaks now. */
  told<K extends CommandKind>(kind: K): Array<Extract<BoxCommand, { kind: K }>> {
    return this.rig.broker
      .commands(this.id, this.office)
      .filter((command): command is Extract<BoxCommand, { kind: K }> => command.kind === kind);
  }

  acked(): number[] {
    return this.rig.broker.acks(this.id).flatMap(({ seqs }) => seqs);
  }

  private now(): string {
    return timestamp(this.rig.clock.wall());
  }
}
