import type { Clock, Timer } from '#platform/clock.js';
import { BELL_RHYTHMS } from './bellRhythm.js';
import { FLASHES } from './flashes.js';
import type { Bell, LampSignal } from './lampSignal.js';
import type { LightDriver, LightFrame } from './ports/lightDriver.js';

/** Makes frames of a signal: flashes and rings by the clock where the light does not do so by itself. */
export class LightRhythm {
  private signal: LampSignal | undefined;
  private current: LightFrame = { shows: 'off', lit: false, bell: undefined, rings: false };
  private flashing: Timer | undefined;
  private ringing: Timer[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly driver: Pick<LightDriver, 'flashes' | 'stroke'>,
    private readonly changed: (frame: LightFrame) => void,
  ) {}

  get frame(): LightFrame {
    return this.current;
  }

  /** The same again changes nothing, so that a flash keeps its time. */
  show(signal: LampSignal): void {
    const before = this.signal;
    this.signal = signal;
    const newLight = signal.shows !== before?.shows;
    const newBell = signal.bell !== before?.bell;
    if (newLight) this.flashing?.cancel();
    if (newBell) this.hush();
    if (newLight || newBell) {
      this.become({
        ...signal,
        lit: newLight ? signal.shows !== 'off' : this.current.lit,
        rings: newBell ? false : this.current.rings,
      });
    }
    if (newLight) this.flash(signal);
    if (newBell && signal.bell !== undefined) this.chime(signal.bell);
  }

  /** Nothing changes any more. */
  stop(): void {
    this.flashing?.cancel();
    this.hush();
  }

  private flash({ shows }: LampSignal): void {
    const flash = this.driver.flashes.includes(shows) ? undefined : FLASHES[shows];
    if (flash === undefined) return;
    const turn = (): void => {
      const { lit } = this.current;
      this.flashing = this.clock.after(lit ? flash.onMs : flash.offMs, () => {
        this.become({ ...this.current, lit: !lit });
        turn();
      });
    };
    turn();
  }

  private chime(bell: Bell): void {
    const { notes, rounds, repeatMs } = BELL_RHYTHMS[bell];
    const strokes = this.driver.stroke === 'note' ? notes : rounds;
    const ring = (rings: boolean) => (): void => this.become({ ...this.current, rings });
    this.ringing = strokes.flatMap(({ startMs, durationMs }) => [
      this.clock.after(startMs, ring(true)),
      this.clock.after(startMs + durationMs, ring(false)),
    ]);
    this.ringing.push(this.clock.after(repeatMs, () => this.chime(bell)));
  }

  private hush(): void {
    for (const timer of this.ringing.splice(0)) timer.cancel();
  }

  private become(frame: LightFrame): void {
    this.current = frame;
    this.changed(frame);
  }
}
