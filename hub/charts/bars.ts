import { LIGHT } from './palette.js';
import { hint, still, text } from './parts.js';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Written at its end. */
  readonly label: string;
}

/** Bars of one kind, each with its number at its end. */
export const barSeries = (bars: readonly Bar[], position: 'top' | 'right') => ({
  ...still,
  type: 'bar',
  barMaxWidth: position === 'top' ? 72 : 22,
  itemStyle: { color: LIGHT.accent, borderRadius: position === 'top' ? [3, 3, 0, 0] : [0, 3, 3, 0] },
  data: bars.map(({ name, value, label }) => ({
    value,
    label: { show: true, position, formatter: label, ...text(LIGHT.ink) },
    ...hint(name, label),
  })),
});
