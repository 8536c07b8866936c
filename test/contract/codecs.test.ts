import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoxSettings, boxSettings, DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import { ack, boxCommand } from '#contract/commands.js';
import { enrolmentResult } from '#contract/enrolment.js';
import { ContractError } from '#contract/errors.js';
import { boxEvent, eventHeader } from '#contract/events.js';
import { MAX_ACKED_EVENTS, MAX_MESSAGE_BYTES } from '#contract/limits.js';
import { boxStatus, heartbeat } from '#contract/presence.js';
import type { Codec } from '#contract/schema.js';
import {
  anyAck,
  anyCommand,
  anyEvent,
  anyHeartbeat,
  anySettings,
  anyStatus,
  name,
} from '../support/messages.js';

interface Subject {
  readonly what: string;
  readonly codec: Codec<object>;
  readonly any: fc.Arbitrary<object>;
}
const subject = <T extends object>(what: string, codec: Codec<T>, any: fc.Arbitrary<T>): Subject => ({
  what,
  codec: codec as Codec<object>,
  any,
});
const anyEnrolmentResult = fc.record({
  box: name,
  office: name,
  mqtt: fc.oneof(
    fc.record({ port: fc.integer({ min: 1, max: 65_535 }) }),
    fc.record({ url: fc.constant('mqtt://broker.office:1883') }),
  ),
  settings: anySettings,
});
const SUBJECTS: readonly Subject[] = [
  ...Object.entries(anyEvent).map(([kind, any]) => subject(`event ${kind}`, boxEvent, any)),
  ...Object.entries(anyCommand).map(([kind, any]) => subject(`command ${kind}`, boxCommand, any)),
  subject('ack', ack, anyAck),
  subject('status', boxStatus, anyStatus),
  subject('heartbeat', heartbeat, anyHeartbeat),
  subject('box settings', boxSettings, anySettings),
  subject('enrolment result', enrolmentResult, anyEnrolmentResult),
];
const CODECS = {
  boxEvent,
  eventHeader,
  boxCommand,
  ack,
  boxStatus,
  heartbeat,
  boxSettings,
  enrolmentResult,
};

/** What the codec says is wrong. */
function refusal(act: () => unknown): ContractError {
  try {
    act();
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('contract codecs', () => {
  it.each(SUBJECTS)('contract $what survives the way over the wire unchanged', ({ codec, any }) => {
    fc.assert(
      fc.property(any, (message) => {
        const text = codec.encode(message);
        expect(codec.decode(text)).toEqual(message);
        expect(codec.decode(Buffer.from(text))).toEqual(message);
      }),
    );
  });

  it.each(SUBJECTS)(
    'contract $what of a newer sender is understood: unknown fields pass',
    ({ codec, any }) => {
      const extra = fc.dictionary(fc.stringMatching(/^x[a-z]{1,8}$/), fc.jsonValue(), { minKeys: 1 });
      fc.assert(
        fc.property(any, extra, (message, more) => {
          const sent = JSON.stringify({ ...message, ...more });
          expect(codec.decode(sent)).toEqual(JSON.parse(sent));
        }),
      );
    },
  );

  it.each(SUBJECTS)(
    'contract $what with a field of a wrong type is refused at its pointer',
    ({ codec, any }) => {
      fc.assert(
        fc.property(any, fc.nat(), fc.constantFrom(null, [[]], { a: [] }), (message, pick, wrong) => {
          const fields = Object.keys(message);
          const field = fields[pick % fields.length] ?? '';
          fc.pre(!(isRecord(wrong) && isRecord(message[field as keyof object])));
          const error = refusal(() => codec.check({ ...message, [field]: wrong }));
          expect(error.code).toBe('invalid');
          expect(error.faults.length).toBeGreaterThan(0);
          for (const { path, reason } of error.faults) {
            expect(path === `/${field}` || path.startsWith(`/${field}/`)).toBe(true);
            expect(reason).not.toBe('');
          }
        }),
      );
    },
  );

  const UUID = '01890a5d-ac96-774b-bcce-b302099a8057';
  const AT = '2026-07-07T01:02:03.456Z';
  const header = { id: UUID, epoch: '0123456789abcdef', seq: 1, at: AT };
  const rated = { kind: 'rated', ...header, window: UUID, level: 5, afterMs: 0 };
  const opened = { kind: 'opened', ...header, window: UUID, issuance: UUID, lengthMs: 30_000 };
  const offer = { kind: 'offer', sentAt: AT, issuance: UUID, window: UUID, issuedAt: AT, lengthMs: 30_000 };
  const resend = { kind: 'resend', sentAt: AT, epoch: header.epoch, from: 1, to: 2 };
  const extended = { kind: 'extended', ...header, window: UUID, afterMs: 0, closesAfterMs: 60_000 };
  const ok = { result: 'ok' };
  const checks = { lamps: ok, keys: ok, sound: ok, clock: ok, disk: ok, link: ok };
  const selfTest = { kind: 'self-test', ...header, trigger: 'start', checks };
  const replaced = { kind: 'outbox-replaced', ...header, detail: 'malformed' };
  const settings: BoxSettings = { ...DEFAULT_BOX_SETTINGS, quietHours: [{ from: '22:00', to: '06:30' }] };
  const oneAck = { epoch: header.epoch, seqs: [1], contiguous: 1 };

  it.each<[string, Codec<never>, object, string, readonly unknown[]]>([
    [
      'event',
      boxEvent as Codec<never>,
      rated,
      'id',
      ['', UUID.toUpperCase(), UUID.replace('-7', '-4'), `${UUID}\n`],
    ],
    ['event', boxEvent as Codec<never>, rated, 'epoch', ['0123456789ABCDEF', '0123', '0123456789abcdef0']],
    ['event', boxEvent as Codec<never>, rated, 'seq', [0, -1, 1.5, '1', 2 ** 53]],
    [
      'event',
      boxEvent as Codec<never>,
      rated,
      'at',
      [
        '2026-07-07T01:02:03Z',
        '2026-07-07 01:02:03.456Z',
        '2026-13-07T01:02:03.456Z',
        '2026-07-07T24:02:03.456Z',
      ],
    ],
    ['event', boxEvent as Codec<never>, rated, 'level', [0, 6, 2.5, '5', true]],
    ['event', boxEvent as Codec<never>, rated, 'afterMs', [-0.001, 240_000.001, '0']],
    ['event', boxEvent as Codec<never>, opened, 'lengthMs', [29_999, 120_001, 30_000.5]],
    ['command', boxCommand as Codec<never>, offer, 'visit', ['', ' a', 'a ', 'a\nb', 'a'.repeat(65)]],
    ['command', boxCommand as Codec<never>, resend, 'from', [0, 0.5]],
    ['event', boxEvent as Codec<never>, extended, 'closesAfterMs', [-1, 240_000.001, null]],
    [
      'event',
      boxEvent as Codec<never>,
      selfTest,
      'checks',
      [{}, { ...checks, lamps: { result: 'fine' } }, { ...checks, keys: { result: 'ok', detail: 7 } }],
    ],
    [
      'event',
      boxEvent as Codec<never>,
      replaced,
      'lost',
      [{ epoch: '0' }, { epoch: header.epoch, lastSeq: -1 }],
    ],
    ['event', boxEvent as Codec<never>, replaced, 'detail', ['x'.repeat(201)]],
    ['settings', boxSettings as Codec<never>, settings, 'volume', [-1, 101, 50.5, '50']],
    ['settings', boxSettings as Codec<never>, settings, 'maxAgeMs', [1_999, 60_001]],
    ['settings', boxSettings as Codec<never>, settings, 'languages', [[], ['zh', 'zh'], ['fr']]],
    [
      'settings',
      boxSettings as Codec<never>,
      settings,
      'quietHours',
      [[{ from: '24:00', to: '06:00' }], [{ from: '6:00', to: '07:00' }], [{ from: '06:00' }]],
    ],
    ['ack', ack as Codec<never>, oneAck, 'contiguous', [-1, 0.5]],
    ['ack', ack as Codec<never>, oneAck, 'inFlight', [0, 21]],
    ['ack', ack as Codec<never>, oneAck, 'seqs', [Array.from({ length: MAX_ACKED_EVENTS + 1 }, () => 1)]],
  ])('contract %s: bounds hold, %#', (_what, codec, message, field, wrongs) => {
    expect(codec.check(message)).toEqual(message);
    for (const wrong of wrongs) {
      const error = refusal(() => codec.check({ ...message, [field]: wrong }));
      expect(error.code).toBe('invalid');
      for (const { path } of error.faults)
        expect(path === `/${field}` || path.startsWith(`/${field}/`)).toBe(true);
    }
  });

  it('contract a fault within a list or an object is named by its whole pointer', () => {
    expect(refusal(() => ack.check({ ...oneAck, seqs: [1, 2, 0] })).faults[0]?.path).toBe('/seqs/2');
    const idle = { '1': 0, '2': 0, '3': -1, '4': 0, '5': 0 };
    expect(refusal(() => boxEvent.check({ kind: 'presses', ...header, idle })).faults[0]?.path).toBe(
      '/idle/3',
    );
  });

  it.each(SUBJECTS)(
    'contract $what without a required field is refused and the field named',
    ({ codec, any }) => {
      fc.assert(
        fc.property(any, fc.nat(), (message, pick) => {
          const required = Object.keys(message).filter((field) => isRequired(codec, message, field));
          const field = required[pick % required.length] ?? '';
          const { [field as keyof object]: _left, ...rest } = message;
          const error = refusal(() => codec.check(rest));
          expect(error.code).toBe('invalid');
          expect(error.message).toContain(field);
        }),
      );
    },
  );

  it('contract an unknown kind is told apart from a wrong field, so that a newer event can be kept aside', () => {
    const error = refusal(() => boxEvent.check({ ...rated, kind: 'danced' }));
    expect(error).toMatchObject({ code: 'unknown-kind', faults: [{ path: '/kind' }] });
    expect(error.message).toContain('danced');
    expect(eventHeader.check({ ...rated, kind: 'danced' })).toMatchObject({ seq: 1 });
    for (const kind of ['__proto__', 'constructor', 'toString']) {
      expect(refusal(() => boxEvent.check({ ...rated, kind })).code).toBe('unknown-kind');
    }
    expect(refusal(() => boxEvent.check({ ...rated, kind: 'x'.repeat(9_000) })).message.length).toBeLessThan(
      300,
    );
  });

  it('contract a message of exactly the limit is taken and one byte more is not', () => {
    const text = JSON.stringify(rated).padEnd(MAX_MESSAGE_BYTES);
    expect(boxEvent.decode(Buffer.from(text))).toEqual(rated);
    expect(refusal(() => boxEvent.decode(Buffer.from(`${text} `))).code).toBe('too-large');
    expect(refusal(() => boxEvent.decode(`${text} `)).code).toBe('too-large');
  });

  it('contract the limit counts bytes of text as well, not characters', () => {
    const room = MAX_MESSAGE_BYTES - Buffer.byteLength(JSON.stringify({ ...rated, note: '' }));
    const text = (characters: number): string => JSON.stringify({ ...rated, note: '理'.repeat(characters) });
    expect(boxEvent.decode(text(Math.floor(room / 3)))).toMatchObject(rated);
    expect(refusal(() => boxEvent.decode(text(Math.floor(room / 3) + 1))).code).toBe('too-large');
  });

  it.each([
    ['a byte that never begins a character', [0xff]],
    ['a character cut short', [0xe7, 0x90]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a character beyond the last', [0xf4, 0x90, 0x80, 0x80]],
  ])('contract %s is no UTF-8 and is not taken for something else', (_what, bytes) => {
    const [before, after] = JSON.stringify({ ...rated, note: '|' }).split('|');
    const payload = Buffer.concat([Buffer.from(`${before}`), Buffer.from(bytes), Buffer.from(`${after}`)]);
    expect(refusal(() => boxEvent.decode(payload)).code).toBe('not-json');
  });

  it('contract a byte order mark is no JSON', () => {
    expect(refusal(() => boxEvent.decode(Buffer.from(`\ufeff${JSON.stringify(rated)}`))).code).toBe(
      'not-json',
    );
  });

  it('contract nothing of ours is sent that the other side would refuse for its size', () => {
    const many = Array.from({ length: MAX_ACKED_EVENTS }, (_, index) => index + 1);
    const setAside = many.map((seq) => ({ seq, reason: '理'.repeat(60) }));
    expect(refusal(() => ack.encode({ ...oneAck, seqs: many, setAside })).code).toBe('too-large');
    expect(ack.decode(ack.encode({ ...oneAck, seqs: many })).seqs).toHaveLength(MAX_ACKED_EVENTS);
  });

  it.each(Object.entries(CODECS))(
    'contract %s answers any bytes with a message or a ContractError',
    (_what, codec) => {
      const garbage = fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.json(),
        fc.oneof(...SUBJECTS.map(({ any }) => any)).chain((message) => damaged(JSON.stringify(message))),
      );
      fc.assert(
        fc.property(garbage, (payload) => {
          try {
            expect(codec.decode(payload)).toBeTypeOf('object');
          } catch (error) {
            if (!(error instanceof ContractError)) throw error;
            expect(error.faults.length).toBeGreaterThan(0);
          }
        }),
        { numRuns: 400 },
      );
    },
  );

  it.each([
    ['nothing', ''],
    ['a deep nest', '['.repeat(8_000) + ']'.repeat(8_000)],
    ['half a text', '{"kind":"rated"'],
    ['a lone surrogate', '"\ud800"'],
    ['not a number', '{"kind":NaN}'],
  ])('contract %s is refused', (_what, text) => {
    for (const codec of Object.values(CODECS)) {
      expect(['not-json', 'invalid']).toContain(refusal(() => codec.decode(text)).code);
    }
  });

  it('contract keys that would touch a prototype change nothing', () => {
    const text = `{"__proto__":{"level":1},"constructor":{"prototype":{"x":1}},${JSON.stringify(rated).slice(1)}`;
    const event = boxEvent.decode(text);
    expect(event).toMatchObject({ kind: 'rated', level: 5 });
    expect(Object.prototype).not.toHaveProperty('x');
    expect(Object.prototype).not.toHaveProperty('level');
  });
});

/** Every object is right where all fields may be left out and unknown ones pass. */
const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text with one byte changed. */
function damaged(text: string): fc.Arbitrary<Uint8Array> {
  return fc.tuple(fc.nat(text.length - 1), fc.nat(255)).map(([at, byte]) => {
    const bytes = Buffer.from(text);
    bytes[at] = byte;
    return bytes;
  });
}

/** A field is required when the message is refused without it by the published schema. */
function isRequired({ schema }: Codec<object>, message: object, field: string): boolean {
  const shapes = 'anyOf' in schema ? (schema.anyOf as readonly Shape[]) : [schema as Shape];
  const shape = shapes.find(({ properties }) => {
    const { kind } = properties;
    return kind?.const === undefined || ('kind' in message && kind.const === message.kind);
  });
  return shape?.required?.includes(field) ?? false;
}

interface Shape {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, { readonly const?: unknown }>>;
}
