import { hostname } from 'node:os';
import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import type { Clock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { Settings } from '#platform/settings.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { hubSettings } from '../settings.js';
import type { GroupWriter } from '../store/groupWriter.js';
import { OutboundStore } from '../store/outboundStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { PlaceNames } from './alarmText.js';
import { Courier } from './courier.js';
import { HomeAssistant } from './homeAssistant.js';
import { Outbound } from './outbound.js';
import type { OutboundPart, OutboundTarget } from './outboundTarget.js';
import { Syslog } from './syslog.js';
import { syslogAddress } from './syslogAddress.js';
import { Webhook } from './webhook.js';
import { WebhookSecret } from './webhookSecret.js';

export type OutboundSettings = Pick<
  Settings<typeof hubSettings>,
  'webhook' | 'webhook-secret-file' | 'webhook-names' | 'syslog' | 'home-assistant' | 'home-assistant-prefix'
>;

/** What the hub lends to those who tell others. */
export interface OutboundTools {
  readonly db: Sqlite;
  readonly writer: Pick<GroupWriter, 'write'>;
  readonly sites: Pick<SiteStore, 'offices'>;
  readonly viewOf: (alarm: string) => AlarmView | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly software: string;
}

export type AssembleOutbound = (tools: OutboundTools) => Outbound;

/**
 * Everybody outside whom the settings name; nobody, unless they do. Reads the secret of the webhook at once, so that a
 * hub which cannot sign does not start: throws `CodedError` `outbound/secret`.
 */
export function outboundOf(settings: OutboundSettings): AssembleOutbound {
  const { webhook: url, syslog: collector, 'home-assistant': broker } = settings;
  const secret = url === '' ? undefined : WebhookSecret.read(settings['webhook-secret-file']);
  return (tools) => {
    const { db, sites, clock, software } = tools;
    const store = new OutboundStore(db);
    const shared = { ...tools, store, random: Math.random };
    const offices = sites.offices();
    const courier = (target: OutboundTarget): OutboundPart => new Courier({ ...shared, target });
    const parts: OutboundPart[] = [];
    if (secret !== undefined)
      parts.push(courier(new Webhook({ url, secret, names: settings['webhook-names'], software, clock })));
    if (collector !== '') parts.push(courier(syslogTo(collector, offices)));
    if (broker !== '')
      parts.push(
        new HomeAssistant({ ...shared, url: broker, prefix: settings['home-assistant-prefix'], offices }),
      );
    return new Outbound(parts);
  };
}

const syslogTo = (collector: string, offices: readonly OfficeView[]): Syslog =>
  new Syslog({
    address: syslogAddress(collector),
    host: hostname(),
    process: String(process.pid),
    placeOf: (office, counter) => placeIn(offices, office, counter),
  });

/** By their names, or by their ids when the site file no longer has them. */
function placeIn(offices: readonly OfficeView[], office: string, counter: string | undefined): PlaceNames {
  const found = offices.find(({ id }) => id === office);
  const name = found?.name ?? { zh: office, en: office };
  if (counter === undefined) return { office: name };
  const desk = found?.counters.find(({ id }) => id === counter)?.name;
  return { office: name, counter: desk ?? { zh: counter, en: counter } };
}
