import { systemClock } from '#platform/clock.js';
import type { BoxInput, BoxOrder, BoxOutput } from '../../../simulators/box/boxMessages.js';
import { Moment, OFFICE } from '../counterRig.js';
import { startStandIn } from '../installedBox.js';
import type { HidBoxOrder, HidBoxOutput } from './hidBoxMessages.js';
import { KEY, type PanelKind, type Place, type Stand } from './panelKind.js';

type Sight = 'invitation' | 'accepted lamp';

/** A panel inside the box's process, which takes presses and tells what it shows by messages. */
function messageKind<O>(
  name: string,
  lampGoalMs: number,
  program: string,
  orderOf: (place: Place) => object,
  sightOf: (output: O) => Sight | undefined,
): PanelKind {
  return {
    name,
    lampGoalMs,
    with: (place, work) => work(standOf(() => startStandIn(program, orderOf(place)), sightOf)),
  };
}

function standOf<O>(launch: Stand['start'], sightOf: (output: O) => Sight | undefined): Stand {
  let moments: Partial<Record<Sight, Moment>> = {};
  let send = (_input: BoxInput): void => undefined;
  const next = (sight: Sight): Promise<number> => {
    const moment = new Moment(sight);
    moments = { [sight]: moment };
    return moment.happened;
  };
  return {
    start() {
      const child = launch();
      child.on('message', (output) => {
        const sight = sightOf(output as O);
        if (sight !== undefined) moments[sight]?.now();
      });
      send = (input) => void child.send(input);
      return child;
    },
    invited: () => next('invitation'),
    async press() {
      const lamp = next('accepted lamp');
      const begun = systemClock.monotonic();
      send({ kind: 'key', key: KEY, down: true });
      const tookMs = (await lamp) - begun;
      send({ kind: 'key', key: KEY, down: false });
      return tookMs;
    },
  };
}

const boxOrder = ({ hub, data }: Place): HidBoxOrder => ({ hub, data, office: OFFICE, box: 'box-1' });

export const virtualKind = messageKind<BoxOutput>(
  'virtual panel',
  5,
  'simulators/box/boxProcess.js',
  (place): BoxOrder => ({ ...boxOrder(place), logLevel: 'warn', seed: 1 }),
  (output) => {
    if (output.kind !== 'scene') return undefined;
    const { kind } = output.scene;
    return kind === 'invite' ? 'invitation' : kind === 'accepted' ? 'accepted lamp' : undefined;
  },
);

export const hidKind = messageKind<HidBoxOutput>(
  'USB HID pad',
  25,
  'test/bench/box/hidBoxProcess.js',
  boxOrder,
  ({ keys, accepted }) => (accepted ? 'accepted lamp' : keys.length === 5 ? 'invitation' : undefined),
);
