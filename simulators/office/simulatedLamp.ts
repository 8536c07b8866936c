import type { Clock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import { patlite } from '../../hub/lamp/adapters/patliteReport.js';
import { DrivenLight } from '../../hub/lamp/drivenLight.js';
import { Lamp } from '../../hub/lamp/lamp.js';
import { PatliteFirmware } from '../light/patliteFirmware.js';
import { SimulatedLight } from '../light/simulatedLight.js';

const VOLUME = 5;

/** The real lamp program on a simulated light, so that an office without hardware has one. */
export function simulatedLamp(hub: string, office: string, clock: Clock): Service {
  const bus = new SimulatedLight(new PatliteFirmware(), clock);
  const light = new DrivenLight({ bus, driver: patlite(VOLUME), clock, logger: silentLogger });
  return new Lamp({
    hub,
    office,
    lamp: 'desk-1',
    bell: false,
    light,
    fetch,
    clock,
    random: Math.random,
    logger: silentLogger,
  });
}
