import { join } from 'node:path';
import { BROKER_FILES } from './brokerFiles.js';

export interface MosquittoPlace {
  /** Shared with the hub. */
  readonly folder: string;
  /** Address to listen on; empty for all. */
  readonly address: string;
  readonly port: number;
  /** The dynamic security plugin. */
  readonly plugin: string;
  /** Largest message taken, bytes. */
  readonly maxMessage: number;
}

/**
 * A configuration of Mosquitto 2.0. Nobody comes in without a certificate of the hub's authority; who it names is the
 * user and the client, so that no box can pass for another or push it out; what a user may do, the plugin knows.
 */
export function mosquittoConfiguration({
  folder,
  address,
  port,
  plugin,
  maxMessage,
}: MosquittoPlace): string {
  const file = (name: keyof typeof BROKER_FILES): string => join(folder, BROKER_FILES[name]);
  return `# Made by rating-hub broker-config for Mosquitto 2.0.
per_listener_settings false
listener ${port}${address === '' ? '' : ` ${address}`}
cafile ${file('authority')}
certfile ${file('certificate')}
keyfile ${file('key')}
crlfile ${file('revoked')}
tls_version tlsv1.3
require_certificate true
use_identity_as_username true
use_username_as_clientid true
allow_anonymous false
plugin ${plugin}
plugin_opt_config_file ${file('access')}

# Boxes keep what matters until the hub has it; nothing is to pile up here.
persistence false
message_size_limit ${maxMessage}
max_queued_messages 1000
max_keepalive 60
set_tcp_nodelay true
`;
}
