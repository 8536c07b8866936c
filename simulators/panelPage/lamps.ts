import type { Scene } from '../../device/ports/panel.js';
import type { StationState } from '../panelServer/station.js';

/** How the five keys are lit; always all alike, so that nobody can tell which was pressed (W11). */
export type Lamps = 'dark' | 'lit' | 'flashing';

/** What the little screen above the keys says. */
export type Message = Scene['kind'] | 'stopped' | 'unplugged' | 'unheard';

export interface Look {
  readonly lamps: Lamps;
  /** The lamp of the key for more time (W12). */
  readonly moreTime: boolean;
  /** The lamp that thanks. */
  readonly accepted: boolean;
  readonly message: Message;
  /** Of an open window. */
  readonly secondsLeft: number | undefined;
}

/**
 * What a citizen standing before the box sees when its scene has been shown for so many ms. Without power to its
 * lamps it is dark, whatever the box wants.
 */
export function lookOf(state: StationState | undefined, shownMs: number = state?.shownMs ?? 0): Look {
  if (state === undefined) return dark('unheard');
  if (!state.plugged) return dark('unplugged');
  if (!state.running) return dark('stopped');
  const { scene } = state;
  switch (scene.kind) {
    case 'dark':
    case 'fault':
      return dark(scene.kind);
    case 'invite': {
      const secondsLeft = Math.max(0, Math.ceil((scene.leftMs - shownMs) / 1_000));
      return { ...dark('invite'), lamps: 'lit', moreTime: scene.moreTime, secondsLeft };
    }
    case 'countdown': {
      const { secondsLeft, moreTime } = scene;
      return { ...dark('countdown'), lamps: 'flashing', moreTime, secondsLeft };
    }
    case 'test':
      return { ...dark('test'), lamps: 'lit', accepted: true };
    case 'accepted':
      return { ...dark('accepted'), accepted: true };
  }
}

const dark = (message: Message): Look => ({
  lamps: 'dark',
  moreTime: false,
  accepted: false,
  message,
  secondsLeft: undefined,
});
