/** Where a syslog collector listens. */
export interface SyslogAddress {
  readonly transport: 'udp' | 'tcp';
  readonly host: string;
  readonly port: number;
}

/** The port RFC 5426 registers, and what collectors use over TCP too. */
const PORT = 514;

/** Takes what the setting's pattern lets through, e.g. `udp://collector`, `tcp://10.0.0.5:601` or `udp://[fd00::5]:514`. */
export function syslogAddress(text: string): SyslogAddress {
  const [, transport, host = '', port] = /^(udp|tcp):\/\/(.+?)(?::(\d+))?\/?$/.exec(text) ?? [];
  return {
    transport: transport === 'tcp' ? 'tcp' : 'udp',
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: port === undefined ? PORT : Number(port),
  };
}
