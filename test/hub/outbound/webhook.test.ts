import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Webhook } from '../../../hub/outbound/webhook.js';
import { WebhookSecret } from '../../../hub/outbound/webhookSecret.js';
import { freePort } from '../../support/freePort.js';
import { temporaryFolder } from '../../support/temporary.js';
import { alarmView, at, NOW } from '../../support/views.js';
import { alarmId, news, OutboundRig, settle } from './outboundRig.js';
import { type Received, Receiver } from './receiver.js';

const KEY = Buffer.alloc(32, 7);
const SECRET = `whsec_${KEY.toString('base64')}`;

const webhookTo = (url: string, rig: OutboundRig, names = false): Webhook =>
  new Webhook({
    url,
    secret: new WebhookSecret(SECRET, 'the test'),
    names,
    software: '1.2.3',
    clock: rig.clock,
  });

/** As a receiver would, from the words of the specification. */
function signed({ headers, body }: Received): boolean {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', KEY).update(content).digest('base64')}`;
}

/** What somebody put into a view must be nowhere in what goes out. */
const PEOPLE = ['陳志明', '王主任', '林秘書', '說明'];
const peopled = {
  acknowledgedAt: at(3),
  acknowledgedBy: '王主任',
  closedBy: '林秘書',
  remark: '說明',
  called: ['王主任'],
  toCall: ['林秘書'],
};

describe('the webhook', () => {
  it('A8 posts each step with the alarm, signed so that its receiver can verify it', async () => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    await rig.courier(webhookTo(receiver.url, rig));
    rig.raise(1);
    const request = await receiver.next();
    expect(request.path).toBe('/hook?token=hush');
    expect(request.headers['content-type']).toBe('application/json');
    expect(request.headers['user-agent']).toBe('rating-hub/1.2.3');
    expect(request.headers['webhook-timestamp']).toBe(String(NOW / 1_000));
    expect(signed(request)).toBe(true);
    expect(JSON.parse(request.body)).toMatchObject({
      type: 'alarm.raised',
      timestamp: at(0),
      data: {
        step: { number: 1, name: 'raised' },
        alarm: { id: alarmId(1), office: 'east', counter: '1', priority: 'high', about: { level: 1 } },
      },
    });
  });

  it('A8 a step that is sent again has its old id, and the time and signature of the attempt', async () => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    receiver.answers.push(503);
    await rig.courier(webhookTo(receiver.url, rig));
    rig.raise(1);
    const first = await receiver.next();
    await rig.log.count('a step of an alarm could not be told, trying again', 1, 5_000);
    rig.clock.advance(5_000);
    const second = await receiver.next();
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.body).toBe(first.body);
    expect(Number(second.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first.headers['webhook-timestamp']),
    );
    expect([signed(first), signed(second)]).toEqual([true, true]);
    rig.step(1, 'called');
    const third = await receiver.next();
    expect(third.headers['webhook-id']).not.toBe(first.headers['webhook-id']);
  });

  it('D1 a file opened again in the middle: nothing is lost, and the order is kept', async () => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    receiver.answers.push(204, (_response, socket) => socket.destroy());
    await rig.courier(webhookTo(receiver.url, rig));
    for (const n of [1, 2, 3, 4]) rig.raise(n);
    for (const _ of [1, 2]) await receiver.next();
    rig.kill();
    await rig.courier(webhookTo(receiver.url, rig));
    rig.clock.advance(300_000);
    const numbers: number[] = [];
    while (numbers.at(-1) !== 4) numbers.push(JSON.parse((await receiver.next()).body).data.step.number);
    expect(numbers).toEqual([2, 3, 4]);
    expect(receiver.mostAtOnce).toBe(1);
  });

  it('P5 names nobody, unless the office wants it', async () => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    const alarm = alarmView(1, '1', peopled);
    const step = { ...news(1, 'acknowledged', alarm).step, by: '王主任', detail: '說明' };
    const signal = new AbortController().signal;
    await webhookTo(receiver.url, rig).deliver({ step, alarm }, signal);
    const { body } = await receiver.next();
    for (const name of PEOPLE) expect(body).not.toContain(name);
    expect(JSON.parse(body).data.alarm).toMatchObject({
      acknowledgedAt: at(3),
      about: { service: '印鑑證明' },
    });
    await webhookTo(receiver.url, rig, true).deliver({ step, alarm }, signal);
    const named = JSON.parse((await receiver.next()).body);
    expect(named.data).toEqual({
      step: { number: 1, name: 'acknowledged', by: '王主任', detail: '說明' },
      alarm,
    });
  });

  it.each([200, 202, 204])('A8 takes %i for a yes', async (status) => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    receiver.answers.push(status);
    await rig.courier(webhookTo(receiver.url, rig));
    rig.raise(1);
    rig.raise(2);
    await receiver.next();
    expect(JSON.parse((await receiver.next()).body).data.step.number).toBe(2);
    expect(rig.log.messages).toEqual([]);
  });

  it.each([400, 401, 404, 410, 422])('A8 leaves out a step that is answered %i', async (status) => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    receiver.answers.push(status);
    await rig.courier(webhookTo(receiver.url, rig));
    rig.raise(1);
    rig.raise(2);
    await receiver.next();
    expect(JSON.parse((await receiver.next()).body).data.step.number).toBe(2);
    expect(rig.log.messages).toEqual(['a step of an alarm was refused and is left out']);
  });

  it.each<[string, Receiver['answers'][number]]>([
    ['says it is too slow', 408],
    ['says it is too early', 425],
    ['says it is too much', 429],
    ['is broken', 500],
    ['resets the connection', (_response, socket) => socket.resetAndDestroy()],
    ['hangs up before it answers', (_response, socket) => socket.end()],
    ['speaks another language', (_response, socket) => socket.end('+OK POP3 ready\r\n')],
    [
      'sends headers without end',
      (_response, socket) => socket.write(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(9_000)}`),
    ],
  ])('A8 asks a receiver again that %s', async (_what, answer) => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    receiver.answers.push(answer);
    await rig.courier(webhookTo(receiver.url, rig));
    rig.raise(1);
    await receiver.next();
    await rig.log.count('a step of an alarm could not be told, trying again', 1, 5_000);
    rig.clock.advance(5_000);
    expect(JSON.parse((await receiver.next()).body).data.step.number).toBe(1);
  });

  it('A8 follows no redirect, and asks the configured address again', async () => {
    const [receiver, elsewhere] = [await Receiver.start(), await Receiver.start()];
    const rig = new OutboundRig();
    receiver.answers.push((response) => response.writeHead(307, { location: elsewhere.url }).end());
    await rig.courier(webhookTo(receiver.url, rig));
    rig.raise(1);
    await receiver.next();
    await rig.log.count('a step of an alarm could not be told, trying again', 1, 5_000);
    rig.clock.advance(5_000);
    await receiver.next();
    await settle();
    expect(elsewhere.requests.unread).toEqual([]);
  });

  it('A8 reads nothing of an answer without end', async () => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    let sent = 0;
    receiver.answers.push((response) => {
      const piece = Buffer.alloc(65_536);
      const more = (): void => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    await rig.courier(webhookTo(receiver.url, rig));
    rig.raise(1);
    rig.raise(2);
    await receiver.next();
    expect(JSON.parse((await receiver.next()).body).data.step.number).toBe(2);
    expect(sent).toBeLessThan(20_000_000);
  });

  it('A8 a receiver that never answers costs 10 s and one word', async () => {
    const receiver = await Receiver.start();
    const rig = new OutboundRig();
    receiver.answers.push(() => undefined);
    await rig.courier(webhookTo(receiver.url, rig));
    rig.raise(1);
    await receiver.next();
    rig.clock.advance(10_000);
    await rig.log.count('a step of an alarm could not be told, trying again', 1, 5_000);
    rig.clock.advance(5_000);
    expect(JSON.parse((await receiver.next()).body).data.step.number).toBe(1);
  });

  it('P3 what it logs holds neither the secret nor the rest of the address', async () => {
    const rig = new OutboundRig();
    const url = `http://127.0.0.1:${await freePort()}/hook?token=hush`;
    const failure = await webhookTo(url, rig)
      .deliver(news(1, 'raised', alarmView(1, '1')), new AbortController().signal)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'outbound/unreachable',
      message: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+: ECONNREFUSED$/),
    });
    expect(JSON.stringify(new WebhookSecret(SECRET, 'x'))).toBe('{}');
  });
});

describe('the secret of the webhook', () => {
  const inFile = (text: string): string => {
    const file = join(temporaryFolder(), 'secret');
    writeFileSync(file, text);
    return file;
  };

  it.each([
    SECRET,
    `${SECRET}\n`,
    KEY.toString('base64'),
    Buffer.alloc(25).toString('base64').replace(/=+$/, ''),
  ])('P3 is base64 of 24 to 64 bytes: %j', (text) => {
    expect(WebhookSecret.read(inFile(text)).sign('a', 1, 'b')).toMatch(/^v1,[0-9A-Za-z+/]{43}=$/);
  });

  it('P3 signs the worked example of the specification', () => {
    const secret = new WebhookSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'the example');
    const body = '{"test": 2432232314}';
    expect(secret.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, body)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it.each([
    '',
    'hunter2',
    'whsec_',
    Buffer.alloc(23).toString('base64'),
    Buffer.alloc(65).toString('base64'),
    'ä'.repeat(40),
  ])('P3 a hub that could not sign does not start, and does not repeat what it read: %j', (text) => {
    const file = inFile(text);
    expect(() => WebhookSecret.read(file)).toThrow(
      expect.objectContaining({
        code: 'outbound/secret',
        message: `${file} holds no secret for a webhook; expected base64 of 24 to 64 random bytes, such as: openssl rand -base64 32`,
      }),
    );
  });

  it('P3 a missing file is named', () => {
    expect(() => WebhookSecret.read('/nowhere/secret')).toThrow('/nowhere/secret cannot be read (ENOENT)');
    expect(() => WebhookSecret.read('')).toThrow('webhook-secret-file');
  });
});
