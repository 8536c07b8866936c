import type { LampShows } from '#contract/signals.js';
import type { LightDriver, LightFrame } from '../ports/lightDriver.js';

/** NE-USB General Instruction Manual §7.4 (3-1): eight bytes, after the 0 that stands for "no report id". */
const BYTES = 9;
const ALARM_BYTE = 3;
const VOLUME_BYTE = 4;
const LED_BYTE = 5;

const CONTINUOUS_SOUND = 0x01;
/** "Maintain current status", for the pattern and the colour or count above it. */
const KEEP = 0xff;
const KEEP_VOLUME = 0x0f;

/** Colour in the upper four bits, pattern in the lower. Patterns 1 and 2 have the times of `FLASHES` (§6, ① -1). */
const ON = 0x1;
const PATTERN_1 = 0x2;
const PATTERN_2 = 0x3;
const RED = 0x1;
const AMBER = 0x3;
const BLUE = 0x4;
const look = (colour: number, pattern: number): number => (colour << 4) | pattern;

const LED: Readonly<Record<LampShows, number>> = {
  off: 0,
  medium: look(AMBER, PATTERN_2),
  high: look(RED, PATTERN_1),
  acknowledged: look(AMBER, ON),
  disconnected: look(BLUE, ON),
};

/** What a control command changes; what is absent is left as it is. */
export interface PatliteCommand {
  readonly led?: number;
  /** Loudness 0–10; 0 ends the sound. */
  readonly sound?: number;
}

/** A control command as node-hid writes it. */
export function patliteReport({ led = KEEP, sound }: PatliteCommand): Uint8Array {
  const report = new Uint8Array(BYTES);
  report[ALARM_BYTE] = sound === undefined ? KEEP : sound > 0 ? CONTINUOUS_SOUND : 0;
  report[VOLUME_BYTE] = sound ?? KEEP_VOLUME;
  report[LED_BYTE] = led;
  return report;
}

/** Patlite NE-USB, whose bell is switched on and off with each note. */
export function patlite(volume: number): LightDriver {
  const ledOf = ({ shows, lit }: LightFrame): number => (shows === 'disconnected' && !lit ? 0 : LED[shows]);
  return {
    kind: 'patlite',
    title: 'Patlite NE-USB',
    flashes: ['medium', 'high'],
    stroke: 'note',
    encode(frame, shown) {
      const led = ledOf(frame);
      const isNewLed = shown === undefined || led !== ledOf(shown);
      const isNewSound = shown === undefined || frame.rings !== shown.rings;
      if (!isNewLed && !isNewSound) return [];
      const command = {
        ...(isNewLed ? { led } : {}),
        ...(isNewSound ? { sound: frame.rings ? volume : 0 } : {}),
      };
      return [patliteReport(command)];
    },
    keep: () => [patliteReport({})],
  };
}
