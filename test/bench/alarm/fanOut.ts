import { systemClock } from '#platform/clock.js';
import { Moment, OFFICE } from '../counterRig.js';
import { StreamReader } from '../streamReader.js';
import { PressOffice } from './pressOffice.js';

const CONSOLES = 50;

/** How long after each press each of many consoles had read its alarm, ms. */
export const fanOut = (presses: number): Promise<number[]> =>
  PressOffice.with(async (office) => {
    const found: number[] = [];
    let begun = 0;
    let told = 0;
    let all = new Moment('the alarm at every console');
    let alarm = '';
    const seen = (event: string, data: unknown): void => {
      const { id, state } = data as { readonly id: string; readonly state: string };
      if (event !== 'alarm' || state !== 'unacknowledged') return;
      found.push(systemClock.monotonic() - begun);
      alarm = id;
      if (++told === CONSOLES) all.now();
    };
    const readers: StreamReader[] = [];
    try {
      while (readers.length < CONSOLES) readers.push(await StreamReader.open(office.http, OFFICE, seen));
      for (let number = 0; number < presses; number++) {
        const press = await office.citizen();
        told = 0;
        all = new Moment('the alarm at every console');
        begun = systemClock.monotonic();
        press();
        await all.happened;
        await office.settle(alarm);
      }
      return found;
    } finally {
      for (const reader of readers) reader.close();
    }
  });
