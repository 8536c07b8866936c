import { pause } from '../ground.js';
import { LiveCounter, type LiveTrust } from '../liveCounter.js';

const WARM_UP = 5;
const LOOK_MS = 20;

/** A counter that is served all the time, of which any stretch can be looked at. */
export interface ServedCounter {
  /** How long the windows took to be offered that were during the work, ms. */
  offersDuring(work: () => Promise<unknown>): Promise<number[]>;
  /** Waits until so many windows more were offered. */
  windows(count: number): Promise<void>;
}

export interface CounterPlace {
  readonly http: string;
  readonly mqttPort: number;
  /** Begins the numbers of its documents. */
  readonly series: string;
  readonly trust?: LiveTrust;
}

/** Serves a counter of the office `live` during the work; rejects when that ends early. */
export async function withServedCounter<T>(
  { http, mqttPort, series, trust }: CounterPlace,
  work: (counter: ServedCounter) => Promise<T>,
): Promise<T> {
  const counter = new LiveCounter(http, mqttPort, series, trust);
  const windows = async (count: number): Promise<void> => {
    const enough = counter.offers.length + count;
    while (counter.offers.length < enough) await pause(LOOK_MS);
  };
  const offersDuring: ServedCounter['offersDuring'] = async (stretch) => {
    const before = counter.offers.length;
    await stretch();
    return counter.offers.slice(before);
  };
  try {
    await counter.connect();
    const serving = counter.serve();
    const stopped = serving.then(() => {
      throw new Error('the counter stopped serving');
    });
    stopped.catch(() => undefined);
    const worked = windows(WARM_UP).then(() => work({ windows, offersDuring }));
    const result = await Promise.race([worked, stopped]);
    counter.end();
    await serving;
    return result;
  } finally {
    counter.stop();
  }
}
