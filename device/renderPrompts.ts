import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import { Espeak } from './adapters/espeak.js';
import { renderPrompts } from './adapters/promptRenderer.js';

const USAGE = `Renders the spoken prompts of a box, in every language, with espeak-ng.

  node .build/device/renderPrompts.js --out FOLDER

  --out FOLDER   where the WAV files go, as zh-TW/invite.wav and so on
  --espeak PATH  program to use instead of espeak-ng
  --help         this text
`;

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** The program: its arguments to its exit status (0 done, 1 failed, 2 wrong arguments). Never rejects. */
export async function main(args: readonly string[], output: Output): Promise<number> {
  let options: { out?: string; espeak?: string; help?: boolean };
  try {
    options = parseArgs({
      args: [...args],
      options: { out: { type: 'string' }, espeak: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    output.err(`renderPrompts: ${messageOf(error)}\n`);
    return 2;
  }
  if (options.help === true) {
    output.out(USAGE);
    return 0;
  }
  if (options.out === undefined) {
    output.err('renderPrompts: --out is missing, expected the folder for the WAV files\n');
    return 2;
  }
  return render(options.out, options.espeak, output);
}

async function render(folder: string, program: string | undefined, output: Output): Promise<number> {
  try {
    const espeak = new Espeak({ clock: systemClock, ...(program === undefined ? {} : { program }) });
    const { rendered, current } = await renderPrompts(espeak, folder);
    output.out(`${rendered.length} prompts rendered, ${current.length} current\n`);
    return 0;
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
