import type { LampReport, LampView } from '#contract/signals.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { LampRecord, LampStore } from '../store/lampStore.js';
import { LAMP_SILENT_MS, lampView, MOST_LAMPS, sameReport, WRITE_EVERY_MS } from './lampRules.js';

export interface LampRegistryOptions {
  readonly lamps: LampStore;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  /**
   * A lamp is new, has changed, fell silent or came back; that it was heard again is no change. `from` is the office it
   * was taken from.
   */
  readonly changed: (lamp: LampView, from?: string) => void;
}

/** A lamp as whoever judges equipment needs it. */
export interface LampFact {
  readonly id: string;
  readonly office: string;
  /** As its program said last. */
  readonly state: LampReport['state'];
  readonly detail: string | null;
  /** How long its program was not heard, as long as this hub listened. */
  readonly silentMs: number;
  /** Heard since the hub started. */
  readonly heard: boolean;
}

interface Known {
  readonly record: LampRecord;
  /** Monotonic; of a lamp that was not heard yet, when the hub started. */
  readonly heardAt: number;
  readonly writtenAt: number;
  readonly heard: boolean;
  /** Its silence was announced. */
  readonly silent: boolean;
}

/** Silence is looked for this often, ms. */
const LOOK_MS = 5_000;

/**
 * The signal lamps of all offices (A3). The first report registers a lamp. A report that changes something is stored
 * before it is answered; that a lamp was heard is kept in memory and written once a minute. A hub that starts gives every
 * lamp time to be heard before it calls it silent.
 */
export class LampRegistry {
  private readonly known = new Map<string, Known>();
  /** What was asked to be stored last, be it committed or not. */
  private readonly asked = new Map<string, LampRecord>();
  private ticker: Timer | undefined;

  constructor(private readonly options: LampRegistryOptions) {}

  start(): void {
    const { lamps, clock } = this.options;
    const now = clock.monotonic();
    for (const record of lamps.all()) {
      this.known.set(record.id, { record, heardAt: now, writtenAt: now, heard: false, silent: false });
      this.asked.set(record.id, record);
    }
    this.ticker = every(clock, LOOK_MS, () => this.announceSilence());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  /** By id. */
  views(office?: string): LampView[] {
    return [...this.known.values()]
      .filter(({ record }) => office === undefined || record.office === office)
      .map((lamp) => this.view(lamp))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  facts(): LampFact[] {
    return [...this.known.values()].map((lamp) => {
      const { id, office, state, detail } = lamp.record;
      return { id, office, state, detail, silentMs: this.silentMs(lamp), heard: lamp.heard };
    });
  }

  /** Rejects with `lamp/taken`, `lamp/too-many` or `store/commit-failed`. */
  async report(id: string, { detail, ...report }: LampReport): Promise<LampView> {
    const { clock } = this.options;
    const record: LampRecord = { ...report, id, detail: detail ?? null, seenMs: clock.wall() };
    const before = this.known.get(id);
    const asked = this.asked.get(id);
    const late = before === undefined || clock.monotonic() - before.writtenAt >= WRITE_EVERY_MS;
    if (late || asked === undefined || !sameReport(asked, record)) return this.store(record);
    return this.hear(record, before.writtenAt);
  }

  /** Rejects with `lamp/unknown` or `store/commit-failed`. */
  async forget(id: string, by: string): Promise<LampView> {
    const { lamps, journal, writer, clock } = this.options;
    const record = await writer.write(() => {
      const found = lamps.byId(id);
      if (found === undefined)
        throw new CodedError('lamp/unknown', `there is no lamp ${id}; expected one from GET /lamps`);
      lamps.remove(id);
      const { office, light: detail } = found;
      journal.append({ atMs: clock.wall(), by, action: 'lamp/forgotten', office, subject: id, detail });
      return found;
    });
    const known = this.known.get(id);
    this.known.delete(id);
    this.asked.delete(id);
    return lampView(known?.record ?? record, known === undefined ? 0 : this.silentMs(known));
  }

  private async store(record: LampRecord): Promise<LampView> {
    const { writer, clock } = this.options;
    this.asked.set(record.id, record);
    try {
      const from = await writer.write(() => this.admit(record));
      return this.hear(record, clock.monotonic(), from);
    } catch (error) {
      this.asked.delete(record.id);
      throw error;
    }
  }

  /** Answers with the office the lamp was taken from. */
  private admit(record: LampRecord): string | undefined {
    const { lamps } = this.options;
    const { id, office } = record;
    const before = lamps.byId(id);
    if (before?.office !== office) {
      if (before !== undefined && this.heardLately(id)) throw taken(id, before.office);
      if (lamps.count(office) >= MOST_LAMPS) throw tooMany(office);
    }
    lamps.put(record);
    return before === undefined || before.office === office ? undefined : before.office;
  }

  private hear(record: LampRecord, writtenAt: number, from?: string): LampView {
    const { clock, changed } = this.options;
    const before = this.known.get(record.id);
    const lamp: Known = { record, heardAt: clock.monotonic(), writtenAt, heard: true, silent: false };
    this.known.set(record.id, lamp);
    const view = this.view(lamp);
    if (before === undefined || before.silent || !sameReport(before.record, record)) changed(view, from);
    return view;
  }

  private announceSilence(): void {
    for (const [id, lamp] of this.known) {
      if (lamp.silent || this.silentMs(lamp) < LAMP_SILENT_MS) continue;
      const silent: Known = { ...lamp, silent: true };
      this.known.set(id, silent);
      this.options.changed(this.view(silent));
    }
  }

  private heardLately(id: string): boolean {
    const lamp = this.known.get(id);
    return lamp !== undefined && this.silentMs(lamp) < LAMP_SILENT_MS;
  }

  private view(lamp: Known): LampView {
    return lampView(lamp.record, this.silentMs(lamp));
  }

  private silentMs({ heardAt }: Known): number {
    return this.options.clock.monotonic() - heardAt;
  }
}

const taken = (id: string, office: string): CodedError =>
  new CodedError(
    'lamp/taken',
    `a lamp ${id} works at office ${office}; expected another name, or that one to be silent for 45 s`,
  );

const tooMany = (office: string): CodedError =>
  new CodedError(
    'lamp/too-many',
    `office ${office} has ${MOST_LAMPS} lamps already; forget one that was taken away first`,
  );
