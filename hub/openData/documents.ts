import { openData } from '#words/openData.js';
import { type CsvCell, csvText } from '../tables/csvWriter.js';
import { type Publication, rocMonth } from './publication.js';
import { FORMULAS, SIGN } from './rates.js';

const { fields, units, notes } = openData;

type FieldName = keyof typeof fields;
type Unit = keyof typeof units;

/** Every field, in the order of the columns. */
export const FIELDS = Object.keys(fields) as readonly FieldName[];

const TEXTS = new Set<FieldName>([
  'month',
  'roc_month',
  'office',
  'office_zh',
  'office_en',
  'kind',
  'kind_zh',
]);

/** The month as JSON, which all other files of it are made of. */
export const monthJson = ({ month, rows }: Publication, madeAt: string): string =>
  `${JSON.stringify(
    {
      title: notes.title,
      month,
      rocMonth: rocMonth(month),
      madeAt,
      sign: SIGN,
      notes: [notes.suppression, notes.revision, notes.rounding],
      licence: notes.licence,
      dictionary: 'dictionary.json',
      rows,
    },
    undefined,
    1,
  )}\n`;

/** The same rows as CSV. Throws `SyntaxError` for what is no JSON of a month. */
export function monthCsv(json: string): string {
  const { rows } = JSON.parse(json) as Publication;
  return csvText(
    FIELDS,
    rows.map((row) => FIELDS.map((field): CsvCell => row[field] ?? null)),
    { bom: true },
  );
}

/** The data dictionary: each field with its unit, meaning and formula, the sign, and the licence. */
export function dictionaryJson(): string {
  const content = {
    title: notes.title,
    files: { zh: 'ratings-年-月.csv 與 .json', en: 'ratings-YYYY-MM.csv and .json' },
    encoding: 'UTF-8',
    sign: { value: SIGN, ...notes.suppression },
    revision: notes.revision,
    rounding: notes.rounding,
    licence: notes.licence,
    fields: FIELDS.map((name) => ({
      name,
      type: TEXTS.has(name) ? 'text' : 'number',
      unit: units[unitOf(name)],
      ...fields[name],
      ...formula(name),
    })),
  };
  return `${JSON.stringify(content, undefined, 1)}\n`;
}

export function dictionaryCsv(): string {
  const rows: CsvCell[][] = FIELDS.map((name) => [
    name,
    fields[name].zh,
    fields[name].en,
    units[unitOf(name)].zh,
    units[unitOf(name)].en,
    formulaOf(name) ?? null,
  ]);
  const remarks = (['title', 'suppression', 'revision', 'rounding', 'licence'] as const).map(
    (name): CsvCell[] => [`(${name})`, notes[name].zh, notes[name].en, null, null, null],
  );
  return csvText(['field', 'zh', 'en', 'unit_zh', 'unit_en', 'formula'], [...rows, ...remarks], {
    bom: true,
  });
}

function unitOf(name: FieldName): Unit {
  if (TEXTS.has(name)) return 'text';
  if (name === 'mean_level') return 'level';
  return /_(percent|low|high)$/.test(name) ? 'percent' : 'count';
}

const formula = (name: FieldName): { formula?: string } => {
  const text = formulaOf(name);
  return text === undefined ? {} : { formula: text };
};

/** z is the 97.5 % point of the standard normal distribution. */
const WILSON = '100·(p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.959963984540054';
const SUMS: Readonly<Partial<Record<FieldName, string>>> = {
  windows: 'rated + expired + cancelled + missed + excluded',
  rated: 'level_5 + level_4 + level_3 + level_2 + level_1',
  satisfied: 'level_5 + level_4',
  dissatisfied: 'level_2 + level_1',
  mean_level: FORMULAS.mean,
};

function formulaOf(name: FieldName): string | undefined {
  const [, share, part] =
    /^(satisfaction|dissatisfaction|response|coverage)_(percent|low|high)$/.exec(name) ?? [];
  if (share === undefined) return SUMS[name];
  const text = FORMULAS[share as keyof typeof FORMULAS];
  return part === 'percent' ? `100·${text}` : `${WILSON}, p = ${text}`;
}
