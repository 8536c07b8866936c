import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { VOICE_LANGUAGES, type VoiceLanguage } from '#contract/values.js';
import { systemClock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import { LANGUAGES } from '#words/language.js';
import { Espeak } from './adapters/espeak.js';
import { everyPrompt, renderPrompts } from './adapters/promptRenderer.js';

const USAGE = `Renders the spoken prompts of a box with espeak-ng.

  node .build/device/renderPrompts.js --out FOLDER

  --out FOLDER        where the WAV files go, as zh-TW/invite.wav and so on
  --languages LIST    of ${VOICE_LANGUAGES.join(', ')}; ${LANGUAGES.join(',')} if not given
  --espeak PATH       program to use instead of espeak-ng
  --help              this text
`;

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

interface Order {
  readonly folder: string;
  readonly languages: readonly VoiceLanguage[];
  readonly program: string | undefined;
}

/** The program: its arguments to its exit status (0 done, 1 failed, 2 wrong arguments). Never rejects. */
export async function main(args: readonly string[], output: Output): Promise<number> {
  let order: Order | undefined;
  try {
    order = readOrder(args);
  } catch (error) {
    output.err(`renderPrompts: ${messageOf(error)}\n`);
    return 2;
  }
  if (order === undefined) {
    output.out(USAGE);
    return 0;
  }
  return render(order, output);
}

/** Undefined when help is asked for. */
function readOrder(args: readonly string[]): Order | undefined {
  const string = { type: 'string' } as const;
  const options = { out: string, languages: string, espeak: string, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help === true) return undefined;
  if (values.out === undefined) throw new Error('--out is missing, expected the folder for the WAV files');
  const names = values.languages?.split(',') ?? LANGUAGES;
  return { folder: values.out, languages: names.map(languageOf), program: values.espeak };
}

function languageOf(name: string): VoiceLanguage {
  const language = VOICE_LANGUAGES.find((known) => known === name);
  if (language !== undefined) return language;
  throw new Error(`--languages has "${name}", expected some of ${VOICE_LANGUAGES.join(',')}`);
}

async function render({ folder, languages, program }: Order, output: Output): Promise<number> {
  try {
    const espeak = new Espeak({ clock: systemClock, ...(program === undefined ? {} : { program }) });
    const { rendered, current, failed } = await renderPrompts(espeak, folder, everyPrompt(languages));
    output.out(`${rendered.length} prompts rendered, ${current.length} current\n`);
    for (const [path, reason] of failed) output.err(`renderPrompts: ${path}: ${reason}\n`);
    return failed.size === 0 ? 0 : 1;
  } catch (error) {
    output.err(`renderPrompts: ${messageOf(error)}\n`);
    return 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
