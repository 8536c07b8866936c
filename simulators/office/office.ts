import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { systemIds } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import { packageRoot } from '#platform/packageFacts.js';
import type { Service } from '#platform/service.js';
import type { Settings } from '#platform/settings.js';
import { BoardClient } from '../board/boardClient.js';
import { giveHistory, hasNoWindows } from '../history/giveHistory.js';
import { PanelServer } from '../panelServer/panelServer.js';
import type { Temper } from '../people/citizen.js';
import { clerkName } from '../people/clerks.js';
import { Supervisor } from '../people/supervisor.js';
import { namedRandom, type Random, seededRandom } from '../random.js';
import { ArrivalClock } from './arrivalClock.js';
import { CounterDay } from './counterDay.js';
import { FaultPlan } from './faultPlan.js';
import { HubProcess } from './hubProcess.js';
import { issueAt } from './issuingSystem.js';
import { officeSite } from './officeSite.js';
import type { officeSettings } from './settings.js';
import { SimulatedBox } from './simulatedBox.js';
import { simulatedLamp } from './simulatedLamp.js';

export interface OfficeAddresses {
  readonly hub: string;
  readonly panels: string;
  /** The touch screen, if one was asked for. */
  readonly screen?: string;
}

const OFFICE = 'east';
const RESTART_MS = 2_000;
/** The second counter, if there is one: the first may have a board. */
const SCREEN_AT = 1;

/** A whole office without hardware: the real hub, real boxes on simulated panels, clerks, citizens and faults. */
export class SimulatedOffice implements Service {
  readonly name = 'simulated office';
  addresses: OfficeAddresses | undefined;
  private readonly random: Random;
  private stopping = false;
  private readonly undo: Array<() => Promise<void> | void> = [];

  constructor(
    private readonly settings: Settings<typeof officeSettings>,
    private readonly clock: Clock,
    private readonly logger: Logger,
    /** The hub ended by itself; an office without one is no office. */
    private readonly hubEnded: (error: unknown) => void,
    /** Told what takes a moment. */
    private readonly say: (line: string) => void = () => undefined,
  ) {
    this.random = seededRandom(settings.seed);
  }

  async start(): Promise<void> {
    try {
      await this.open();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const undo of this.undo.splice(0).reverse()) await undo();
  }

  private async open(): Promise<void> {
    const folder = this.openFolder();
    const site = join(folder, 'site.json');
    writeFileSync(site, JSON.stringify(officeSite(OFFICE, this.settings.counters)));
    this.giveHistory(join(folder, 'hub'), site);
    const hub = await this.startHub(folder, site);
    const boxes = await this.startBoxes(folder, hub.mqtt);
    const lamp = simulatedLamp(hub.http, OFFICE, this.clock);
    this.undo.push(() => lamp.stop());
    await lamp.start();
    const panels = await this.startPanels(boxes);
    this.startDay(boxes, hub.http);
    this.addresses = { hub: hub.http, panels, ...this.screenAddress(boxes.length) };
  }

  private screenAddress(counters: number): Pick<OfficeAddresses, 'screen'> {
    const { screen, 'screen-port': port } = this.settings;
    return screen && counters > SCREEN_AT ? { screen: `http://127.0.0.1:${port}/` } : {};
  }

  private openFolder(): string {
    if (this.settings.data === '') {
      const folder = mkdtempSync(join(tmpdir(), 'rating-office-'));
      this.undo.push(() => rmSync(folder, { recursive: true, force: true }));
      return folder;
    }
    const directory = claimDirectory(this.settings.data);
    this.undo.push(() => directory.release());
    return directory.path;
  }

  /** A hub that has none gets a past whose citizens are those of today. */
  private giveHistory(data: string, site: string): void {
    const { history: months, seed } = this.settings;
    if (months === 0 || !hasNoWindows(data)) return;
    this.say(`preparing ${months} months of history …`);
    const begun = this.clock.monotonic();
    const windows = giveHistory({
      data,
      site,
      months,
      seed,
      nowMs: this.clock.wall(),
      temper: this.temper(),
    });
    const seconds = (this.clock.monotonic() - begun) / 1000;
    this.say(`history: ${windows.toLocaleString('en')} windows in ${seconds.toFixed(1)} s`);
  }

  private temper(): Temper {
    const { silence, dissatisfaction } = this.settings;
    return { silence: silence / 100, dissatisfaction: dissatisfaction / 100 };
  }

  private async startHub(folder: string, site: string): Promise<{ http: string; mqtt: URL }> {
    const hub = new HubProcess([
      ...['--site', site, '--data', join(folder, 'hub'), '--host', this.settings.host],
      ...[
        '--http-port',
        String(this.settings['http-port']),
        '--mqtt-port',
        String(this.settings['mqtt-port']),
      ],
      ...['--broker', this.settings.broker, '--log-level', this.settings['log-level']],
    ]);
    this.undo.push(() => hub.stop());
    const { http, mqtt } = await hub.start();
    hub.trouble().catch((error) => {
      if (!this.stopping) this.hubEnded(error);
    });
    return { http, mqtt: new URL(mqtt ?? this.settings.broker) };
  }

  private async startBoxes(folder: string, mqtt: URL): Promise<SimulatedBox[]> {
    const { counters } = officeSite(OFFICE, this.settings.counters).offices[0] ?? { counters: [] };
    const boxes: SimulatedBox[] = [];
    for (const [index, { id, name, box }] of counters.entries()) {
      const board = index === 0 ? await this.board(folder) : undefined;
      const simulated = new SimulatedBox({
        counter: id,
        name,
        order: {
          office: OFFICE,
          box,
          data: join(folder, 'boxes'),
          logLevel: 'silent',
          seed: this.settings.seed + index,
          ...(this.settings.screen && index === SCREEN_AT
            ? { screenPort: this.settings['screen-port'] }
            : {}),
        },
        hub: { host: mqtt.hostname, port: Number(mqtt.port || 1883) },
        ...(board === undefined ? {} : { board }),
        restartAfterMs: RESTART_MS,
        clock: this.clock,
      });
      this.undo.push(() => simulated.stop());
      await simulated.start();
      boxes.push(simulated);
    }
    return boxes;
  }

  /** The board of the first counter: a real one by its path, or real firmware on a simulated processor. */
  private async board(folder: string): Promise<BoardClient | string | undefined> {
    const { board } = this.settings;
    if (board === 'none') return undefined;
    if (board !== 'simulated') return board;
    const client = new BoardClient({ link: join(folder, 'tty-board') });
    this.undo.push(() => client.stop());
    await client.plug();
    return client;
  }

  private async startPanels(stations: readonly SimulatedBox[]): Promise<string> {
    const prompts = join(packageRoot(), '.cache/prompts');
    const server = new PanelServer({
      stations,
      pages: join(packageRoot(), '.build/simulators/panelPage'),
      ...(existsSync(prompts) ? { prompts } : {}),
      host: this.settings.host,
      port: this.settings['panel-port'],
      clock: this.clock,
      ids: systemIds,
      logger: this.logger,
    });
    this.undo.push(() => server.stop());
    return server.start();
  }

  /** One office day after the other, faster than life; windows keep their real length. */
  private startDay(stations: readonly SimulatedBox[], hub: string): void {
    const { speed, visits, faults } = this.settings;
    const series = this.clock.wall().toString(36).toUpperCase();
    const temper = this.temper();
    const issue = issueAt(hub);
    const days = stations.map(
      (station, index) =>
        new CounterDay({
          office: OFFICE,
          station,
          clerk: clerkName(0, index),
          clock: this.clock,
          random: this.random,
          temper,
          issue,
          series,
        }),
    );
    const arrivals = new ArrivalClock(this.clock, this.random, visits, speed, () =>
      days[Math.floor(this.random() * days.length)]?.arrive(),
    );
    const plan = new FaultPlan(stations, faults, this.clock, this.random);
    const supervisor = new Supervisor({
      hub,
      office: OFFICE,
      patienceMs: this.settings['supervisor-s'] * 1_000,
      clock: this.clock,
      random: namedRandom(this.settings.seed, 'supervisor'),
    });
    arrivals.start();
    supervisor.start();
    plan.start();
    this.undo.push(() => {
      arrivals.stop();
      supervisor.stop();
      plan.stop();
      for (const day of days) day.stop();
    });
  }
}
