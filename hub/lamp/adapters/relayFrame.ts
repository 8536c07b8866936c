import type { LampShows } from '#contract/signals.js';
import type { LightDriver, LightFrame } from '../ports/lightDriver.js';

/**
 * Frame of the LCUS relay boards (one to eight relays on a CH340, 9600 baud 8N1): start mark, relay from 1, 1 for on,
 * and the sum of these three.
 */
const START = 0xa0;

export function relayFrame(relay: number, on: boolean): Uint8Array {
  return Uint8Array.of(START, relay, Number(on), (START + relay + Number(on)) & 0xff);
}

/** Which relay, from 1, switches what; several may share one. */
export interface RelayWiring {
  readonly lights: Readonly<Record<Exclude<LampShows, 'off'>, number>>;
  readonly bell: number;
}

/**
 * Lamps or a signal tower and a bell on relays. The bell rings once for each round of notes: contacts last some 100,000
 * operations, and a ring for every note would take eight in a second.
 */
export function relay({ lights, bell }: RelayWiring): LightDriver {
  const relays = [...new Set([...Object.values(lights), bell])].sort();
  const closed = ({ shows, lit, rings }: LightFrame): ReadonlySet<number> =>
    new Set([...(lit && shows !== 'off' ? [lights[shows]] : []), ...(rings ? [bell] : [])]);
  return {
    kind: 'relay',
    title: 'relay board',
    flashes: [],
    stroke: 'round',
    encode(frame, shown) {
      const now = closed(frame);
      const before = shown === undefined ? undefined : closed(shown);
      return relays
        .filter((each) => before === undefined || now.has(each) !== before.has(each))
        .map((each) => relayFrame(each, now.has(each)));
    },
    keep: (shown) => relays.map((each) => relayFrame(each, closed(shown).has(each))),
  };
}
