import Type, { type Static } from 'typebox';

const count = Type.Integer({ minimum: 0 });

/** A proportion with its Wilson 95 % interval (S3). Absent where nothing was counted. */
export const Proportion = Type.Object({
  count,
  of: count,
  value: Type.Number(),
  low: Type.Number(),
  high: Type.Number(),
});
export type Proportion = Static<typeof Proportion>;

/** What five counts of answers say (S2, S3). Everything but the counts is absent where nothing was counted. */
const opinion = {
  levels: Type.Array(count, { description: 'counts of level 5, 4, 3, 2, 1', minItems: 5, maxItems: 5 }),
  /** (c5 + c4) / n */
  satisfaction: Type.Optional(Proportion),
  /** (c2 + c1) / n */
  dissatisfaction: Type.Optional(Proportion),
  /** (c5 + c4) / (n − c3): without those in the middle. */
  satisfactionOfDecided: Type.Optional(Proportion),
  /** (c5 + c4 − c2 − c1) / n, −1 … 1. */
  net: Type.Optional(Type.Number()),
  /** 1 … 5. */
  mean: Type.Optional(Type.Number()),
  /** 0 … 100 = 25 · (mean − 1). */
  index: Type.Optional(Type.Number()),
  /** Standard deviation of the sample and the 95 % interval of the mean; absent under two answers. */
  spread: Type.Optional(Type.Object({ s: Type.Number(), low: Type.Number(), high: Type.Number() })),
};

export const Opinion = Type.Object(opinion);
export type Opinion = Static<typeof Opinion>;

/** Upper ends of the classes in which answering times are counted, in ms; the last class has none. */
export const ANSWER_CLASSES_MS = [1_000, 5_000, 10_000, 20_000] as const;

/** How long citizens took to press, from the lamps going on to the press. */
export const AnswerTime = Type.Object({
  meanMs: Type.Number(),
  /** Presses before 1, 5, 10, 20 s, and later ones; not cumulative. */
  classes: Type.Array(count, { minItems: 5, maxItems: 5 }),
});
export type AnswerTime = Static<typeof AnswerTime>;

/**
 * Counts and rates of a set of windows. Excluded ratings (S10) are in `windows` and `excluded` and nowhere else but
 * `withExcluded`; running windows are in no rate.
 */
export const Figures = Type.Object({
  windows: count,
  rated: count,
  expired: count,
  cancelled: count,
  missed: count,
  missedBy: Type.Record(Type.String(), count),
  /** Windows not ended yet; in no rate. */
  running: count,
  /** Ratings that a supervisor took out of the figures, with the reason kept (S10). */
  excluded: count,
  /** Windows that the key for more time made longer (W12); counted above like all others. */
  extended: count,
  /** Rated windows of which a document was voided later (W4); counted above like all others. */
  flagged: count,
  ...opinion,
  /** rated / (rated + expired) */
  responseRate: Type.Optional(Proportion),
  /** (rated + expired) / (all − cancelled), excluded ratings and running windows apart (S1). */
  coverage: Type.Optional(Proportion),
  answerTime: Type.Optional(AnswerTime),
  /** As it would be with the excluded ratings; present where there are any (S10). */
  withExcluded: Type.Optional(
    Type.Object({ ...opinion, rated: count, responseRate: Type.Optional(Proportion) }),
  ),
});
export type Figures = Static<typeof Figures>;

/** A measure that is a share of something counted, and so can be charted with limits. */
export const SHARES = ['satisfaction', 'dissatisfaction', 'responseRate', 'coverage'] as const;
export const ShareName = Type.Enum([...SHARES]);
export type ShareName = (typeof SHARES)[number];

/** Why a group of one clerk shows no rates (S6): under 10 answers, all alike, or it would tell another hidden one. */
export const HiddenBecause = Type.Enum(['too-few', 'all-alike', 'would-reveal']);
export type HiddenBecause = Static<typeof HiddenBecause>;
