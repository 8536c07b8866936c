import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { OfficeView } from '#contract/views.js';
import type { Clock } from '#platform/clock.js';
import type { Language } from '#words/language.js';
import type { ChartContext } from '../../charts/context.js';
import { HubClock } from '../../watcher/hubClock.js';
import type { HubClient } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { Locale } from '../ui/locale.js';
import { timestamp } from './calendar.js';
import { Names } from './names.js';
import { askedPeriod, PERIOD_NAMES, type Period, type PeriodFault, periodOf, periodQuery } from './period.js';

export interface FrameOptions {
  readonly hub: HubClient;
  readonly clock: Clock;
  /** Its address carries what is looked at, so that the page can be bookmarked and handed on. */
  readonly page: Pick<Window, 'location' | 'history'>;
  /** Offices that whoever looks may see; `null`, as when absent, for the whole city. */
  readonly scope?: readonly string[] | null;
}

/** Office and period as the hub is asked about them. */
export interface Population {
  readonly office?: string;
  readonly from: string;
  readonly to: string;
}

/** What every page of figures looks at: which office, which period. */
export class FrameModel {
  readonly hub: HubClient;
  /** Only some offices may be looked at, and not the city as a whole. */
  readonly isScoped: boolean;
  /** Those that may be looked at; absent until the hub has answered. */
  readonly offices = signal<readonly OfficeView[] | undefined>(undefined);
  /** The office looked at; empty for the whole city. */
  readonly office: Signal<string>;
  readonly period: Signal<Period>;
  /** The address named no period; the present month is shown instead. */
  readonly fault: Signal<PeriodFault | undefined>;
  /** The offices could not be read, and why. */
  readonly failure = signal<HubProblem | undefined>(undefined);
  /** When the hub was asked, by its own clock. */
  readonly now: Signal<number>;
  readonly population: ReadonlySignal<Population>;
  private readonly hubClock: HubClock;

  constructor(private readonly options: FrameOptions) {
    this.hub = options.hub;
    this.hubClock = new HubClock(options.clock);
    const query = new URLSearchParams(options.page.location.search);
    const now = this.hubClock.now();
    const asked = askedPeriod(query, now);
    this.now = signal(now);
    this.fault = signal(typeof asked === 'string' ? asked : undefined);
    this.period = signal(typeof asked === 'string' ? periodOf('month', now) : asked);
    this.isScoped = (options.scope ?? null) !== null;
    this.office = signal(this.within(query.get('office') ?? ''));
    this.population = computed(() => this.populationOf(this.period.value));
  }

  /** Reads the offices; the pages ask their own questions meanwhile. */
  start(): void {
    void this.load();
  }

  async load(): Promise<void> {
    try {
      const { body, hubMs } = await this.options.hub.ask('offices', {});
      if (hubMs !== undefined) this.hubClock.set(hubMs);
      this.now.value = this.hubClock.now();
      this.offices.value = body.items.filter(({ id }) => this.options.scope?.includes(id) ?? true);
      this.failure.value = undefined;
    } catch (thrown) {
      this.failure.value = asProblem(thrown);
    }
  }

  choosePeriod(period: Period): void {
    this.fault.value = undefined;
    this.period.value = period;
    this.write({ ...Object.fromEntries(PERIOD_NAMES.map((name) => [name, ''])), ...periodQuery(period) });
  }

  chooseOffice(office: string): void {
    this.office.value = office;
    this.write({ office });
  }

  /** The office looked at, in another period. */
  populationOf({ fromMs, toMs }: Pick<Period, 'fromMs' | 'toMs'>): Population {
    const office = this.office.value;
    return { ...(office !== '' && { office }), from: timestamp(fromMs), to: timestamp(toMs) };
  }

  /** A text that the address keeps under a name of the page's own; empty means it is not in the address. */
  kept(name: string): Signal<string> {
    const text = signal(new URLSearchParams(this.options.page.location.search).get(name) ?? '');
    let written = text.peek();
    effect(() => {
      if (text.value === written) return;
      written = text.value;
      this.write({ [name]: written });
    });
    return text;
  }

  /** One of some values that the address keeps; the first where it names none of them. */
  keptChoice<T extends string>(name: string, values: readonly [T, ...T[]]): Signal<T> {
    const text = this.kept(name);
    const choice = signal<T>(values.find((value) => value === text.peek()) ?? values[0]);
    effect(() => {
      text.value = choice.value === values[0] ? '' : choice.value;
    });
    return choice;
  }

  /** Another page, looking at the same office and period. */
  link(file: string): string {
    const query = new URLSearchParams(periodQuery(this.period.value));
    if (this.office.value !== '') query.set('office', this.office.value);
    return `./${file}?${query}`;
  }

  /** Name of an office or of a counter ("office/counter"); the key itself where none is known. */
  nameOf(key: string, language: Language): string {
    return new Names(this.offices.value ?? [], this.office.value).of(key, language);
  }

  chartContext(locale: Locale): ChartContext {
    const { t, language } = locale;
    return { words: t, language, name: (key) => this.nameOf(key, language) };
  }

  /** The office asked for if it may be looked at, else the first that may. */
  private within(asked: string): string {
    const { scope } = this.options;
    return scope == null || scope.includes(asked) ? asked : (scope[0] ?? '');
  }

  private write(change: Readonly<Record<string, string>>): void {
    const { location, history } = this.options.page;
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(change)) {
      if (value === '') address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    history.replaceState(null, '', address);
  }
}
