import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoxEvent } from '#contract/events.js';
import { systemClock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import { CALM, LossyProxy } from '../../simulators/faults/lossyProxy.js';
import { officeSite } from '../../simulators/office/officeSite.js';
import { namedRandom } from '../../simulators/random.js';
import { freePort } from '../support/freePort.js';
import { BrokerProcess } from './brokerProcess.js';
import { CounterUnderFire } from './counterUnderFire.js';
import { type HeldEvent, readOutbox } from './evidence.js';
import { HubUnderFire } from './hubUnderFire.js';
import type { OfficeNetwork } from './network.js';
import { SmallDisk } from './smallDisk.js';
import { WallClocks } from './wallClocks.js';

export interface OfficeOptions {
  readonly folder: string;
  readonly seed: number;
  readonly boxes: number;
  readonly broker: 'embedded' | 'mosquitto';
  readonly network: OfficeNetwork;
}

const HUB_DISK_MB = 192;
const BOX_DISK_MB = 12;

/** A whole office of real processes, with everything a fault can get hold of. */
export class Office {
  readonly counters: CounterUnderFire[] = [];
  /** The line of each box, in the order of the counters. */
  readonly lines: LossyProxy[] = [];
  /** Between hub and broker, where the broker is outside. */
  hubLine: LossyProxy | undefined;
  broker: BrokerProcess | undefined;
  readonly clocks: WallClocks;
  /** By machine; empty where none can be mounted. */
  readonly disks = new Map<string, SmallDisk>();
  /** Machines whose disk is full at the moment. */
  readonly full = new Set<string>();
  readonly incidents: string[] = [];
  /** How often a program ended by itself while its disk was full, and was started again. */
  endedWhileFull = 0;
  /** What the boxes had in their outboxes whenever one was looked into. */
  readonly stored = new Map<string, HeldEvent>();
  readonly damaged = new Set<string>();
  readonly blinded = new Map<string, number>();
  restores = 0;
  diskTrouble: string | undefined;
  api = '';
  private hubProgram: HubUnderFire | undefined;

  constructor(readonly options: OfficeOptions) {
    this.clocks = new WallClocks(options.folder);
  }

  get hub(): HubUnderFire {
    if (this.hubProgram === undefined) throw new Error('the office is not open yet');
    return this.hubProgram;
  }

  get hubData(): string {
    return join(this.options.folder, 'hub');
  }

  async open(): Promise<void> {
    const { folder, boxes, broker } = this.options;
    for (const machine of ['hub', ...this.numbers.map((number) => `box-${number}`)]) this.mount(machine);
    const [http, mqtt] = [await freePort(), await freePort()];
    const site = join(folder, 'site.json');
    writeFileSync(site, JSON.stringify(officeSite('east', boxes)));
    this.api = `http://127.0.0.1:${http}/api/v1`;
    const flags = ['--site', site, '--data', this.hubData, '--http-port', String(http)];
    flags.push('--log-level', 'silent', '--requests-per-minute', '1000000');
    if (broker === 'embedded') flags.push('--mqtt-port', String(mqtt));
    else flags.push('--broker', await this.outsideBroker(mqtt));
    this.hubProgram = new HubUnderFire(flags, this.clocks.surroundings('hub'), (words) =>
      this.ended('hub', words),
    );
    await this.hub.start();
    for (const number of this.numbers) this.counters.push(await this.counter(number, mqtt));
    for (const counter of this.counters) counter.start();
  }

  /** Ends all that can still hurt. */
  async mend(): Promise<void> {
    for (const line of [...this.lines, ...(this.hubLine === undefined ? [] : [this.hubLine])]) {
      line.turn(CALM);
      line.unblock();
    }
    for (const disk of this.disks.values()) disk.empty();
    this.clocks.right();
  }

  /** Reads the outbox of a box that is down; what it once held stays in the books. */
  look(counter: CounterUnderFire): BoxEvent[] {
    const events = readOutbox(counter.outbox);
    for (const event of events) {
      const key = `${counter.box}/${event.epoch}/${event.seq}`;
      const known = this.stored.get(key);
      const before = known === undefined ? this.placeOf(counter.box, event) : undefined;
      if (before !== undefined) {
        this.stored.set(before, { box: counter.box, event });
        continue;
      }
      // Told apart by its id, so that the books see a number that was given twice.
      if (known?.event.id !== event.id)
        this.stored.set(known === undefined ? key : `${key}/${event.id}`, { box: counter.box, event });
    }
    return events;
  }

  /** Where the books have what the box has since taken along to new numbers: one event, under its last number. */
  private placeOf(box: string, event: BoxEvent): string | undefined {
    for (const [key, held] of this.stored)
      if (held.box === box && (held.event.id === event.id || isMoved(held.event, event))) return key;
    return undefined;
  }

  /** Ends every program, so that what they stored lies still. */
  async rest(): Promise<void> {
    await Promise.all(this.counters.map((counter) => counter.kill()));
    await this.hubProgram?.kill();
    await this.broker?.kill();
  }

  async close(): Promise<void> {
    await Promise.all([...this.lines, this.hubLine].map((line) => line?.stop()));
    for (const disk of this.disks.values()) disk.unmount();
    await this.options.network.close();
  }

  private ended(machine: string, words: string): void {
    if (this.full.has(machine)) this.endedWhileFull++;
    else this.incidents.push(`${machine} ended: ${words}`);
  }

  private get numbers(): number[] {
    return Array.from({ length: this.options.boxes }, (_, index) => index + 1);
  }

  private mount(machine: string): void {
    const folder = join(this.options.folder, machine);
    mkdirSync(folder, { recursive: true });
    try {
      this.disks.set(machine, SmallDisk.mount(folder, machine === 'hub' ? HUB_DISK_MB : BOX_DISK_MB));
    } catch (error) {
      this.diskTrouble = messageOf(error).trim();
    }
  }

  private async outsideBroker(port: number): Promise<string> {
    this.broker = new BrokerProcess(this.options.folder, port);
    await this.broker.start();
    this.hubLine = this.line('hub', '127.0.0.1', port);
    return `mqtt://127.0.0.1:${await this.hubLine.start()}`;
  }

  private async counter(number: number, mqtt: number): Promise<CounterUnderFire> {
    const { folder, seed, network } = this.options;
    const box = `box-${number}`;
    const host = network.hubAddress(number);
    const line = this.line(box, host, mqtt);
    this.lines.push(line);
    const hub = `mqtt://${host}:${await line.start()}`;
    return new CounterUnderFire({
      number,
      order: { hub, office: 'east', box, data: join(folder, box), logLevel: 'silent', seed: seed + number },
      surroundings: { ...this.clocks.surroundings(box), within: network.within(number) },
      endedAlone: () => this.ended(box, 'by itself'),
    });
  }

  private line(name: string, host: string, port: number): LossyProxy {
    const random = namedRandom(this.options.seed, `line of ${name}`);
    return new LossyProxy({ target: { host: '127.0.0.1', port }, host, clock: systemClock, random });
  }
}

const isMoved = (before: BoxEvent, after: BoxEvent): boolean =>
  before.epoch !== after.epoch &&
  before.at === after.at &&
  before.kind === after.kind &&
  'window' in before &&
  'window' in after &&
  before.window === after.window;
