import type { Key, Scene } from '../../device/ports/panel.js';
import type { Station, StationFault, StationState } from '../../simulators/panelServer/station.js';
import type { Speech } from '../../simulators/voice/memoryVoice.js';
import { Expectation } from './expectation.js';

/** A station without a box behind it: it shows what a test says and remembers what was done to it. */
export class MemoryStation implements Station {
  readonly name: Station['name'];
  readonly hardware: Station['hardware'];
  /** Key edges and faults in order, e.g. `5 down`, `unplug`. */
  readonly done: string[] = [];
  private now: StationState = {
    scene: { kind: 'dark' },
    shownMs: 0,
    held: [],
    running: true,
    plugged: true,
    linked: true,
  };
  private readonly watchers = new Set<() => void>();
  private readonly expectation = new Expectation();

  constructor(
    readonly counter: string,
    hardware: Station['hardware'] = 'virtual',
  ) {
    this.name = { zh: `${counter} 號櫃檯`, en: `Counter ${counter}` };
    this.hardware = hardware;
  }

  get watched(): number {
    return this.watchers.size;
  }

  state(): StationState {
    return this.now;
  }

  watch(listener: () => void): () => void {
    this.watchers.add(listener);
    return () => {
      this.watchers.delete(listener);
      this.expectation.changed();
    };
  }

  key(key: Key, down: boolean): void {
    const others = this.now.held.filter((held) => held !== key);
    this.note(`${key} ${down ? 'down' : 'up'}`);
    this.change({ held: down ? [...others, key] : others });
  }

  fault(fault: StationFault): void {
    this.note(fault);
    const changes: Record<StationFault, Partial<StationState>> = {
      unplug: { plugged: false },
      plug: { plugged: true },
      kill: { running: false },
      'cut-link': { linked: false },
      'restore-link': { linked: true },
    };
    this.change(changes[fault]);
  }

  show(scene: Scene): void {
    this.change({ scene });
  }

  /** In both languages of the screens unless told. */
  say(prompt: Speech['prompt'], how: Partial<Speech> = {}): void {
    const count = (this.now.spoken?.count ?? 0) + 1;
    this.change({ spoken: { prompt, languages: ['zh', 'en'], ...how, count } });
  }

  change(part: Partial<StationState>): void {
    this.now = { ...this.now, ...part };
    for (const watcher of this.watchers) watcher();
  }

  /** Waits until exactly this was done to it. */
  async did(...expected: string[]): Promise<void> {
    await this.expectation.until(`[${expected.join(', ')}], not [${this.done.join(', ')}]`, 5_000, () =>
      this.done.join() === expected.join() ? true : undefined,
    );
  }

  /** Waits until nobody watches it. */
  async alone(): Promise<void> {
    await this.expectation.until('nobody watching', 5_000, () => (this.watched === 0 ? true : undefined));
  }

  private note(what: string): void {
    this.done.push(what);
    this.expectation.changed();
  }
}
