import { MAX_MESSAGE_BYTES } from '#contract/limits.js';
import { CodedError } from '#platform/errors.js';

/** A message, its topic and its header. */
export const MAX_PACKET_BYTES = MAX_MESSAGE_BYTES + 1024;

/** The part of the packet parser that knows a packet's length before its body has arrived. */
interface LengthParser {
  _parseLength(): boolean;
  packet: { length: number };
  emit(event: 'error', error: Error): unknown;
}

/**
 * Ends a connection as soon as it announces a packet larger than allowed, before any of it is kept. aedes has no
 * such limit and no public hook for one, so this wraps its parser; the version is pinned and a changed parser
 * refuses to start instead of running unguarded.
 */
export function guardPacketSize(client: object): void {
  const parser = parserOf(client);
  const parseLength = parser._parseLength.bind(parser);
  parser._parseLength = () => {
    if (!parseLength()) return false;
    if (parser.packet.length <= MAX_PACKET_BYTES) return true;
    parser.emit(
      'error',
      new CodedError(
        'mqtt/too-large',
        `a packet of ${parser.packet.length} bytes was announced; at most ${MAX_PACKET_BYTES} are taken`,
      ),
    );
    return false;
  };
}

function parserOf(client: object): LengthParser {
  const parser: unknown = '_parser' in client ? client._parser : undefined;
  if (!isLengthParser(parser)) {
    throw new CodedError(
      'broker/incompatible',
      'the embedded broker no longer lets packet sizes be limited; install the pinned version',
    );
  }
  return parser;
}

function isLengthParser(value: unknown): value is LengthParser {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_parseLength' in value &&
    typeof value._parseLength === 'function'
  );
}
