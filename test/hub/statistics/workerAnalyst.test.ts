import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WorkerAnalyst } from '../../../hub/statistics/workerAnalyst.js';
import { analystSuite, recorded } from '../../conformance/analyst.js';
import { AnalystProgram } from '../../support/analystProgram.js';
import { LogWitness } from '../../support/logWitness.js';
import { temporaryFolder } from '../../support/temporary.js';

const program = new AnalystProgram();

analystSuite('the analyst in a thread', ({ file, clock }) => program.analyst({ database: file, clock }));

/** A thread that answers each question with its office, and ends at one about the office `crash`. */
function fragileThread(): URL {
  const file = join(temporaryFolder(), 'fragile.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ question }) => {
      if (question.office === 'crash') throw new Error('out of luck');
      if (question.office === 'exit') process.exit(3);
      if (question.office !== 'silence') parentPort.postMessage({ kind: 'answer', result: question.office });
    });`,
  );
  return pathToFileURL(file);
}

describe('the analyst in a thread', () => {
  const fragile = (maxWaiting = 10) => {
    const log = new LogWitness();
    const analyst = program.analyst({
      program: fragileThread(),
      database: 'none',
      clock: { wall: () => 0 },
      logger: log.logger,
      maxWaiting,
    });
    onTestFinished(() => analyst.stop());
    return { analyst, log };
  };
  const ask = (analyst: WorkerAnalyst, office: string): Promise<unknown> =>
    analyst.ask('equipment', { office });

  it.each(['crash', 'exit'])(
    'rejects what it was answering when its thread ended by %s, and nothing else',
    async (way) => {
      const { analyst, log } = fragile();
      const answers = [
        ask(analyst, 'one'),
        ask(analyst, way),
        ask(analyst, 'two'),
        ask(analyst, way),
        ask(analyst, 'three'),
      ];
      expect(await Promise.allSettled(answers)).toMatchObject([
        { value: 'one' },
        { reason: { code: 'statistics/crashed' } },
        { value: 'two' },
        { reason: { code: 'statistics/crashed' } },
        { value: 'three' },
      ]);
      expect(log.messages).toEqual(Array(2).fill('the thread that answers questions ended'));
    },
  );

  it('refuses what would wait too long, at once', async () => {
    const { analyst } = fragile(2);
    const answers = Promise.allSettled(['silence', 'one', 'two'].map((office) => ask(analyst, office)));
    await expect(ask(analyst, 'three')).rejects.toMatchObject({ code: 'statistics/busy' });
    await analyst.stop();
    const stopped = { reason: { code: 'statistics/stopped' } };
    expect(await answers).toMatchObject([stopped, stopped, stopped]);
  });

  it('refuses a further export while many are read', async () => {
    const { file, clock } = recorded();
    const analyst = program.analyst({ database: file, clock });
    onTestFinished(() => analyst.stop());
    const open = () =>
      analyst.rows({ from: '2026-07-01T00:00:00.000Z', format: 'csv' })[Symbol.asyncIterator]();
    const exports = Array.from({ length: 8 }, open);
    for (const reading of exports) await reading.next();
    const ninth = open();
    await expect(ninth.next()).rejects.toMatchObject({ code: 'statistics/busy' });
    await exports[0]?.return?.(undefined);
    const tenth = open();
    expect((await tenth.next()).done).toBe(false);
  });

  it('says so when the database cannot be read', async () => {
    const analyst = program.analyst({
      database: join(temporaryFolder(), 'none.db'),
      clock: { wall: () => 0 },
    });
    onTestFinished(() => analyst.stop());
    await expect(analyst.ask('statistics', {})).rejects.toMatchObject({ code: 'statistics/crashed' });
  });
});
