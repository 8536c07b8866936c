import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Service } from '#platform/service.js';
import type { Broker } from './broker.js';
import { SWEEP_MS } from './paperEnds.js';

export interface CertificateEndsOptions {
  readonly broker: Pick<Broker, 'up' | 'cut'>;
  /** Boxes with a certificate, not revoked, that ended after `fromMs` and not after `toMs`. */
  readonly ended: (fromMs: number, toMs: number) => readonly string[];
  readonly clock: Clock;
}

/**
 * Has a broker outside cut the connections that outlive their certificates, which it does not do by itself. It does not
 * say which certificate a connection showed, so a box is cut at the end of each that it had; with a newer one it is back
 * within a second. What ended while hub or broker were away is made up for as soon as both are there: a hub that has
 * just started begins with every certificate that ever ended.
 */
export class CertificateEnds implements Service {
  readonly name = 'certificate ends';
  private sweptMs = 0;
  private ticker: Timer | undefined;

  constructor(private readonly options: CertificateEndsOptions) {}

  start(): void {
    this.ticker = every(this.options.clock, SWEEP_MS, () => this.sweep());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  private sweep(): void {
    const { broker, ended, clock } = this.options;
    const now = clock.wall();
    if (!broker.up) return;
    for (const box of ended(this.sweptMs, now)) broker.cut(box);
    this.sweptMs = now;
  }
}
