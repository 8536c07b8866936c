import type { SettingDeclarations } from '#platform/settings.js';

/** Settings of `rating-sim history`. */
export const historySettings = {
  data: {
    type: 'string',
    default: './rating-hub-data',
    help: "the hub's data directory, without windows as yet; the hub must be stopped",
    expected: 'a path',
  },
  site: {
    type: 'string',
    default: './site.json',
    help: 'file that declares offices, counters and boxes',
    expected: 'a path',
  },
  months: { type: 'integer', min: 1, max: 600, default: 14, help: 'how far back the history goes' },
  seed: {
    type: 'integer',
    min: 0,
    max: 4_294_967_295,
    default: 1,
    help: 'the same seed gives the same history up to the same moment',
  },
} as const satisfies SettingDeclarations;
