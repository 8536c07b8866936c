import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { createLogger } from '#platform/logger.js';

describe('the log', () => {
  const lines: Array<Record<string, unknown>> = [];
  const clock = new ManualClock();
  const logger = createLogger('rating-test', 'info', {
    clock,
    write: (line) => lines.push(JSON.parse(line)),
  });

  it('is one JSON line per entry with program, time and level', () => {
    logger.warn({ box: 'box-1' }, 'panel lost');
    logger.debug({}, 'not of interest');
    expect(lines).toEqual([
      { level: 40, time: expect.any(String), program: 'rating-test', box: 'box-1', msg: 'panel lost' },
    ]);
  });

  it('cannot be flooded: after 200 lines at once it takes 10 a second and says how many it left out', () => {
    for (let n = 0; n < 1_000; n++) logger.error({ n }, 'again');
    expect(lines).toHaveLength(200);
    clock.advance(1_000);
    for (let n = 0; n < 50; n++) logger.error({ n }, 'again');
    expect(lines.slice(200).map(({ msg }) => msg)).toEqual([
      'lines were left out',
      ...Array(10).fill('again'),
    ]);
    expect(lines[200]).toMatchObject({ leftOut: 801 });
  });

  it('never leaves out what ends the program', () => {
    for (let n = 0; n < 300; n++) logger.info({}, 'again');
    const before = lines.length;
    logger.fatal({}, 'the end');
    expect(lines.slice(before).map(({ msg }) => msg)).toEqual(['the end']);
  });
});
