import type { Clock } from '#platform/clock.js';
import { CodedError, systemCode } from '#platform/errors.js';
import type { Delivery, OutboundNews, OutboundTarget } from './outboundTarget.js';
import { webhookId, webhookMessage } from './webhookMessage.js';
import type { WebhookSecret } from './webhookSecret.js';

export interface WebhookOptions {
  /** May hold a token in its path or query, so that only its origin is ever logged. */
  readonly url: string;
  readonly secret: WebhookSecret;
  /** With the names of people (P5). */
  readonly names: boolean;
  readonly software: string;
  readonly clock: Clock;
}

/** Refusals that may pass: too slow, too early, too many. */
const PASSING = [408, 425, 429];

/**
 * Posts JSON, signed as Standard Webhooks 1.0 asks: `webhook-id` stays the same when a step is sent again, the timestamp
 * and with it the signature are those of the attempt. Any 2xx is a yes; redirects are not followed, because they would
 * carry an alarm to an address nobody configured; nothing of the answer but its status is read.
 */
export class Webhook implements OutboundTarget {
  readonly name = 'webhook';
  private readonly origin: string;

  constructor(private readonly options: WebhookOptions) {
    this.origin = new URL(options.url).origin;
  }

  async deliver(news: OutboundNews, signal: AbortSignal): Promise<Delivery> {
    const status = await this.post(webhookId(news), webhookMessage(news, this.options.names), signal);
    if (status >= 200 && status < 300) return 'taken';
    const words = `${this.origin} answered ${status}`;
    if (status >= 400 && status < 500 && !PASSING.includes(status)) return { refused: words };
    throw new CodedError('outbound/answer', words);
  }

  private async post(id: string, message: object, signal: AbortSignal): Promise<number> {
    const { url, secret, software, clock } = this.options;
    const body = JSON.stringify(message);
    const seconds = Math.floor(clock.wall() / 1_000);
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal,
        headers: {
          'content-type': 'application/json',
          'user-agent': `rating-hub/${software}`,
          'webhook-id': id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': secret.sign(id, seconds, body),
        },
        body,
      });
      await response.body?.cancel();
      return response.status;
    } catch (error) {
      throw new CodedError('outbound/unreachable', `${this.origin}: ${reason(error)}`, { cause: error });
    }
  }
}

/** What undici says lies in the cause, and the rest of its words may repeat the address. */
const reason = (error: unknown): string =>
  systemCode(error instanceof Error ? error.cause : undefined) ?? 'the connection failed';
