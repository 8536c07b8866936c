import Type, { type Static } from 'typebox';
import { Opinion } from './figures.js';

/** A survey table on paper or elsewhere, taken over as counts: items × waves × five answers (requirements §4). */

const count = Type.Integer({ minimum: 0 });
const Label = Type.String({ minLength: 1, maxLength: 120 });

export const SurveyCell = Type.Object({
  item: Label,
  wave: Label,
  opinion: Opinion,
});

export const SurveySummary = Type.Object({
  id: Type.String(),
  title: Label,
  importedAt: Type.String(),
  importedBy: Type.String(),
  items: Type.Array(Label),
  waves: Type.Array(Label),
  /** How many were asked and how many answered, where the table says so. */
  asked: Type.Optional(count),
  responded: Type.Optional(count),
});
export type SurveySummary = Static<typeof SurveySummary>;

export const SurveyView = Type.Object({
  ...SurveySummary.properties,
  /** What the middle answer is called there; never merged with 普通 (requirements §6.2). */
  middle: Label,
  cells: Type.Array(SurveyCell),
  byItem: Type.Array(Type.Object({ item: Label, opinion: Opinion })),
  byWave: Type.Array(Type.Object({ wave: Label, opinion: Opinion })),
  total: Opinion,
});
export type SurveyView = Static<typeof SurveyView>;
