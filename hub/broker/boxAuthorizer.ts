import { ContractError } from '#contract/errors.js';
import { type BoxTopic, DOWN_CHANNELS, isUp, parseTopic } from '#contract/topics.js';
import type { BarOf, CertificateHolder } from '../boxes/barredBox.js';

export interface ConnectRequest {
  readonly clientId: string;
  readonly clean: boolean;
  readonly username: string | undefined;
  readonly willTopic: string | undefined;
  /** By the certificate of its connection; undefined where nothing is encrypted. */
  readonly holder?: CertificateHolder | undefined;
}

export interface PublishRequest {
  readonly clientId: string;
  readonly topic: string;
  readonly qos: number;
  readonly retain: boolean;
}

export interface Refusal {
  readonly allowed: false;
  readonly code: string;
  readonly detail: string;
}

export type Decision<T = undefined> = { readonly allowed: true; readonly value: T } | Refusal;

/** Every office a box belongs or belonged to; undefined for an unknown box. */
export type OfficesOf = (box: string) => ReadonlySet<string> | undefined;

/**
 * What a client of the embedded broker may do. A client is a known box under its own name with a clean session,
 * so that no session of an absent box can pile up messages; it publishes on its own upward channels and hears
 * its own downward ones, nothing else: no wildcards, no `$share`, no `$SYS`. Its own are those under every office it
 * was ever at, because a box that was moved while it was away does not know of it yet (B5).
 */
export class BoxAuthorizer {
  constructor(
    private readonly officesOf: OfficesOf,
    private readonly barOf: BarOf = () => undefined,
  ) {}

  connect(request: ConnectRequest): Decision {
    const { clientId, clean, username, willTopic, holder } = request;
    if (clientId === '' || this.officesOf(clientId) === undefined)
      return refuse('mqtt/unknown-box', `client id ${clip(clientId)} is no known box`);
    if (!clean) return refuse('mqtt/session', `${clientId} must connect with a clean session`);
    if (username !== clientId) return refuse('mqtt/user', `${clientId} must give its own id as user name`);
    if (willTopic !== undefined && !this.isOwnState(clientId, willTopic)) {
      return refuse('mqtt/will', `the last will of ${clientId} must go to its own state topic`);
    }
    const barred = this.barOf(clientId, holder);
    return barred === undefined ? { allowed: true, value: undefined } : refuse(barred.code, barred.detail);
  }

  publish({ clientId, topic, qos, retain }: PublishRequest): Decision<BoxTopic> {
    const place = this.own(clientId, topic);
    if (!place.allowed) return place;
    const { channel } = place.value;
    if (!isUp(channel)) return refuse('mqtt/topic', `${clientId} may not publish on ${channel}`);
    if (qos === 2) return refuse('mqtt/qos', `${clientId} must publish with QoS 1`);
    if (retain && channel !== 'state')
      return refuse('mqtt/retain', `${clientId} may retain nothing but its state`);
    return place;
  }

  subscribe(clientId: string, topic: string): Decision<BoxTopic> {
    const place = this.own(clientId, topic);
    if (place.allowed && !DOWN_CHANNELS.some((channel) => channel === place.value.channel)) {
      return refuse('mqtt/topic', `${clientId} may not subscribe to ${place.value.channel}`);
    }
    return place;
  }

  private isOwnState(clientId: string, topic: string): boolean {
    const place = this.own(clientId, topic);
    return place.allowed && place.value.channel === 'state';
  }

  private own(clientId: string, topic: string): Decision<BoxTopic> {
    let place: BoxTopic;
    try {
      place = parseTopic(topic);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      return refuse('mqtt/topic', `${clip(topic)} is no topic of a box`);
    }
    if (place.box !== clientId || !this.officesOf(clientId)?.has(place.office)) {
      return refuse('mqtt/topic', `${clientId} may not use the topics of ${place.office}/${place.box}`);
    }
    return { allowed: true, value: place };
  }
}

function refuse(code: string, detail: string): Refusal {
  return { allowed: false, code, detail };
}

const clip = (text: string): string => JSON.stringify(text.slice(0, 60));
