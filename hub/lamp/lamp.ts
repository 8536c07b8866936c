import type { LampReport } from '#contract/signals.js';
import type { Clock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import { LampReporter } from './lampReporter.js';
import type { LampSignal } from './lampSignal.js';
import { OfficeWatch } from './officeWatch.js';
import type { SignalLight } from './ports/signalLight.js';

const MAX_DETAIL = 200;

export interface LampOptions {
  /** Address of the hub, without a slash at its end. */
  readonly hub: string;
  readonly office: string;
  /** The lamp's name within its office. */
  readonly lamp: string;
  /** Whether its bell rings too. */
  readonly bell: boolean;
  readonly light: SignalLight;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
}

/** A signal light at a desk that tells an office's alarms (A3), and tells the hub how it is (A6). */
export class Lamp implements Service {
  readonly name = 'lamp';
  private readonly watch: OfficeWatch;
  private readonly reporter: LampReporter;
  private signal: LampSignal = { shows: 'disconnected', bell: undefined };
  /** Undefined until the light was found or found missing. */
  private condition: Pick<LampReport, 'state' | 'detail'> | undefined;

  constructor(private readonly options: LampOptions) {
    this.reporter = new LampReporter(options);
    this.watch = new OfficeWatch({ ...options, changed: (signal) => this.show(signal) });
  }

  start(): void {
    this.watch.start();
    this.options.light.start({
      connected: () => this.become({ state: 'connected' }),
      lost: (detail) => this.become({ state: 'unplugged', detail: detail.slice(0, MAX_DETAIL) }),
    });
  }

  async stop(): Promise<void> {
    this.watch.stop();
    this.reporter.stop();
    await this.options.light.close();
  }

  healthy(): boolean {
    return this.options.light.healthy();
  }

  private show({ shows, bell }: LampSignal): void {
    const isNews = shows !== this.signal.shows;
    this.signal = { shows, bell: this.options.bell ? bell : undefined };
    this.options.light.show(this.signal);
    if (isNews) this.report();
  }

  private become(condition: Pick<LampReport, 'state' | 'detail'>): void {
    this.condition = condition;
    this.report();
  }

  private report(): void {
    if (this.condition === undefined) return;
    const { office, light } = this.options;
    this.reporter.say({ office, light: light.kind, shows: this.signal.shows, ...this.condition });
  }
}
