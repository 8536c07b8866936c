import { Dice } from '../dice.js';
import type { Target } from '../target.js';
import { firmataLink } from './firmata.js';
import { hidReports } from './hid.js';
import { screenMessages } from './screen.js';
import { serialPadFrames, serialPadLink } from './serialPad.js';

/** Every parser of what a panel says. */
export const panelTargets = (seed: number): Target[] => [
  serialPadFrames(new Dice(seed)),
  serialPadLink(new Dice(seed + 1)),
  firmataLink(new Dice(seed + 2)),
  ...hidReports(new Dice(seed + 3)),
  screenMessages(new Dice(seed + 4)),
];
