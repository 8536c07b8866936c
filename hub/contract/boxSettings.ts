import Type, { type Static } from 'typebox';
import { MAX_ISSUANCE_AGE_MS } from './limits.js';
import { Codec } from './schema.js';
import { VoiceLanguage } from './values.js';

const TimeOfDay = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'time of day in Asia/Taipei, e.g. 12:30',
});

/** What the hub decides for a box and pushes to it. Fields a box does not know yet have the defaults below. */
const BoxSettings = Type.Object({
  /** Grows with every change; 0 for settings that nobody has changed. */
  revision: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  /** Percent of the loudness of the recordings; 0 is silence. */
  volume: Type.Integer({ minimum: 0, maximum: 100 }),
  /** Nothing is spoken from `from` until `to`, which may be on the next day. */
  quietHours: Type.Array(Type.Object({ from: TimeOfDay, to: TimeOfDay }), { maxItems: 4 }),
  /** Spoken one after the other, in this order, and offered to the citizen. */
  languages: Type.Array(VoiceLanguage, { minItems: 1, maxItems: 7, uniqueItems: true }),
  /** Whether the key for more time does anything (W12). */
  moreTime: Type.Boolean(),
  /** "Please wait for the supervisor", once an alarm is acknowledged: exposes the vote, so off by default (W11). */
  waitPrompt: Type.Boolean(),
  /** No window is opened for an issuance older than this (W5), ms. */
  maxAgeMs: Type.Integer({ minimum: 2_000, maximum: 60_000 }),
});
export type BoxSettings = Static<typeof BoxSettings>;
export const boxSettings = Codec.of(BoxSettings);
export const BoxSettingsSchema = BoxSettings;

/** Any of them, to be changed; the revision is the hub's to count. */
export const BoxSettingsChange = Type.Partial(Type.Omit(BoxSettings, ['revision']));
export type BoxSettingsChange = Static<typeof BoxSettingsChange>;

export const DEFAULT_BOX_SETTINGS: BoxSettings = {
  revision: 0,
  volume: 100,
  quietHours: [],
  languages: ['zh', 'en'],
  moreTime: true,
  waitPrompt: false,
  maxAgeMs: MAX_ISSUANCE_AGE_MS,
};
