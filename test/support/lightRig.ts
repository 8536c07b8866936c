import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { DrivenLight } from '../../hub/lamp/drivenLight.js';
import type { LightDriver } from '../../hub/lamp/ports/lightDriver.js';
import type { SignalLight, SignalLightListener } from '../../hub/lamp/ports/signalLight.js';
import type { LightFirmware, Seen } from '../../simulators/light/lightFirmware.js';
import { SimulatedLight } from '../../simulators/light/simulatedLight.js';

/** Fine enough for a ring of 130 ms. */
const GLANCE_MS = 10;

/** Lets every promise that can settle do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A light under test on a clock of its own, somebody who looks at it, and what its listener heard. */
export class LightRig {
  readonly clock = new ManualClock();
  readonly hands: SimulatedLight;
  readonly light: SignalLight;
  readonly heard: string[] = [];
  readonly listener: SignalLightListener = {
    connected: () => this.heard.push('connected'),
    lost: (detail) => this.heard.push(`lost: ${detail}`),
  };

  constructor(driver: LightDriver, firmware: LightFirmware) {
    this.hands = new SimulatedLight(firmware, this.clock);
    this.light = new DrivenLight({ bus: this.hands, driver, clock: this.clock, logger: silentLogger });
  }

  /** Started, plugged in, and connected. */
  async start(): Promise<this> {
    this.light.start(this.listener);
    await settled();
    return this;
  }

  /** Lets time pass, and everything that follows. */
  async wait(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= GLANCE_MS) {
      this.clock.advance(Math.min(left, GLANCE_MS));
      await settled();
    }
  }

  /** What there was to see, at every glance. */
  async watch(ms: number): Promise<Seen[]> {
    const seen: Seen[] = [];
    for (let left = ms; left > 0; left -= GLANCE_MS) {
      await this.wait(GLANCE_MS);
      seen.push(this.hands.look());
    }
    return seen;
  }
}

export const glances = (ms: number): number => ms / GLANCE_MS;

/** How often something began, not counting what lasts since before the first glance. */
export function beginnings(seen: readonly Seen[], is: (seen: Seen) => boolean): number {
  return seen.filter((now, index) => index > 0 && is(now) && !is(seen[index - 1] as Seen)).length;
}

export const isLit = ({ colour }: Seen): boolean => colour !== 'dark';
export const rings = (seen: Seen): boolean => seen.rings;
