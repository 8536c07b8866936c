import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSyslog, framed, MAX_SYSLOG_BYTES, type SyslogMessage } from '../../../hub/outbound/rfc5424.js';
import { parseSyslog } from './syslogParser.js';

const message = (change: Partial<SyslogMessage> = {}): SyslogMessage => ({
  facility: 16,
  severity: 2,
  atMs: Date.UTC(2026, 6, 7, 1, 30, 0, 5),
  host: 'hub.east.example',
  app: 'rating-hub',
  process: '4711',
  kind: 'raised',
  data: { id: 'alarm@32473', parameters: { office: 'east', counter: '3' } },
  text: '發生，不滿意評分',
  ...change,
});

/** As a collector may show it: no control characters, and what is no Unicode replaced. */
const shown = (text: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    new TextEncoder().encode(text.replace(/[\p{Cc}\u{2028}\u{2029}]+/gu, ' ')),
  );

const anyText = fc.string({ unit: 'binary', maxLength: 1_500 });
const anyMessage: fc.Arbitrary<SyslogMessage> = fc.record({
  facility: fc.integer({ min: 0, max: 23 }),
  severity: fc.integer({ min: 0, max: 7 }),
  atMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  host: fc.string({ unit: 'binary', maxLength: 300 }),
  app: fc.string({ unit: 'binary', maxLength: 60 }),
  process: fc.string({ unit: 'binary', maxLength: 140 }),
  kind: fc.string({ unit: 'binary', maxLength: 40 }),
  data: fc.record({
    id: fc.constant('alarm@32473'),
    parameters: fc.record({
      id: fc.string({ unit: 'binary', maxLength: 120 }),
      office: fc.string({ unit: fc.constantFrom('"', '\\', ']', '[', 'a', '東'), maxLength: 120 }),
    }),
  }),
  text: anyText,
});

describe('a syslog message (RFC 5424)', () => {
  it('A8 is laid out as the standard says', () => {
    expect(Buffer.from(encodeSyslog(message())).toString()).toBe(
      '<130>1 2026-07-07T01:30:00.005Z hub.east.example rating-hub 4711 raised ' +
        '[alarm@32473 office="east" counter="3"] \u{feff}發生，不滿意評分',
    );
  });

  it('A8 whatever is put into it, a collector reads it, and reads nothing else', () => {
    fc.assert(
      fc.property(anyMessage, (sent) => {
        const bytes = encodeSyslog(sent);
        expect(bytes.length).toBeLessThanOrEqual(MAX_SYSLOG_BYTES);
        const read = parseSyslog(bytes);
        expect(read.priority).toBe(sent.facility * 8 + sent.severity);
        expect(Date.parse(read.time)).toBe(sent.atMs);
        expect(shown(sent.text).startsWith(read.text)).toBe(true);
        const values = read.data['alarm@32473'];
        expect([...shown(sent.data.parameters.office ?? '')].slice(0, 100).join('')).toBe(values?.office);
        expect([...shown(sent.data.parameters.id ?? '')].slice(0, 100).join('')).toBe(values?.id);
        expect(Buffer.from(bytes).toString()).not.toMatch(/[\n\r\0]/);
      }),
      { numRuns: 500 },
    );
  });

  it('A8 a text is left whole as long as it fits, and cut between characters when it does not', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '東', '𠮷'), minLength: 400, maxLength: 900 }),
        (text) => {
          const bytes = encodeSyslog(message({ text }));
          const read = parseSyslog(bytes).text;
          if (bytes.length < MAX_SYSLOG_BYTES - 3) expect(read).toBe(text);
          expect(text.startsWith(read)).toBe(true);
          expect(read).not.toContain('\u{fffd}');
        },
      ),
    );
  });

  it('A8 nobody can smuggle a second message or a field into it', () => {
    const read = parseSyslog(
      encodeSyslog(
        message({
          host: 'a b\n<0>1',
          data: { id: 'alarm@32473', parameters: { office: 'x" admin="1"] [evil y="' } },
          text: 'one\r\n<0>1 - - - - - - two',
        }),
      ),
    );
    expect(read.host).toBe('a_b_<0>1');
    expect(read.data).toEqual({ 'alarm@32473': { office: 'x" admin="1"] [evil y="' } });
    expect(read.text).toBe('one <0>1 - - - - - - two');
  });

  it('A8 over TCP its length in octets stands before it (RFC 6587)', () => {
    const bytes = encodeSyslog(message());
    const [, length, rest] = /^(\d+) (.*)$/su.exec(Buffer.from(framed(bytes)).toString()) ?? [];
    expect(Number(length)).toBe(bytes.length);
    expect(rest).toBe(Buffer.from(bytes).toString());
  });
});
