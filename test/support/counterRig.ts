import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Level } from '#contract/values.js';
import type { ManualClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { type Logger, silentLogger } from '#platform/logger.js';
import { FileMemory } from '../../device/adapters/fileMemory.js';
import { sealKeys } from '../../device/adapters/identityFile.js';
import { openOutbox } from '../../device/adapters/openOutbox.js';
import type { SqliteOutbox } from '../../device/adapters/sqliteOutbox.js';
import { Box } from '../../device/box.js';
import { sealerOf, sealingFacts } from '../../device/sealing.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { MemoryVoice } from '../../simulators/voice/memoryVoice.js';
import type { HubRig } from './hubRig.js';
import { LoopUplink } from './loopUplink.js';
import { temporaryFolder } from './temporary.js';

export interface CounterRigOptions {
  readonly hub: HubRig;
  readonly box: string;
  readonly office: string;
  readonly folder?: string;
  /** Default: the hub's. */
  readonly clock?: ManualClock;
  /** Whether it seals its events and says with which key. Default: false. */
  readonly seals?: boolean;
  /** Default: silent. */
  readonly logger?: Logger;
}

/** The real box service before a real hub, on files, with hands on its panel, its line and its clock. */
export class CounterRig {
  readonly panel = new MemoryPanel();
  readonly folder: string;
  readonly clock: ManualClock;
  private running: { box: Box; uplink: LoopUplink; outbox: SqliteOutbox } | undefined;

  constructor(private readonly options: CounterRigOptions) {
    this.folder = options.folder ?? temporaryFolder();
    this.clock = options.clock ?? options.hub.clock;
    onTestFinished(() => this.stop());
  }

  get uplink(): LoopUplink {
    return this.parts.uplink;
  }

  get outbox(): SqliteOutbox {
    return this.parts.outbox;
  }

  /** One run of the program; not connected yet. */
  async start(): Promise<this> {
    const { clock, folder } = this;
    const { hub, box: id, seals = false, logger = silentLogger } = this.options;
    const memory = new FileMemory({ folder, box: id, office: this.options.office, logger: silentLogger });
    const office = memory.place()?.office ?? this.options.office;
    const keys = seals ? sealKeys(folder) : undefined;
    const { outbox, replaced } = openOutbox(folder, systemIds, clock, keys && sealerOf(id, keys));
    const boot = systemIds.uuid();
    const uplink = new LoopUplink(hub, id, office, boot, keys && sealingFacts(keys, outbox));
    const listener = { began: () => undefined, ended: () => undefined };
    const voice = new MemoryVoice({ clock, listener });
    const { panel } = this;
    const box = new Box({
      panel,
      voice,
      uplink,
      outbox,
      replaced,
      memory,
      office,
      clock,
      logger,
      random: () => 0.5,
      boot,
      freeBytes: () => undefined,
    });
    this.running = { box, uplink, outbox };
    await box.start();
    return this;
  }

  async stop(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.box.stop();
  }

  async press(level: Level): Promise<void> {
    this.panel.key(level, true);
    this.clock.advance(100);
    this.panel.key(level, false);
    this.clock.advance(100);
    await this.uplink.settle();
  }

  /** Where the outbox lies. */
  get file(): string {
    return join(this.folder, 'outbox.db');
  }

  private get parts(): NonNullable<typeof this.running> {
    if (this.running === undefined) throw new Error('the box is stopped');
    return this.running;
  }
}
