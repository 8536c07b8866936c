import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { type Clock, every, type Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import { type Authority, newKey } from '../tls/authority.js';
import type { Revocation } from '../tls/certificate.js';
import { isDue } from '../tls/renewal.js';
import { readTls, writeWhole } from '../tls/tlsFolder.js';

/** What a broker outside reads, in a folder that it and the hub share. */
export const BROKER_FILES = {
  configuration: 'mosquitto.conf',
  access: 'dynamic-security.json',
  authority: 'authority.pem',
  certificate: 'broker.pem',
  key: 'broker.key',
  revoked: 'revoked.crl',
} as const;

export interface BrokerFilesOptions {
  readonly folder: string;
  readonly authority: Authority;
  /** The host by which the broker is reached. */
  readonly host: string;
  /** Certificates not to be taken any more. */
  readonly revoked: () => readonly Revocation[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Readable by the broker's group. */
const SHARED = 0o640;
const LOOK_EVERY_MS = 60 * 60_000;
/** A list of this very moment would not count yet where clocks differ. */
const BACKDATE_MS = 60_000;

/**
 * Keeps the certificate of a broker outside fresh, and its list of revoked certificates complete. The broker takes up
 * changed files when it is told to reload (SIGHUP).
 */
export class BrokerFiles implements Service {
  readonly name = 'broker files';
  private ticker: Timer | undefined;
  private listedMs = 0;

  constructor(private readonly options: BrokerFilesOptions) {}

  start(): void {
    this.look();
    this.ticker = every(this.options.clock, LOOK_EVERY_MS, () => this.look());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  /** Writes the list anew. What cannot be written is logged: the broker's own rules already shut the box out. */
  revoke(): void {
    this.attempt(() => this.writeList());
  }

  look(): void {
    this.attempt(() => {
      this.writeList();
      this.renew();
    });
  }

  /** Of two lists the broker believes the later one, so each is later than the one before by a second. */
  writeList(): void {
    const { authority, revoked, clock } = this.options;
    this.listedMs = Math.max(clock.wall() - BACKDATE_MS, this.listedMs + 1_000);
    this.write(BROKER_FILES.revoked, authority.revocationList(revoked(), this.listedMs));
  }

  /** Makes the broker's certificate if there is none or its time is near. */
  renew(): void {
    const { folder, authority, host, clock } = this.options;
    const path = join(folder, BROKER_FILES.certificate);
    if (existsSync(path) && !expires(readTls(path), clock.wall())) return;
    const { key, spki } = newKey();
    const hosts = isIP(host) === 0 ? { names: [host], addresses: [] } : { names: [], addresses: [host] };
    const { certificate } = authority.forServer(hosts, spki, clock.wall());
    this.write(BROKER_FILES.key, key);
    this.write(BROKER_FILES.certificate, `${certificate}${authority.certificate}`);
  }

  private write(file: string, content: string): void {
    writeWhole(join(this.options.folder, file), content, SHARED);
  }

  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.options.logger.error({ error: messageOf(error) }, "the broker's files could not be written");
    }
  }
}

function expires(pem: string, nowMs: number): boolean {
  const { validFrom, validTo } = new X509Certificate(pem);
  return isDue(Date.parse(validFrom), Date.parse(validTo), nowMs);
}
