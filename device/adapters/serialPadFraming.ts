import { CodedError } from '#platform/errors.js';

/** Data bits, parity (none, even, odd) and stop bits of a serial line, as it is usually written. */
export const PAD_FRAMINGS = [
  '8N1',
  '8E1',
  '8O1',
  '8N2',
  '8E2',
  '8O2',
  '7N1',
  '7E1',
  '7O1',
  '7N2',
  '7E2',
  '7O2',
] as const;
export type PadFraming = (typeof PAD_FRAMINGS)[number];

/** Slower, the lamps would lag behind a press; `default` is that of the reference sketch. */
export const PAD_BAUD_RATE = { min: 9_600, max: 1_000_000, default: 115_200 } as const;
export const DEFAULT_PAD_FRAMING: PadFraming = '8N1';

export interface SerialLineSettings {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

const PARITIES = { N: 'none', E: 'even', O: 'odd' } as const;

/** Throws `CodedError` `panel/serial-line` for a rate out of range or another framing. */
export function serialLineSettings(baudRate: number, framing: PadFraming): SerialLineSettings {
  const { min, max } = PAD_BAUD_RATE;
  if (!Number.isInteger(baudRate) || baudRate < min || baudRate > max) {
    throw new CodedError(
      'panel/serial-line',
      `baud rate ${baudRate}: expected a whole number from ${min} to ${max}`,
    );
  }
  if (!PAD_FRAMINGS.includes(framing)) {
    throw new CodedError(
      'panel/serial-line',
      `framing "${framing}": expected one of ${PAD_FRAMINGS.join(', ')}`,
    );
  }
  return {
    baudRate,
    dataBits: framing.startsWith('7') ? 7 : 8,
    parity: PARITIES[framing[1] as keyof typeof PARITIES],
    stopBits: framing.endsWith('2') ? 2 : 1,
  };
}
