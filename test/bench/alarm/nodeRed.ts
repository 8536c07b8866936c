import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '#platform/clock.js';
import { packageRoot } from '#platform/packageFacts.js';
import { pause } from '../ground.js';
import { peerPage } from './peerPage.js';

/** The newest one that runs on the Node this package runs on. */
const VERSION = '4.1.8';
const MOSQUITTO = '/usr/sbin/mosquitto';
const PATIENCE_MS = 30_000;

/** A flow that turns presses of a topic into alarms on a page, and its broker. */
export interface Peer {
  readonly page: string;
  readonly mqtt: string;
}

/** Installs Node-RED by npm, once, into a folder that git ignores. Throws when npm cannot. */
export async function installNodeRed(): Promise<string> {
  const folder = join(packageRoot(), '.cache/node-red', VERSION);
  const program = join(folder, 'node_modules/node-red/red.js');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'peer', private: true }));
  const flags = ['install', '--no-audit', '--no-fund', '--no-save', `node-red@${VERSION}`];
  await promisify(execFile)('npm', flags, { cwd: folder });
  return program;
}

/** Runs the work with Mosquitto and Node-RED, each a process of its own, and ends both. */
export async function withPeer<T>(
  program: string,
  folder: string,
  work: (peer: Peer) => Promise<T>,
): Promise<T> {
  const [mqttPort, httpPort] = [await freePort(), await freePort()];
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(
    config,
    `listener ${mqttPort} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest none\n`,
  );
  const settings = join(folder, 'settings.cjs');
  writeFileSync(settings, `module.exports = ${JSON.stringify(settingsOf(folder, httpPort))};\n`);
  writeFileSync(join(folder, 'flows.json'), JSON.stringify(flow(mqttPort)));
  const children: ChildProcess[] = [];
  try {
    children.push(spawn(MOSQUITTO, ['-c', config], { stdio: 'ignore' }));
    const flags = [program, '--userDir', folder, '--settings', settings];
    const nodeRed = spawn(process.execPath, flags, { stdio: 'ignore' });
    children.push(nodeRed);
    const page = `http://127.0.0.1:${httpPort}/`;
    await answers(page, nodeRed);
    return await work({ page, mqtt: `mqtt://127.0.0.1:${mqttPort}` });
  } finally {
    for (const child of children.reverse()) await end(child);
  }
}

const settingsOf = (folder: string, uiPort: number) => ({
  uiHost: '127.0.0.1',
  uiPort,
  userDir: folder,
  flowFile: 'flows.json',
  httpAdminRoot: false,
  credentialSecret: false,
  telemetry: { enabled: false, updateNotification: false },
  logging: { console: { level: 'fatal', metrics: false, audit: false } },
});

/** Node-RED takes a node without a place on its sheet for a configuration. */
const node = (id: string, type: string, rest: object, next?: string): object => ({
  ...{ id, type, z: 'tab', x: 0, y: 0 },
  wires: next === undefined ? [] : [[next]],
  ...rest,
});

/** Core nodes only, wired as the documentation of each shows. */
const flow = (mqttPort: number): object[] => [
  { id: 'tab', type: 'tab', label: 'Alarms' },
  { id: 'broker', type: 'mqtt-broker', broker: '127.0.0.1', port: String(mqttPort), protocolVersion: '4' },
  { id: 'socket', type: 'websocket-listener', path: '/alarms', wholemsg: 'false' },
  node(
    'presses',
    'mqtt in',
    { topic: 'rating/presses', qos: '1', datatype: 'json', broker: 'broker' },
    'decide',
  ),
  node('decide', 'function', { outputs: 1, func: DECIDE }, 'send'),
  node('send', 'websocket out', { server: 'socket' }),
  node('get', 'http in', { url: '/', method: 'get' }, 'page'),
  node('page', 'template', { field: 'payload', syntax: 'plain', template: peerPage() }, 'answer'),
  node('answer', 'http response', { headers: { 'content-type': 'text/html' } }),
];

const DECIDE = `const { id, counter, level, over } = msg.payload;
if (over) return { payload: JSON.stringify({ over }) };
if (level > 2) return null;
return { payload: JSON.stringify({ id, text: 'Counter ' + counter + ': level ' + level }) };`;

async function answers(url: string, program: ChildProcess): Promise<void> {
  const until = systemClock.monotonic() + PATIENCE_MS;
  for (;;) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (program.exitCode !== null) throw new Error(`Node-RED ended with ${program.exitCode}`);
    if (systemClock.monotonic() > until) throw new Error(`Node-RED did not answer within ${PATIENCE_MS} ms`);
    await pause(100);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
