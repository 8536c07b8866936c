import type { BoxSettings, BoxSettingsChange } from '#contract/boxSettings.js';
import type { PlaceRequest } from '#contract/enrolment.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { BoxSettingsStore } from '../store/boxSettingsStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import { type Assignment, samePlace } from '../store/placeStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { BoxLine } from '../windows/boxLine.js';
import { knownPlace, refuseTaken } from './placeRules.js';
import { changedSettings } from './settingsRules.js';

export interface BoxDeskOptions {
  readonly sites: SiteStore;
  readonly settings: BoxSettingsStore;
  readonly writer: GroupWriter;
  readonly line: BoxLine;
  readonly clock: Clock;
  readonly isOnline: (box: string) => boolean;
  /** Called after the commit for a box of which something changed that people see. */
  readonly changed: (box: string) => void;
  /** Called after the commit for a box that was somewhere else before. */
  readonly moved: (box: string, from: string | undefined) => void;
}

/** What people do with boxes. Every method throws `CodedError` `box/unknown` for a box the hub does not know. */
export class BoxDesk {
  constructor(private readonly options: BoxDeskOptions) {}

  /**
   * Puts a box somewhere else, durably, and tells it. What it recorded until now, sent or not, stays with the place it
   * was recorded at, because windows carry their place (B5). A box that is there already stays.
   *
   * Throws `CodedError`: `place/unknown-office`, `place/unknown-counter`, `box/counter-taken`.
   */
  async move(box: string, request: PlaceRequest): Promise<void> {
    const { sites, writer, line, clock, isOnline, moved } = this.options;
    this.mustKnow(box);
    const place = knownPlace(sites, request);
    const from = await writer.write(() => {
      const before = sites.places.placeOf(box);
      if (samePlace(before, place)) return undefined;
      refuseTaken(sites, place, box);
      sites.places.put(box, place, clock.wall());
      return before;
    });
    if (from === undefined) return;
    moved(box, from.office);
    if (isOnline(box)) line.place(box, place);
  }

  /** Where the box was, newest first. */
  assignments(box: string): Assignment[] {
    this.mustKnow(box);
    return this.options.sites.places.history(box);
  }

  settingsOf(box: string): BoxSettings {
    this.mustKnow(box);
    return this.options.settings.of(box);
  }

  /** Changes settings durably and sends them if the box is there; otherwise it gets them when it comes. */
  async configure(box: string, change: BoxSettingsChange): Promise<BoxSettings> {
    const { settings, writer, line, isOnline, changed } = this.options;
    this.mustKnow(box);
    const { before, after } = await writer.write(() => {
      const found = settings.of(box);
      const wanted = changedSettings(found, change);
      if (wanted !== found) settings.save(box, wanted);
      return { before: found, after: wanted };
    });
    if (after === before) return after;
    changed(box);
    if (isOnline(box)) line.settings(box, after);
    return after;
  }

  /** Asks the box to test itself; its report comes as an event. Throws `CodedError` `box/offline`. */
  selfTest(box: string): void {
    this.mustKnow(box);
    if (!this.options.isOnline(box))
      throw new CodedError('box/offline', `box ${box} is not connected; it tests itself when it starts`);
    this.options.line.selfTest(box);
  }

  private mustKnow(box: string): void {
    if (this.options.sites.places.placeOf(box) === undefined)
      throw new CodedError('box/unknown', `there is no box ${box}`);
  }
}
