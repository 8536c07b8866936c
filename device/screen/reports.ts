import Type, { type Static } from 'typebox';
import { Codec } from '#contract/schema.js';
import { LEVELS, VoiceLanguage } from '#contract/values.js';
import { EXTRA_KEYS, KEYS } from '../ports/panel.js';
import { MAX_EDGES } from './screenMessages.js';

const Page = Type.String({ pattern: '^[0-9a-f]{16}$' });
const Key = Type.Union([...LEVELS, ...EXTRA_KEYS].map((key) => Type.Literal(key)));

const Report = Type.Object({
  page: Page,
  edges: Type.Array(Type.Object({ key: Key, down: Type.Boolean() }), { maxItems: MAX_EDGES }),
  held: Type.Array(Key, { maxItems: KEYS.length, uniqueItems: true }),
});

const Choice = Type.Object({
  page: Page,
  language: Type.Optional(VoiceLanguage),
  contrast: Type.Optional(Type.Boolean()),
  largeText: Type.Optional(Type.Boolean()),
});

/** Decoders of what a page posts; each throws `ContractError`. */
export const report = Codec.of(Report);
export const choice = Codec.of(Choice);
export type DecodedReport = Static<typeof Report>;
export type DecodedChoice = Static<typeof Choice>;
