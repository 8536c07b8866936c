import type { AlarmSettings, AlarmStep, AlarmView, DutyTime } from '#contract/alarms.js';
import { DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import type { Level } from '#contract/values.js';
import type { BoxDouble, HubRig } from './hubRig.js';

/** What happens in an office whose citizens are unhappy, on a whole hub. */
export class AlarmOffice {
  private readonly boxes = new Map<string, BoxDouble>();

  constructor(readonly rig: HubRig) {}

  box(counter: string): BoxDouble {
    const box = this.boxes.get(counter) ?? this.rig.box(`box-${counter}`).online();
    this.boxes.set(counter, box);
    return box;
  }

  /** A citizen is served and asked at a counter; the window is open. Returns its id. */
  async serve(counter: string, visit?: string): Promise<string> {
    const box = this.box(counter);
    await this.rig.settle();
    const { window, issuance } = await this.rig.issue(counter, visit === undefined ? {} : { visit });
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    await this.rig.settle();
    return window.id;
  }

  /** A citizen is served and presses at once. Returns the window. */
  async press(counter: string, level: Level): Promise<string> {
    const window = await this.serve(counter);
    this.box(counter).say({ kind: 'rated', window, level, afterMs: 0 });
    await this.rig.settle();
    return window;
  }

  /** Time passes, boxes give their signs of life, and what it brings is stored. */
  async wait(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      if (second % 10 === 0) for (const box of this.boxes.values()) box.beat();
      this.rig.clock.advance(1_000);
      await this.rig.settle();
    }
  }

  /** Newest first; those of ratings unless told otherwise. */
  async alarms(query = '&source=rating'): Promise<AlarmView[]> {
    return (await this.rig.get<{ items: AlarmView[] }>(`/alarms?limit=500${query}`)).items;
  }

  /** The newest alarm of a rating. */
  async alarm(): Promise<AlarmView> {
    const [alarm] = await this.alarms();
    if (alarm === undefined) throw new Error('no alarm was raised');
    return alarm;
  }

  /** What happened to an alarm, as `step` or `step who`. */
  async steps(alarm: string): Promise<string[]> {
    const { items } = await this.rig.get<{ items: AlarmStep[] }>(`/alarms/${alarm}/steps`);
    return items.map(({ step, by }) => (by === undefined ? step : `${step} ${by}`));
  }

  acknowledge(alarm: string, by = 'chen') {
    return this.rig.post<AlarmView>(`/alarms/${alarm}/acknowledge`, { by });
  }

  close(alarm: string, change: object = {}) {
    const said = { by: 'chen', outcome: 'solved', cause: 'waiting', ...change };
    return this.rig.post<AlarmView>(`/alarms/${alarm}/close`, said);
  }

  decide(change: Partial<AlarmSettings>) {
    const settings = { ...DEFAULT_ALARM_SETTINGS, ...change };
    return this.rig.post('/offices/east/alarm-settings', { by: 'chen', settings });
  }
}

/** A chain of people who are always on duty unless told. */
export const chainOf = (...people: ReadonlyArray<string | readonly [string, DutyTime]>) =>
  people.map((entry) =>
    typeof entry === 'string' ? { person: entry, duty: [] } : { person: entry[0], duty: [entry[1]] },
  );
