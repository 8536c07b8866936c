import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { SettingsError } from '#platform/settings.js';

/** A larger network is no list of proxies: whoever is in it can name any address as its own. */
const LEAST_PREFIX = { 4: 16, 6: 48 } as const;
const MOST_PREFIX = { 4: 32, 6: 128 } as const;

/** Addresses and networks from the setting. Throws `SettingsError` naming each that is none, or too large. */
export function proxiesIn(setting: string): readonly string[] {
  const proxies = setting === '' ? [] : setting.split(',');
  const faults = proxies.flatMap((one) => faultOf(one) ?? []);
  if (faults.length > 0) throw new SettingsError(faults);
  return proxies;
}

function faultOf(proxy: string): string | undefined {
  const [address = '', prefix] = proxy.split('/');
  const family = isIP(address);
  if (family !== 4 && family !== 6)
    return `--trusted-proxies has ${JSON.stringify(proxy)}; expected an address or a network`;
  const [least, most, given] = [
    LEAST_PREFIX[family],
    MOST_PREFIX[family],
    Number(prefix ?? MOST_PREFIX[family]),
  ];
  return given >= least && given <= most
    ? undefined
    : `--trusted-proxies has ${JSON.stringify(proxy)}; expected a network from /${least} to /${most}`;
}

/**
 * Where a request comes from: the other end of its connection, or, when that is a trusted proxy, the last address in
 * X-Forwarded-For that no trusted proxy has. What a proxy passes on that is no address counts as the proxy's own.
 */
export const addressOf = ({ ip, socket }: FastifyRequest): string =>
  isIP(ip) === 0 ? (socket.remoteAddress ?? ip) : ip;
