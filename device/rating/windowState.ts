import { DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import type { Offer } from '#contract/commands.js';
import type { EventBody } from '#contract/events.js';
import type { Level, VoiceLanguage } from '#contract/values.js';
import type { Key, Scene } from '../ports/panel.js';
import type { Prompt, Utterance } from '../ports/voice.js';
import type { Press } from './clash.js';

/** Times are ms on the box's monotonic clock. */
export type Phase =
  | { readonly kind: 'idle' }
  /** The opening is stored; the lamps are about to go on. */
  | { readonly kind: 'opening'; readonly window: string; readonly lengthMs: number }
  | OpenPhase
  /** Rated; further presses are counted until the window's time is over (W7), the thanks may be seen longer. */
  | {
      readonly kind: 'answered';
      readonly window: string;
      readonly deadline: number;
      readonly until: number;
      readonly darkAt: number | undefined;
      readonly extra: number;
    }
  /** Nothing can be stored; the box is out of service until it can, which is tried again at `mendAt` (D6). */
  | { readonly kind: 'broken'; readonly mendAt: number };

export interface OpenPhase {
  readonly kind: 'open';
  readonly window: string;
  readonly lengthMs: number;
  /** When the lamps went on (W2). */
  readonly openedAt: number;
  /** The last moment at which a press counts. */
  readonly deadline: number;
  /** The first press, until it is certain that no second key went down with it (W8). */
  readonly candidate: Press | undefined;
  readonly panelLost: boolean;
  /** Seconds shown by the countdown so far. */
  readonly shown: number | undefined;
  /** The citizen asked for more time, which is given once (W12). */
  readonly extended: boolean;
}

/** What the hub decides about windows; see `BoxSettings`. */
export interface WindowPolicy {
  readonly maxAgeMs: number;
  readonly moreTime: boolean;
  readonly waitPrompt: boolean;
  /** In the order in which the language key goes through them. */
  readonly languages: readonly VoiceLanguage[];
}

export type PressCounts = Readonly<Record<Level, number>>;
export const noPresses: PressCounts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };

export interface RatingState {
  readonly policy: WindowPolicy;
  readonly phase: Phase;
  readonly panelReady: boolean;
  /** Keys that are down and since when. */
  readonly held: ReadonlyMap<Key, number>;
  readonly stuck: ReadonlySet<Key>;
  /** The newest press of all, in a window or not (W8). */
  readonly lastPress: Press | undefined;
  /** Issuances this box has dealt with and windows it missed in an earlier run, newest last (W1). */
  readonly known: readonly string[];
  /** Visits and the window each belongs to, newest last (W3). */
  readonly visits: ReadonlyArray<{ readonly visit: string; readonly window: string }>;
  /** Presses outside any window not reported yet (W6). */
  readonly idle: PressCounts;
  readonly idleSince: number | undefined;
  /** The language this citizen chose, and until when it is kept while nothing is open. */
  readonly language: VoiceLanguage | undefined;
  readonly languageUntil: number | undefined;
  /** The window rated last, until another one opens: its citizen may still stand here. */
  readonly served: string | undefined;
  /** What could not be stored, oldest first; stored before anything else once storage works again. */
  readonly owed: readonly EventBody[];
}

export const initialState: RatingState = {
  policy: DEFAULT_BOX_SETTINGS,
  phase: { kind: 'idle' },
  panelReady: false,
  held: new Map(),
  stuck: new Set(),
  lastPress: undefined,
  known: [],
  visits: [],
  idle: noPresses,
  idleSince: undefined,
  language: undefined,
  languageUntil: undefined,
  served: undefined,
  owed: [],
};

export type RatingInput =
  | { readonly kind: 'offer'; readonly offer: Offer; readonly ageMs: number }
  | { readonly kind: 'cancel'; readonly window: string }
  | { readonly kind: 'key'; readonly key: Key; readonly down: boolean }
  /** A language chosen by name. */
  | { readonly kind: 'chose'; readonly language: VoiceLanguage }
  /** A supervisor took the alarm this window's rating raised. */
  | { readonly kind: 'acknowledged'; readonly window: string }
  | { readonly kind: 'policy'; readonly policy: WindowPolicy }
  /** Something to report that is no part of a window. */
  | { readonly kind: 'report'; readonly body: EventBody }
  | { readonly kind: 'elapsed' }
  /** The lamps of the window that is opening went on. */
  | { readonly kind: 'lit' }
  | { readonly kind: 'panel-ready'; readonly held: readonly Key[] }
  | { readonly kind: 'panel-lost' }
  /** The program is being stopped in peace: what would only be reported later is reported now. */
  | { readonly kind: 'stopping' }
  /** The start of the program: what the outbox says about the run before (W13). */
  | ({ readonly kind: 'recovered' } & Remembered)
  /** A record could not be stored; it and the records after it are given back, and no effect after it was performed. */
  | { readonly kind: 'storage-failed'; readonly unstored: readonly EventBody[] };

/** What a box knows of the runs before. */
export interface Remembered {
  /** Windows that opened and have no outcome, oldest first (W13). */
  readonly unfinished: readonly string[];
  /** Issuances dealt with and windows missed, oldest first (W1). */
  readonly known: readonly string[];
  /** Keys that were stuck. */
  readonly stuck: readonly Key[];
}

/** Performed in order; what follows a `record` happens only once it is durable (D1). */
export type RatingEffect =
  | { readonly kind: 'record'; readonly body: EventBody }
  | { readonly kind: 'show'; readonly scene: Scene }
  | { readonly kind: 'say'; readonly utterance: Utterance }
  /** Answer with `lit` as soon as the lamps are on. */
  | { readonly kind: 'begin' };

export interface RatingStep {
  readonly state: RatingState;
  readonly effects: readonly RatingEffect[];
}

/** What one part of the machine makes of an input. Reports that are made while nothing can be stored are owed. */
export interface Consequence {
  readonly change: Partial<RatingState>;
  readonly effects?: readonly RatingEffect[];
  readonly reports?: readonly EventBody[];
}

export const NO_CONSEQUENCE: Consequence = { change: {} };

export const record = (body: EventBody): RatingEffect => ({ kind: 'record', body });
export const show = (scene: Scene): RatingEffect => ({ kind: 'show', scene });

/** In the language of this citizen, if one was chosen. */
export const say = ({ language }: RatingState, prompt: Prompt, lengthMs?: number): RatingEffect => ({
  kind: 'say',
  utterance: {
    prompt,
    ...(language === undefined ? {} : { language }),
    ...(lengthMs === undefined ? {} : { lengthMs }),
  },
});
