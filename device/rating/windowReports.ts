import type { Offer } from '#contract/commands.js';
import type { EventBody } from '#contract/events.js';

/** To the microsecond: what binary fractions add to a difference could carry it past the contract's bound. */
export const between = (start: number, end: number): number => Math.round((end - start) * 1000) / 1000;

/** What the hub gave with the offer, as it is given back. */
export const docketOf = ({ docket }: Partial<Pick<Offer, 'docket'>> = {}): Pick<Offer, 'docket'> =>
  docket === undefined ? {} : { docket };

/**
 * A report as it is stored once storage works again. Nobody was invited or thanked for a report that was not stored,
 * so that window was missed.
 */
export const asOwed = (body: EventBody): EventBody =>
  body.kind === 'opened' || body.kind === 'rated'
    ? {
        kind: 'missed',
        window: body.window,
        reason: 'box-fault',
        ...(body.kind === 'opened' ? docketOf(body) : {}),
      }
    : body;
