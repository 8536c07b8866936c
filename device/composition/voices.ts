import { join } from 'node:path';
import type { Clock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import { packageRoot } from '#platform/packageFacts.js';
import type { Settings } from '#platform/settings.js';
import { chooseSynthesiser } from '../adapters/chooseSynthesiser.js';
import { defaultPlayer, playerOf } from '../adapters/player.js';
import { PromptSounds } from '../adapters/promptSounds.js';
import { createSilentVoice } from '../adapters/silentVoice.js';
import { WavVoice } from '../adapters/wavVoice.js';
import type { Voice, VoiceTuning } from '../ports/voice.js';
import type { boxSettings } from '../settings.js';

/** The voice the settings name. Throws `CodedError` `voice/say-unfit`. */
export function chooseVoice(
  settings: Settings<typeof boxSettings>,
  tuning: VoiceTuning,
  clock: Clock,
  logger: Logger,
): Voice {
  if (settings.voice === 'silent') return createSilentVoice();
  const { prompts, recordings, cache, runtime, player, data } = settings;
  const rendered = prompts === '' ? join(packageRoot(), '.cache/prompts') : prompts;
  const sounds = new PromptSounds({
    folders: [recordings, rendered].filter((folder) => folder !== ''),
    cache: cache === '' ? join(data, 'prompts') : cache,
    copies: join(runtime === '' ? data : runtime, 'quieter'),
    synthesiser: chooseSynthesiser(settings.synthesiser, process.platform, clock),
    logger,
  });
  const play = player === '' ? defaultPlayer(process.platform) : playerOf(player.split(' '));
  return new WavVoice({ sounds, player: play, tuning, clock, logger });
}
