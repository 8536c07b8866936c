import type { Level } from '../contract/values.js';
import { type InOneLanguage, inLanguage, type Language, type Phrase } from './language.js';
import { levels } from './levels.js';
import { prompts } from './prompts.js';
import { screens } from './screens.js';

const levelLabels = {
  5: levels[5].label,
  4: levels[4].label,
  3: levels[3].label,
  2: levels[2].label,
  1: levels[1].label,
} as const satisfies Record<Level, Phrase>;

/** Every word of the product in every language: `levels`, `prompts`, and the groups of `screens`. */
export const catalogue = { levels: levelLabels, prompts, ...screens } as const;

/** Every word of the product in one language: `words('zh').outcomes.rated`. */
export type Words = InOneLanguage<typeof catalogue>;

export const words = (language: Language): Words => inLanguage(catalogue, language);
