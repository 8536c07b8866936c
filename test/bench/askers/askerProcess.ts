import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import type { AskerOrder, AskerReport } from './askerMessages.js';

/** Asks a hub without a pause until told to stop: `askerProcess.js ORDER`. */
const { urls, askers } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as AskerOrder;
const MOST_REFUSED = 5;
const counts = { answered: 0, busy: 0 };
const refused: string[] = [];
let next = 0;

/** Reads the answer to its end and forgets it. */
function ask(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, (response) => {
      response.on('end', () => resolve(response.statusCode ?? 0)).on('error', reject);
      response.resume();
    });
    request.once('error', reject);
  });
}

async function askOn(): Promise<void> {
  for (;;) {
    const url = urls[next++ % urls.length] ?? '';
    const status = await ask(url);
    if (status === 200) counts.answered++;
    else if (status === 503) counts.busy++;
    else if (refused.length < MOST_REFUSED) refused.push(`${status} ${url}`);
  }
}

process.once('message', () => {
  const report: AskerReport = { ...counts, refused };
  process.send?.(report, () => process.exit(0));
});
process.once('disconnect', () => process.exit(0));
for (let asker = 0; asker < askers; asker++) askOn().catch(() => process.exit(1));
