import type { Clock, Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { Panel } from './ports/panel.js';
import { MEND_EVERY_MS } from './rating/windowTimes.js';
import { WaitingPanel } from './waitingPanel.js';

export interface PatientBoxOptions {
  readonly panel: Panel;
  /** Opens what the box stores and assembles it on this panel; throws when it cannot, and nothing is left open then. */
  readonly assemble: (panel: Panel) => Service;
  /** Whether what was thrown may mend itself. */
  readonly isWantOfRoom: (error: unknown) => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * A box that starts on a full disk is out of service visibly (D6): its panel shows the fault, and it comes up by itself as
 * soon as there is room. The hub, to which it cannot say anything without its outbox, shows it as offline. Whatever else is
 * wrong at the start is thrown.
 */
export class PatientBox implements Service {
  readonly name = 'rating box';
  private readonly panel: WaitingPanel;
  private box: Service | undefined;
  private timer: Timer | undefined;
  /** Coming into service, after there was room. */
  private rising: Promise<void> | undefined;
  private failed = false;

  constructor(private readonly options: PatientBoxOptions) {
    this.panel = new WaitingPanel(options.panel);
  }

  async start(): Promise<void> {
    const error = this.assemble();
    if (this.box !== undefined) return this.box.start();
    this.options.logger.error({ error: messageOf(error) }, 'the box cannot store and is out of service');
    await this.panel.wait({ kind: 'fault' });
    this.tryLater();
  }

  async stop(): Promise<void> {
    this.timer?.cancel();
    await this.rising;
    if (this.box === undefined) return this.panel.stop();
    await this.box.stop();
  }

  /** Waiting for room is no reason to start anew. */
  healthy(): boolean {
    return !this.failed && (this.box?.healthy?.() ?? true);
  }

  /** Returns what kept the box from being assembled, if it may pass. */
  private assemble(): unknown {
    try {
      this.box = this.options.assemble(this.panel);
      return undefined;
    } catch (error) {
      if (this.options.isWantOfRoom(error)) return error;
      throw error;
    }
  }

  private tryLater(): void {
    this.timer = this.options.clock.after(MEND_EVERY_MS, () => {
      this.rising = this.tryAgain();
    });
  }

  /** What fails otherwise now is left to the service manager's watchdog, with the fault still shown (B7). */
  private async tryAgain(): Promise<void> {
    const { logger } = this.options;
    try {
      this.assemble();
      if (this.box === undefined) return this.tryLater();
      logger.info('there is room again; the box goes into service');
      this.panel.show({ kind: 'dark' });
      await this.box.start();
    } catch (error) {
      this.failed = true;
      this.panel.show({ kind: 'fault' });
      logger.error({ error: messageOf(error) }, 'the box cannot start');
    }
  }
}
