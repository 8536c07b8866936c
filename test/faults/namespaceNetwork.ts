import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { eventually } from '../support/eventually.js';
import type { OfficeNetwork } from './network.js';

/** A private network of this campaign, so that the same addresses serve several at once. */
const addresses = (number: number) => ({ hub: `10.213.${number}.1`, box: `10.213.${number}.2` });
const ip = (...args: readonly string[]): void => void execFileSync('ip', args, { stdio: 'pipe' });
const namespaceOf = (pid: number | 'self'): string => readlinkSync(`/proc/${pid}/ns/net`);

/**
 * A network namespace for each box, joined to the hub's by a pair of virtual Ethernet devices. Needs to be root in a
 * network namespace of its own; everything in it is gone with the processes that live there.
 */
export class NamespaceNetwork implements OfficeNetwork {
  readonly described = 'network namespaces, a cable to each box';
  readonly hasCables = true;

  private constructor(private readonly holders: readonly ChildProcess[]) {}

  static async create(boxes: number): Promise<NamespaceNetwork> {
    ip('link', 'set', 'lo', 'up');
    const holders: ChildProcess[] = [];
    for (let number = 1; number <= boxes; number++) holders.push(await machine(number));
    return new NamespaceNetwork(holders);
  }

  hubAddress(number: number): string {
    return addresses(number).hub;
  }

  within(number: number): readonly string[] {
    return entering(this.holders[number - 1]?.pid);
  }

  unplug(number: number): void {
    ip('link', 'set', `box${number}`, 'down');
  }

  plug(number: number): void {
    ip('link', 'set', `box${number}`, 'up');
  }

  async close(): Promise<void> {
    await Promise.all(
      this.holders.map(async (holder) => {
        const gone = once(holder, 'exit');
        holder.kill('SIGKILL');
        await gone;
      }),
    );
  }
}

const entering = (pid: number | undefined): readonly string[] => ['nsenter', `--net=/proc/${pid}/ns/net`];

/** A process that does nothing but keep the namespace, with its cable plugged in. */
async function machine(number: number): Promise<ChildProcess> {
  const holder = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
  await once(holder, 'spawn');
  const pid = holder.pid ?? 0;
  await eventually(
    'the namespace of a box',
    5_000,
    () => namespaceOf(pid) !== namespaceOf('self') || undefined,
  );
  const { hub, box } = addresses(number);
  const device = `box${number}`;
  ip('link', 'add', device, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(pid));
  ip('addr', 'add', `${hub}/30`, 'dev', device);
  ip('link', 'set', device, 'up');
  const [program = '', ...flags] = entering(pid);
  for (const line of [`addr add ${box}/30 dev eth0`, 'link set eth0 up', 'link set lo up'])
    execFileSync(program, [...flags, 'ip', ...line.split(' ')], { stdio: 'pipe' });
  return holder;
}
