import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../hub/imports/moments.js';

const ms = (iso: string) => ({ ms: Date.parse(iso) });

describe('S7 moments as people write them', () => {
  it.each([
    ['103/7/7 09:30', '2014-07-07T01:30:00Z'],
    ['103.7.7 9:30', '2014-07-07T01:30:00Z'],
    ['103-07-07 09:30:15', '2014-07-07T01:30:15Z'],
    ['民國103年7月7日 09:30', '2014-07-07T01:30:00Z'],
    ['１０３／７／７　０９：３０', '2014-07-07T01:30:00Z'],
    ['1/1/1 00:00', '1911-12-31T16:00:00Z'],
    ['2014/7/7 09:30', '2014-07-07T01:30:00Z'],
    ['2014-07-07T09:30:00', '2014-07-07T01:30:00Z'],
    ['2014-07-07T09:30:00.250000000', '2014-07-07T01:30:00.250Z'],
    ['0103-07-07T09:30:00', '2014-07-07T01:30:00Z'],
    ['2014-07-07T09:30:00+08:00', '2014-07-07T01:30:00Z'],
    ['2014-07-06T20:30:00-05:00', '2014-07-07T01:30:00Z'],
    ['2014-07-07T01:30:00.125Z', '2014-07-07T01:30:00.125Z'],
    ['113/2/29 00:00', '2024-02-28T16:00:00Z'],
  ])('%s is %s', (text, iso) => {
    expect(readMoment(text)).toEqual(ms(iso));
  });

  it.each([
    '',
    '103/7/7',
    '09:30',
    '103/13/1 09:30',
    '103/2/29 09:30',
    '103/7/7 24:00',
    '103/7/7 09:60',
    '2014-07-07T09:30:00+24:00',
    '20140707 0930',
    '103/7/7 09:30 下午',
    '7 July 2014 09:30',
    '41827.39',
  ])('“%s” is none', (text) => {
    expect(readMoment(text)).toEqual({ wrong: 'unreadable' });
  });

  it.each(['0/7/7 09:30', '0000-07-07T09:30:00Z', '1911/12/31 23:59', '1911-12-31T15:59:59Z'])(
    '%s is before ROC 1',
    (text) => {
      expect(readMoment(text)).toEqual({ wrong: 'before-era' });
    },
  );

  it('any minute since ROC 1 reads back, whichever way it is written', () => {
    const minute = fc
      .integer({ min: Date.UTC(1912, 0, 1) / 60_000, max: Date.UTC(2100, 0, 1) / 60_000 })
      .map((value) => value * 60_000);
    fc.assert(
      fc.property(minute, fc.constantFrom('/', '.', '-'), fc.boolean(), (at, mark, roc) => {
        const local = new Date(at + 8 * 3_600_000);
        const year = local.getUTCFullYear() - (roc ? 1911 : 0);
        const day = [year, local.getUTCMonth() + 1, local.getUTCDate()].join(mark);
        const time = `${local.getUTCHours()}:${String(local.getUTCMinutes()).padStart(2, '0')}`;
        expect(readMoment(`${day} ${time}`)).toEqual({ ms: at });
      }),
    );
  });
});
