import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServerEventParser, type ServerItem } from '../../../hub/watcher/serverEvents.js';

const event = (name: string, data: string, id?: string): ServerItem => ({ kind: 'event', name, data, id });

describe('server-sent events', () => {
  it('reads name, data and id, and remembers the id for events without one', () => {
    expect(
      new ServerEventParser().push('id: b-1\nevent: box\ndata: {"a":1}\n\nevent: box\ndata: 2\n\n'),
    ).toEqual([event('box', '{"a":1}', 'b-1'), event('box', '2', 'b-1')]);
  });

  it('reports comments, which are the sign of life of a quiet line', () => {
    expect(new ServerEventParser().push(': ping\n\n')).toEqual([{ kind: 'comment', text: 'ping' }]);
  });

  it('joins data of several lines and names an unnamed event a message', () => {
    expect(new ServerEventParser().push('data: a\ndata:b\n\n')).toEqual([event('message', 'a\nb')]);
  });

  it('passes over fields it does not know and events without data', () => {
    expect(new ServerEventParser().push('retry: 1000\n\nevent: x\n\ncolour: red\ndata: y\n\n')).toEqual([
      event('message', 'y'),
    ]);
  });

  it('keeps an event back until its empty line has come', () => {
    const parser = new ServerEventParser();
    expect(parser.push('data: a\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([event('message', 'a')]);
  });

  it.each(['\n', '\r\n', '\r'])(
    'reads the same however the stream is cut, with lines ending in %j',
    (end) => {
      const text = [
        'id: 1',
        'event: window',
        'data: {"x": "二"}',
        '',
        ': ping',
        '',
        'data: z',
        'data:',
        '',
        '',
      ].join(end);
      const whole = new ServerEventParser().push(`${text}`);
      fc.assert(
        fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
          const parser = new ServerEventParser();
          const ends = [...cuts, text.length].sort((a, b) => a - b);
          const items = ends.flatMap((to, index) => parser.push(text.slice(ends[index - 1] ?? 0, to)));
          expect(items).toEqual(whole);
        }),
      );
    },
  );
});
