import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { Espeak } from './espeak.js';
import { Say, type SayModule } from './say.js';
import type { Synthesiser } from './synthesiser.js';

/** `auto`: say on macOS and Windows, espeak-ng elsewhere. `none`: only recordings are heard. */
export const SYNTHESISER_CHOICES = ['auto', 'espeak-ng', 'say', 'none'] as const;
export type SynthesiserChoice = (typeof SYNTHESISER_CHOICES)[number];

const UNFIT =
  'say is unfit here: outside macOS and Windows it speaks through festival only, which has no Mandarin voice and ' +
  'crashes on Chinese text; it runs text as commands, ends the whole program when festival is missing, cannot ' +
  'write sound files, and stops a stranger’s process. Expected espeak-ng or none';

/** Throws `CodedError` `voice/say-unfit`, with the reasons, for `say` where it is not sound. */
export function chooseSynthesiser(
  choice: SynthesiserChoice,
  platform: NodeJS.Platform,
  clock: Clock,
): Synthesiser | undefined {
  if (choice === 'none') return undefined;
  const sayPlatform = platform === 'darwin' || platform === 'win32' ? platform : undefined;
  if (choice === 'say' && sayPlatform === undefined) throw new CodedError('voice/say-unfit', UNFIT);
  if (choice === 'espeak-ng' || sayPlatform === undefined) return new Espeak({ clock });
  return new Say({ platform: sayPlatform, load: loadSay, clock });
}

/** Not before it is needed: the package chooses its system when it is loaded. */
async function loadSay(): Promise<SayModule> {
  return (await import('say')).default as SayModule;
}
