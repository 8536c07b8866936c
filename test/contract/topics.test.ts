import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '#contract/errors.js';
import { DOWN_CHANNELS, everyBox, isUp, parseTopic, topicOf, UP_CHANNELS } from '#contract/topics.js';
import { name } from '../support/messages.js';

const channel = fc.constantFrom(...UP_CHANNELS, ...DOWN_CHANNELS);

describe('contract topics', () => {
  it('contract every topic made is taken apart again', () => {
    fc.assert(
      fc.property(name, name, channel, (office, box, which) => {
        expect(parseTopic(topicOf(office, box, which))).toEqual({ office, box, channel: which });
      }),
    );
  });

  it('contract what the hub subscribes to matches each box and only its own channel', () => {
    for (const up of UP_CHANNELS) expect(everyBox(up)).toBe(`rating/v1/+/+/${up}`);
    expect(UP_CHANNELS.every(isUp)).toBe(true);
    expect(DOWN_CHANNELS.some(isUp)).toBe(false);
  });

  it.each([
    '',
    'rating/v1/east/box-1',
    'rating/v1/east/box-1/evt/',
    'rating/v1/east/box-1/evt/x',
    '/rating/v1/east/box-1/evt',
    'rating/v2/east/box-1/evt',
    'rating/v1/east/box-1/log',
    'rating/v1//box-1/evt',
    'rating/v1/+/box-1/evt',
    'rating/v1/east/#',
    'rating/v1/East/box-1/evt',
    'rating/v1/東區/box-1/evt',
    'rating/v1/east/-box/evt',
    'rating/v1/east/box--1/evt',
    'rating/v1/east/box-1/evt\n',
    `rating/v1/${'e'.repeat(33)}/box-1/evt`,
    `rating/v1/east/${'b'.repeat(33)}/evt`,
    '$SYS/broker/uptime',
  ])('contract topic %j is refused', (topic) => {
    expect(() => parseTopic(topic)).toThrow(expect.objectContaining({ code: 'bad-topic' }));
  });

  it('contract any other text is no topic and never anything but a ContractError', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(() => parseTopic(text)).toThrow(ContractError);
      }),
    );
  });
});
