import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { LampView } from '#contract/signals.js';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { patlite } from '../../../hub/lamp/adapters/patliteReport.js';
import { DrivenLight } from '../../../hub/lamp/drivenLight.js';
import { Lamp } from '../../../hub/lamp/lamp.js';
import type { Seen } from '../../../simulators/light/lightFirmware.js';
import { PatliteFirmware } from '../../../simulators/light/patliteFirmware.js';
import { SimulatedLight } from '../../../simulators/light/simulatedLight.js';
import { eventually } from '../../support/eventually.js';
import { Expectation } from '../../support/expectation.js';
import { HubRig } from '../../support/hubRig.js';

const PRESSES = 15;
/** Never four within a quarter of an hour, which would be an alarm of its own (A5). */
const APART_MS = 310_000;
/** A8, with room for one press that a busy machine held up. */
const LATE_MS = 250;

/** A light that says when it was told something. */
class ToldFirmware extends PatliteFirmware {
  readonly told = new Expectation();

  override write(message: Uint8Array, nowMs: number): void {
    super.write(message, nowMs);
    this.told.changed();
  }
}

/** The program at a desk, over a true socket to a true hub. */
async function desk() {
  const rig = await HubRig.start();
  const firmware = new ToldFirmware();
  const bus = new SimulatedLight(firmware, systemClock);
  const lamp = new Lamp({
    hub: 'http://hub',
    office: 'east',
    lamp: 'desk-1',
    bell: false,
    light: new DrivenLight({ bus, driver: patlite(5), clock: systemClock, logger: silentLogger }),
    // Another port after each start of the hub.
    fetch: (input, init) => fetch(String(input).replace('http://hub', rig.origin), init),
    clock: systemClock,
    random: () => 0,
    logger: silentLogger,
  });
  onTestFinished(() => lamp.stop());
  lamp.start();
  const shows = (colour: Seen['colour']): Promise<true> =>
    firmware.told.until(`${colour} light`, 8_000, () => bus.look().colour === colour || undefined);
  const lamps = async () => (await rig.get<{ items: LampView[] }>('/lamps?office=east')).items;
  const known = (state: LampView['state'], what: LampView['shows']) =>
    eventually(`${state}, ${what} at the hub`, 5_000, async () =>
      (await lamps()).find((one) => one.state === state && one.shows === what),
    );
  return { rig, bus, shows, known };
}

async function press(rig: HubRig, counter: string, level: 1 | 2): Promise<void> {
  const { window, issuance } = await rig.issue(counter);
  const box = rig.box(`box-${counter}`).online();
  box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
  box.say({ kind: 'rated', window: window.id, level, afterMs: 0 });
}

async function newest(rig: HubRig): Promise<string> {
  const { items } = await rig.get<{ items: AlarmView[] }>('/alarms?office=east&state=unacknowledged');
  return items.find(({ about }) => about.source === 'rating')?.id ?? '';
}

describe('rating-hub lamp and the hub', () => {
  it('A8 a press lights the lamp within 250 ms, an answer steadies it, and a restarted hub finds it as it should be', async () => {
    const { rig, bus, shows, known } = await desk();
    await known('connected', 'off');
    const waits: number[] = [];
    for (let number = 0; number < PRESSES; number++) {
      const start = systemClock.monotonic();
      await press(rig, '1', 1);
      await shows('red');
      waits.push(systemClock.monotonic() - start);
      const id = await newest(rig);
      await rig.post(`/alarms/${id}/acknowledge`, { by: 'chen' });
      await shows('amber');
      await rig.post(`/alarms/${id}/close`, { by: 'chen', outcome: 'solved', cause: 'other' });
      await shows('dark');
      rig.clock.advance(APART_MS);
    }
    waits.sort((a, b) => a - b);
    expect(waits[PRESSES - 2]).toBeLessThan(LATE_MS);
    await press(rig, '2', 2);
    await shows('amber');
    await known('connected', 'medium');
    await rig.restart();
    await known('connected', 'medium');
    await rig.post(`/alarms/${await newest(rig)}/acknowledge`, { by: 'chen' });
    await known('connected', 'acknowledged');
    bus.unplug();
    await known('unplugged', 'acknowledged');
    bus.plug();
    await shows('amber');
    await known('connected', 'acknowledged');
  }, 30_000);
});
