/** Whether a certificate has less than a third of its life left. */
export const isDue = (fromMs: number, untilMs: number, nowMs: number): boolean =>
  untilMs - nowMs < (untilMs - fromMs) / 3;
