import type { BoxSettings } from '#contract/boxSettings.js';
import { HEARTBEAT_MS } from '#contract/limits.js';
import type { Heartbeat } from '#contract/presence.js';
import type { Clock } from '#platform/clock.js';
import type { BoxPapers } from '../boxes/boxPapers.js';
import type { BoxSettingsStore } from '../store/boxSettingsStore.js';
import type { BoxStore } from '../store/boxStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { PlaceStore } from '../store/placeStore.js';
import type { BoxLine } from '../windows/boxLine.js';
import type { Whereabouts } from './whereabouts.js';

export interface BoxCareOptions {
  readonly boxes: BoxStore;
  readonly settings: BoxSettingsStore;
  readonly places: PlaceStore;
  readonly whereabouts: Whereabouts;
  readonly line: BoxLine;
  readonly papers: BoxPapers;
  readonly writer: GroupWriter;
  readonly clock: Clock;
}

/** A box may answer settings with a heartbeat that still names others; it gets them again only after this. */
const AGAIN_AFTER_MS = HEARTBEAT_MS / 2;

/**
 * Brings boxes what was decided for them while they were away, and again until they show that they have it: their
 * settings, the office they belong to now (B5), and certificates that last longer.
 */
export class BoxCare {
  private readonly sentAt = new Map<string, number>();

  constructor(private readonly options: BoxCareOptions) {}

  /** The box has just come. */
  greet(box: string): void {
    const { boxes, settings } = this.options;
    const wanted = settings.of(box);
    if ((boxes.byId(box)?.settingsRevision ?? 0) !== wanted.revision) this.send(box, wanted);
    this.callHome(box);
  }

  /** The box says how it is. One that names no settings at all is too old to take any. */
  look(box: string, { settings: inForce, certificateUntil }: Heartbeat): void {
    const { settings } = this.options;
    if (inForce !== undefined && inForce.revision !== settings.revisionOf(box) && !this.sentJustNow(box))
      this.send(box, settings.of(box));
    if (certificateUntil !== undefined) this.renew(box, Date.parse(certificateUntil));
    this.callHome(box);
  }

  /** In time, so that nobody has to visit the box. */
  private renew(box: string, untilMs: number): void {
    const { papers, writer, line } = this.options;
    let successor: string | undefined;
    writer.add({
      run: () => {
        successor = papers.successor(box, untilMs);
      },
      committed: () => {
        if (successor !== undefined) line.certificate(box, successor);
      },
      failed: () => undefined,
    });
  }

  private sentJustNow(box: string): boolean {
    const sent = this.sentAt.get(box);
    return sent !== undefined && this.options.clock.monotonic() - sent < AGAIN_AFTER_MS;
  }

  private send(box: string, settings: BoxSettings): void {
    this.sentAt.set(box, this.options.clock.monotonic());
    this.options.line.settings(box, settings);
  }

  private callHome(box: string): void {
    const { whereabouts, places, line } = this.options;
    const place = places.placeOf(box);
    if (place !== undefined && whereabouts.listensAt(box) !== place.office) line.place(box, place);
  }
}
