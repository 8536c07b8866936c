import type { Check, EventBody, SelfTestChecks } from '#contract/events.js';
import type { Clock, Timer } from '#platform/clock.js';
import type { HealthBoard } from './healthBoard.js';
import type { HubTime } from './hubTime.js';
import type { Key, Scene } from './ports/panel.js';
import type { Utterance } from './ports/voice.js';

export interface SelfTestOptions {
  readonly clock: Clock;
  readonly hubTime: HubTime;
  readonly health: HealthBoard;
  readonly session: {
    readonly idle: boolean;
    readonly stuckKeys: readonly Key[];
    readonly heldKeys: readonly Key[];
    demonstrate(scene: Scene): boolean;
  };
  readonly speech: { readonly audible: boolean; say(utterance: Utterance): void };
  readonly linked: () => boolean;
  /** Bytes free where the box stores; undefined where that cannot be known. */
  readonly freeBytes: () => number | undefined;
  readonly report: (body: EventBody) => void;
}

/** A year of events of a busy counter, many times over. */
const LEAST_FREE_BYTES = 50 * 1024 * 1024;
/** More than any network delay, less than what confuses whoever compares two logs. */
const MOST_CLOCK_ERROR_MS = 2_000;
const LAMPS_MS = 1_500;
/** Longer than the prompt, and than a player that hangs is waited for. */
const SOUND_MS = 6_000;
const DARK: Scene = { kind: 'dark' };
const LIT: Scene = { kind: 'test' };

type Trigger = 'start' | 'request';

/**
 * Tests what the box can test of itself and reports it (B6): shows all lamps, reads the keys, speaks when asked to
 * by a person, compares the clock with the hub's, looks at the disk and at the line. A citizen is never disturbed: what
 * would disturb is `skipped` while one is served.
 */
export class SelfTest {
  private timer: Timer | undefined;

  constructor(private readonly options: SelfTestOptions) {}

  /** A test begun while another runs takes its place. */
  run(trigger: Trigger): void {
    this.timer?.cancel();
    const { clock, session, speech } = this.options;
    const shown = session.demonstrate(LIT);
    const spoken = trigger === 'request' && shown && speech.audible;
    if (spoken) speech.say({ prompt: 'thanks' });
    this.timer = clock.after(LAMPS_MS, () => {
      session.demonstrate(DARK);
      this.timer = clock.after(spoken ? SOUND_MS : 0, () => this.conclude(trigger, shown));
    });
  }

  stop(): void {
    this.timer?.cancel();
  }

  private conclude(trigger: Trigger, shown: boolean): void {
    const checks: SelfTestChecks = {
      lamps: shown ? this.ofPart('panel') : skipped('a citizen was being served'),
      keys: this.keys(),
      sound: this.options.speech.audible ? this.ofPart('voice') : skipped('volume 0 or quiet hours'),
      clock: this.clock(),
      disk: this.disk(),
      link: this.options.linked() ? OK : fault('no connection to the hub'),
    };
    this.options.report({ kind: 'self-test', trigger, checks });
  }

  private ofPart(part: 'panel' | 'voice' | 'storage'): Check {
    const { health, detail } = this.options.health.of(part);
    if (health === 'ok') return OK;
    return health === 'absent' ? skipped('there is none') : fault(detail ?? 'it does not work');
  }

  private keys(): Check {
    const { session, health } = this.options;
    if (health.of('panel').health === 'absent') return skipped('there is no panel');
    if (session.stuckKeys.length > 0) return fault(`stuck: ${session.stuckKeys.join(', ')}`);
    if (session.heldKeys.length > 0) return fault(`down: ${session.heldKeys.join(', ')}`);
    return this.ofPart('panel');
  }

  private clock(): Check {
    const error = this.options.hubTime.wallError();
    if (error === undefined) return skipped('the hub was not heard yet');
    if (Math.abs(error) <= MOST_CLOCK_ERROR_MS) return OK;
    const seconds = Math.round(Math.abs(error) / 1_000);
    return fault(`the clock of the machine is ${seconds} s ${error > 0 ? 'ahead' : 'behind'}`);
  }

  private disk(): Check {
    const storage = this.ofPart('storage');
    const free = this.options.freeBytes();
    if (storage.result !== 'ok' || free === undefined || free >= LEAST_FREE_BYTES) return storage;
    return fault(`${megabytes(free)} MB free, expected at least ${megabytes(LEAST_FREE_BYTES)}`);
  }
}

const OK: Check = { result: 'ok' };
const fault = (detail: string): Check => ({ result: 'fault', detail: detail.slice(0, 200) });
const skipped = (detail: string): Check => ({ result: 'skipped', detail });
const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);
