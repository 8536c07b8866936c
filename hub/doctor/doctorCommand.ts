import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { readSettings, type SettingDeclarations, type Settings } from '#platform/settings.js';
import { LANGUAGES } from '#words/language.js';
import { checksOf } from '../health/healthRules.js';
import { LOG_TARGET } from '../logExport/logExport.js';
import type { Terminal } from '../maintenance.js';
import { hubSettings } from '../settings.js';
import { TLS_FILES, tlsFolder } from '../tls/tlsFolder.js';
import { doctorFacts, type Patient } from './doctorFacts.js';
import { doctorText, needsCare } from './doctorText.js';
import { hubAnswers, listens } from './reach.js';

/** Settings of the hub are known here too, because they stand in the same configuration file. */
export const doctorSettings = {
  ...hubSettings,
  hub: {
    type: 'string',
    default: '',
    help: 'address of the hub; that of its own settings if not given',
    pattern: /^(https?:\/\/[^\s/]+\/?)?$/,
    expected: 'http://host:port or https://host:port',
  },
  language: { type: 'choice', choices: LANGUAGES, default: 'zh', help: 'language of the answers' },
} as const satisfies SettingDeclarations;

/** Looks at a hub, running or stopped, and says of each part how it is. 1 when somebody has to do something. */
export async function doctor(flags: readonly string[], { out, environment }: Terminal): Promise<number> {
  const settings = readSettings(doctorSettings, { flags, environment, prefix: 'RATING_HUB' });
  const checks = checksOf(await doctorFacts(patientOf(settings)));
  out(doctorText(checks, settings.language));
  return needsCare(checks) ? 1 : 0;
}

type DoctorSettings = Settings<typeof doctorSettings>;

function patientOf(settings: DoctorSettings): Patient {
  const { data, demonstration, host } = settings;
  const folder = tlsFolder(data);
  const authority = settings['tls-authority'] || join(folder, TLS_FILES.authority);
  const own = demonstration
    ? `http://${inAddress(host)}:${settings['http-port']}`
    : `https://${inAddress(host)}:${settings['https-port']}`;
  const address = settings.hub === '' ? own : settings.hub.replace(/\/$/, '');
  return {
    data,
    certificate: demonstration ? undefined : settings['tls-certificate'] || join(folder, TLS_FILES.server),
    targets: targetsOf(settings),
    broker: brokerOf(settings),
    hubAnswers: () => hubAnswers(address, authority),
    listens,
    clock: systemClock,
  };
}

const ANY = new Set(['0.0.0.0', '::']);

/** Whoever listens on every address listens on this machine's own. */
const reachable = (host: string): string => (ANY.has(host) ? '127.0.0.1' : host);

const inAddress = (host: string): string =>
  reachable(host).includes(':') ? `[${reachable(host)}]` : reachable(host);

function brokerOf({ broker, host, demonstration, ...ports }: DoctorSettings): Patient['broker'] {
  if (broker === 'embedded')
    return { host: reachable(host), port: demonstration ? ports['mqtt-port'] : ports['mqtts-port'] };
  const address = new URL(broker);
  const usual = address.protocol === 'mqtts:' ? 8883 : 1883;
  return { host: address.hostname.replace(/^\[|\]$/g, ''), port: Number(address.port) || usual };
}

const targetsOf = (settings: DoctorSettings): string[] =>
  [
    ['webhook', settings.webhook],
    ['syslog', settings.syslog],
    ['home-assistant', settings['home-assistant']],
    [LOG_TARGET, settings['log-syslog']],
  ].flatMap(([name = '', value]) => (value === '' ? [] : [name]));
