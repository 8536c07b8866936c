import type { BoxTopic, DownChannel } from '#contract/topics.js';
import type { Service } from '#platform/service.js';

export interface BrokerListener {
  /** A message of a box, on a channel that goes up. Must not throw. */
  message(topic: BoxTopic, payload: Uint8Array): void;
  /** Something was refused before it became a message; `code` is stable. */
  refused(code: string, detail: string): void;
}

/**
 * The hub's side of the MQTT contract, alike for the embedded broker and an external one (D8).
 *
 * Guarantees: messages of one box arrive in the order they were sent; none is larger than the contract allows;
 * publishing never blocks and never throws. A message that finds no box is gone: whoever sends it must be able
 * to send it again.
 */
export interface Broker extends Service {
  listen(listener: BrokerListener): void;
  publish(office: string, box: string, channel: DownChannel, payload: string): void;
  /** The box was enrolled: it may use its topics, with the key and the certificate it got now and no others. */
  admit(box: string): void;
  /** The box was revoked: its connection ends at once, and it is let in no more. */
  bar(box: string): void;
  /** Ends the connection of a box at once; it may come back. */
  cut(box: string): void;
  /** Whether boxes can reach the hub at this moment. */
  readonly up: boolean;
  /** Where boxes find it: a port of the hub's own host, or a whole URL. */
  readonly address: { readonly port: number } | { readonly url: string };
  /** Connections taken since the start by this process itself; 0 for a broker outside it. */
  readonly accepted: number;
}
