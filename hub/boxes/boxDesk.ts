import type { BoxSettings, BoxSettingsChange } from '#contract/boxSettings.js';
import type { PlaceRequest } from '#contract/enrolment.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { BoxSettingsStore } from '../store/boxSettingsStore.js';
import type { EnrolmentStore } from '../store/enrolmentStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { Deed, JournalStore } from '../store/journalStore.js';
import { type Assignment, samePlace } from '../store/placeStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { BoxLine } from '../windows/boxLine.js';
import type { BoxPapers } from './boxPapers.js';
import { knownPlace, placeText, refuseTaken } from './placeRules.js';
import { changedSettings } from './settingsRules.js';

export interface BoxDeskOptions {
  readonly sites: SiteStore;
  readonly settings: BoxSettingsStore;
  readonly enrolments: EnrolmentStore;
  readonly papers: BoxPapers;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly line: BoxLine;
  readonly clock: Clock;
  readonly isOnline: (box: string) => boolean;
  /** Called after the commit for a box of which something changed that people see. */
  readonly changed: (box: string) => void;
  /** Called after the commit for a box that was somewhere else before. */
  readonly moved: (box: string, from: string | undefined) => void;
  /** The office under whose topics a box listens. */
  readonly listensAt: (box: string) => string | undefined;
  /** Ends the connection of a box that may come back. */
  readonly cut: (box: string) => void;
  /** Called after the commit for a box that may speak no more. */
  readonly revoked: (box: string) => void;
}

/** A box that was told of its new office is given this long to come back under its name, then it is made to. */
const FOLLOW_MS = 4_000;

/** Characters of what was changed that the journal keeps. */
const MOST_DETAIL = 500;

/** What people do with boxes, each deed journalled in its transaction (P3). Every method throws `CodedError` `box/unknown` for a box the hub does not know. */
export class BoxDesk {
  constructor(private readonly options: BoxDeskOptions) {}

  /**
   * Puts a box somewhere else, durably, and tells it. What it recorded until now, sent or not, stays with the place it
   * was recorded at, because windows carry their place (B5). A box that is there already stays.
   *
   * Throws `CodedError`: `place/unknown-office`, `place/unknown-counter`, `box/counter-taken`.
   */
  async move(box: string, request: PlaceRequest, by: string): Promise<void> {
    const { sites, writer, line, clock, isOnline, moved } = this.options;
    this.mustKnow(box);
    const place = knownPlace(sites, request);
    const from = await writer.write(() => {
      const before = sites.places.placeOf(box);
      if (samePlace(before, place)) return undefined;
      refuseTaken(sites, place, box);
      sites.places.put(box, place, clock.wall());
      const detail = `from ${placeText(before)} to ${placeText(place)}`;
      this.journal({ by, action: 'box/moved', office: place.office, subject: box, detail });
      return before;
    });
    if (from === undefined) return;
    moved(box, from.office);
    if (!isOnline(box)) return;
    line.place(box, place);
    if (from.office !== place.office) clock.after(FOLLOW_MS, () => this.fetchBack(box));
  }

  /**
   * Shuts a box out, durably, then cuts it off. Its keys of before still verify what they signed.
   *
   * Throws `CodedError` `box/not-enrolled`.
   */
  async revoke(box: string, by: string): Promise<void> {
    const { sites, enrolments, papers, writer, clock, changed, revoked } = this.options;
    this.mustKnow(box);
    await writer.write(() => {
      if (enrolments.keyOf(box) === undefined)
        throw new CodedError('box/not-enrolled', `box ${box} is not enrolled, so there is nothing to revoke`);
      enrolments.revoke(box, clock.wall());
      papers.revoke(box);
      const office = sites.places.placeOf(box)?.office ?? null;
      this.journal({ by, action: 'box/revoked', office, subject: box, detail: null });
    });
    revoked(box);
    changed(box);
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
  async configure(box: string, change: BoxSettingsChange, by: string): Promise<BoxSettings> {
    const { sites, settings, writer, line, isOnline, changed } = this.options;
    this.mustKnow(box);
    const { before, after } = await writer.write(() => {
      const found = settings.of(box);
      const wanted = changedSettings(found, change);
      if (wanted === found) return { before: found, after: found };
      settings.save(box, wanted);
      const office = sites.places.placeOf(box)?.office ?? null;
      const detail = JSON.stringify(change).slice(0, MOST_DETAIL);
      this.journal({ by, action: 'box/configured', office, subject: box, detail });
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

  private journal(deed: Omit<Deed, 'atMs'>): void {
    const { journal, clock } = this.options;
    journal.append({ ...deed, atMs: clock.wall() });
  }

  private mustKnow(box: string): void {
    if (this.options.sites.places.placeOf(box) === undefined)
      throw new CodedError('box/unknown', `there is no box ${box}`);
  }

  /** Unless it went by itself. Its connection is cut, and it is told again as soon as it is back. */
  private fetchBack(box: string): void {
    const { sites, listensAt, isOnline, cut } = this.options;
    if (isOnline(box) && listensAt(box) !== sites.places.placeOf(box)?.office) cut(box);
  }
}
