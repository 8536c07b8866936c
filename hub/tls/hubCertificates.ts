import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { authorityFingerprint } from '#platform/authorityFingerprint.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import { Authority, newKey } from './authority.js';
import { certificatesIn, checkGiven } from './givenCertificate.js';
import { isDue } from './renewal.js';
import type { ServerCredentials } from './secureOptions.js';
import { isInitialised, readHosts, readTls, TLS_FILES, tlsFolder, writeWhole } from './tlsFolder.js';

/** Files of a certificate that somebody else made for the hub. */
export interface GivenFiles {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}

export interface HubCertificatesOptions {
  /** Data directory of the hub. */
  readonly data: string;
  /** The server shows these instead of its own. */
  readonly given: GivenFiles | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The hub as a client of a broker. */
export interface ClientCredentials extends ServerCredentials {
  readonly ca: string;
}

/** By this name the hub's certificate lets it in at a broker; no id of a box has an underscore. */
export const HUB_CLIENT = 'rating_hub';

const LOOK_EVERY_MS = 60 * 60_000;

/**
 * What the hub shows of itself, kept fresh without a restart: its own certificates are renewed when a third of their
 * life is left, given ones are read again when their files have changed.
 */
export class HubCertificates implements Service {
  readonly name = 'certificates';
  readonly authority: Authority;
  /** The authority that the certificate of the servers in this process leads up to, PEM. */
  readonly trusted: string;
  private readonly folder: string;
  private readonly listeners = new Set<() => void>();
  private shown: ServerCredentials;
  private own: ServerCredentials;
  private ticker: Timer | undefined;

  /**
   * Throws `CodedError`: `tls/not-initialised`, `tls/unreadable`, and of given certificates whatever `checkGiven`
   * finds.
   */
  constructor(private readonly options: HubCertificatesOptions) {
    const { data, given } = options;
    if (!isInitialised(data))
      throw new CodedError(
        'tls/not-initialised',
        `${data} has no certificates: run rating-hub init --data ${data} --name HOST, or start with --demonstration`,
      );
    this.folder = tlsFolder(data);
    this.authority = new Authority(this.read('authorityKey'), this.read('authority'));
    this.trusted = given === undefined ? this.authority.certificate : readTls(given.authority);
    this.own = this.fresh('client', HUB_CLIENT);
    this.shown = this.current();
  }

  /** Of `trusted`, as boxes compare it. */
  get fingerprint(): string {
    const [first] = certificatesIn(this.trusted, 'authority');
    return first === undefined ? '' : authorityFingerprint(first.raw);
  }

  /**
   * For boxes of a broker in this process, which shows what the pages show, or of one outside, whose certificate is of
   * the hub's own authority even where the pages show a given one.
   */
  trustAt(broker: 'here' | 'outside') {
    const { authority, fingerprint } = this;
    return { authority, fingerprint, trusted: broker === 'here' ? this.trusted : authority.certificate };
  }

  /** When what the server shows now ends, Unix ms. */
  get until(): number {
    return Date.parse(new X509Certificate(this.shown.cert).validTo);
  }

  server(): ServerCredentials {
    return this.shown;
  }

  client(): ClientCredentials {
    return { ...this.own, ca: this.authority.certificate };
  }

  /** Calls back when something else is to be shown from now on. */
  changed(listener: () => void): void {
    this.listeners.add(listener);
  }

  start(): void {
    this.ticker = every(this.options.clock, LOOK_EVERY_MS, () => this.look());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  /** What is wrong with new files is logged; what was shown before is shown until they are right. */
  look(): void {
    const { logger } = this.options;
    try {
      const [shown, own] = [this.current(), this.fresh('client', HUB_CLIENT)];
      if (shown.cert === this.shown.cert && own.cert === this.own.cert) return;
      this.shown = shown;
      this.own = own;
    } catch (error) {
      const code = error instanceof CodedError ? error.code : 'tls/unreadable';
      logger.error({ code, error: messageOf(error) }, 'the certificates could not be renewed');
      return;
    }
    logger.info({}, 'certificates renewed');
    for (const listener of this.listeners) listener();
  }

  private current(): ServerCredentials {
    const { given, clock } = this.options;
    if (given === undefined) {
      const { cert, key } = this.fresh('server', undefined);
      return { cert: `${cert}${this.authority.certificate}`, key };
    }
    const key = readTls(given.key);
    const texts = { certificate: readTls(given.certificate), key, authority: readTls(given.authority) };
    const names = readHosts(this.folder).names.filter((name) => name !== 'localhost');
    return { cert: checkGiven(texts, names, clock.wall()), key };
  }

  /** What the folder has, made anew if its time is near. The key goes first: it alone is worth nothing. */
  private fresh(role: 'server' | 'client', client: string | undefined): ServerCredentials {
    const now = this.options.clock.wall();
    const [certFile, keyFile] = [
      join(this.folder, TLS_FILES[role]),
      join(this.folder, TLS_FILES[`${role}Key`]),
    ];
    const [cert, key] = [readTls(certFile), readTls(keyFile)];
    const found = new X509Certificate(cert);
    if (!isDue(Date.parse(found.validFrom), Date.parse(found.validTo), now)) return { cert, key };
    const made = newKey();
    const { certificate } =
      client === undefined
        ? this.authority.forServer(readHosts(this.folder), made.spki, now)
        : this.authority.forClient(client, made.spki, now);
    writeWhole(keyFile, made.key);
    writeWhole(certFile, certificate);
    return { cert: certificate, key: made.key };
  }

  private read(file: keyof typeof TLS_FILES): string {
    return readTls(join(this.folder, TLS_FILES[file]));
  }
}
