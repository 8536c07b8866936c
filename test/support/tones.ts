/** Amplitude of one frequency in a piece of sound (Goertzel's algorithm, Hann window); 1 is full scale. */
export function toneStrength(samples: Float32Array, frequency: number, rate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / rate);
  let last = 0;
  let beforeLast = 0;
  let weight = 0;
  samples.forEach((sample, index) => {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (samples.length - 1));
    weight += hann;
    const next = sample * hann + coefficient * last - beforeLast;
    beforeLast = last;
    last = next;
  });
  const power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
  return (2 * Math.sqrt(Math.max(0, power))) / weight;
}

/** Root mean square; 0 is silence. */
export function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
