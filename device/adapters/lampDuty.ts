/**
 * The CIE 1931 lightness function (CIE 15:2004 §8.2.1): how bright an eye finds a share of the light, each 0–1.
 * A lamp whose duty follows `dutyOf` fades evenly; one whose duty were the brightness itself would seem to stay
 * bright and then fall dark.
 */
const LINEAR_BELOW = 0.08;
const LINEAR_SLOPE = 9.033;
const OFFSET = 0.16;

/** The share of full light, 0–1, that an eye finds as bright as `brightness`, 0–1. */
export function dutyOf(brightness: number): number {
  if (brightness <= LINEAR_BELOW) return brightness / LINEAR_SLOPE;
  return ((brightness + OFFSET) / (1 + OFFSET)) ** 3;
}

/** How bright an eye finds a share of full light; undoes `dutyOf`. */
export function brightnessOf(duty: number): number {
  const root = Math.cbrt(duty);
  // In this form it is exactly 1 at full light.
  const brightness = root + OFFSET * (root - 1);
  return brightness <= LINEAR_BELOW ? duty * LINEAR_SLOPE : brightness;
}
