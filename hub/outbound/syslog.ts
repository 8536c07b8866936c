import type { AlarmPriority, AlarmStepName } from '#contract/alarms.js';
import { alarmText, type PlaceNames } from './alarmText.js';
import type { Delivery, OutboundNews, OutboundTarget } from './outboundTarget.js';
import { encodeSyslog } from './rfc5424.js';
import type { SyslogAddress } from './syslogAddress.js';
import { sendTcp, sendUdp } from './syslogWire.js';

export interface SyslogOptions {
  readonly address: SyslogAddress;
  readonly host: string;
  readonly process: string;
  readonly placeOf: (office: string, counter: string | undefined) => PlaceNames;
}

/** Local use 0. */
const FACILITY = 16;
const INFORMATIONAL = 6;
/** Critical, warning and notice. */
const SEVERITY: Readonly<Record<AlarmPriority, number>> = { high: 2, medium: 4, low: 5 };
/** Steps after which an alarm wants somebody; all others are news of what was done. */
const WANTING: readonly AlarmStepName[] = ['raised', 'called', 'departed'];
/** 32473 is the number kept for examples (RFC 5612), so that nobody else's data is meant. */
const DATA_ID = 'alarm@32473';

/** Tells a syslog collector, with a line for people and fields for programs, and with nobody's name (P5). */
export class Syslog implements OutboundTarget {
  readonly name = 'syslog';

  constructor(private readonly options: SyslogOptions) {}

  async deliver(news: OutboundNews, signal: AbortSignal): Promise<Delivery> {
    const { address } = this.options;
    const send = address.transport === 'tcp' ? sendTcp : sendUdp;
    await send(this.encode(news), address, signal);
    return 'taken';
  }

  private encode(news: OutboundNews): Uint8Array {
    const { host, process, placeOf } = this.options;
    const { id, office, counter, about, priority } = news.alarm;
    const { step, atMs } = news.step;
    return encodeSyslog({
      facility: FACILITY,
      severity: WANTING.includes(step) ? SEVERITY[priority] : INFORMATIONAL,
      atMs,
      host,
      app: 'rating-hub',
      process,
      kind: step,
      data: {
        id: DATA_ID,
        parameters: {
          id,
          office,
          ...(counter === undefined ? {} : { counter }),
          source: about.source,
          priority,
        },
      },
      text: alarmText(news, placeOf(office, counter)),
    });
  }
}
