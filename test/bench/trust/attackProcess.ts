import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { AttackOrder, AttackReport } from './attackMessages.js';

/** As many as the hub lets one address try in a minute. */
const TRIES_OF_AN_ADDRESS = 10;

/**
 * Tries passwords without pause until its parent tells it to stop: `attackProcess.js ORDER`. No client uses an address
 * of the loopback network for longer than the hub lets it, as if many machines took part.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as AttackOrder;
const answers: Record<number, number> = {};
let ended = false;
let tries = 0;

async function client(number: number): Promise<void> {
  for (let turn = 1; !ended; turn++) {
    const localAddress = `127.${number + 1}.${(turn >> 8) & 255}.${turn & 255 || 1}`;
    const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress, ca: order.authority });
    for (let attempt = 0; attempt < TRIES_OF_AN_ADDRESS && !ended; attempt++) {
      const status = await attack(agent).catch(() => 0);
      answers[status] = (answers[status] ?? 0) + 1;
    }
    agent.destroy();
  }
}

async function attack(agent: Agent): Promise<number> {
  const account = order.names[tries % order.names.length];
  const body = JSON.stringify({ account, password: `Wrong-Horse-${tries++}` });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const asked = request(`${order.http}/api/v1/session`, { method: 'POST', agent, headers });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response.statusCode ?? 0;
}

process.once('disconnect', () => process.exit(0));
process.once('message', () => {
  ended = true;
  process.send?.(answers satisfies AttackReport, () => process.exit(0));
});
for (let number = 0; number < order.clients; number++) void client(number);
