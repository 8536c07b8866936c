import { systemClock } from '#platform/clock.js';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => systemClock.after(ms, resolve));
