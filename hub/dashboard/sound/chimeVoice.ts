import { type Chime, FADE_MS, type Note, PARTIALS } from './chime.js';

/** Falls silent within one fade; calling it again does nothing. */
export type Hush = () => void;

/** Peak of a note, full scale being 1. */
const PEAK = 0.6;

/**
 * Schedules a chime on the context's own clock from `at` (its seconds, default now), so that a busy page
 * does not make it stumble. The same code sounds in a room and renders offline in a test. `out` is where it is heard,
 * by default the context's own output.
 */
export function sound(
  context: BaseAudioContext,
  chime: Chime,
  at: number = context.currentTime,
  out: AudioNode = context.destination,
): Hush {
  const wave = timbre(context);
  const master = context.createGain();
  master.gain.value = chime.strength;
  master.connect(out);
  const voices = chime.notes.map((note) => play(context, master, wave, note, at));
  voices.at(-1)?.addEventListener('ended', () => master.disconnect());
  return () => {
    const end = context.currentTime + FADE_MS / 1_000;
    master.gain.setValueAtTime(chime.strength, context.currentTime);
    master.gain.linearRampToValueAtTime(0, end);
    for (const voice of voices.splice(0)) voice.stop(end);
  };
}

function play(
  context: BaseAudioContext,
  out: AudioNode,
  wave: PeriodicWave,
  note: Note,
  at: number,
): OscillatorNode {
  const start = at + note.startMs / 1_000;
  const end = start + note.durationMs / 1_000;
  const fade = FADE_MS / 1_000;
  const envelope = context.createGain();
  envelope.gain.setValueAtTime(0, start);
  envelope.gain.linearRampToValueAtTime(PEAK, start + fade);
  envelope.gain.setValueAtTime(PEAK, end - fade);
  envelope.gain.linearRampToValueAtTime(0, end);
  envelope.connect(out);
  const oscillator = context.createOscillator();
  oscillator.setPeriodicWave(wave);
  oscillator.frequency.value = note.frequency;
  oscillator.connect(envelope);
  oscillator.start(start);
  oscillator.stop(end);
  return oscillator;
}

/** Sine partials as in `PARTIALS`; the browser scales their sum to a peak of one. */
function timbre(context: BaseAudioContext): PeriodicWave {
  const imaginary = Float32Array.from([0, ...PARTIALS]);
  return context.createPeriodicWave(new Float32Array(imaginary.length), imaginary);
}
