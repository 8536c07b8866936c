/** What `verify` can find. Stable; each is explained in `EXPLANATIONS`. */
export const EXPLANATIONS = {
  'seal/bad-signature': 'no key the box ever had signed this text: it was altered or made by somebody else',
  'seal/broken-chain': 'it does not continue the event before it: one of the two was altered or replaced',
  'seal/missing': 'it has no seal although its box sealed its events by then',
  'chain/missing': 'its number was acknowledged and is not there: it was removed',
  'chain/truncated': 'the last events that were acknowledged are not there: they were removed',
  'chain/unknown': 'there are events of an outbox that was never heard of',
  'chain/head-differs': 'the chain is not the one that the journal recorded at the end of that day',
  'chain/heads-altered': 'the recorded ends of chains are not those of the journal',
  'chain/not-headed':
    'its events have no seal and are said to be from before the last ended day, which does not know of them',
  'key/not-journalled':
    'the journal does not tell that this key came in, or not from then on: somebody may sign with it',
  'key/missing':
    'the journal tells of this key and it is not there, so that what it signed cannot be verified',
  'docket/differs':
    'office, counter, clerk or number is not what stands in the sealed copy that the box signed',
  'docket/unreadable':
    'the sealed copy of the document is not of this hub: its key was exchanged, or the box made one up',
  'event/differs': 'the row names another box, outbox, number or id than the text of the event',
  'event/uncounted':
    'an event that nothing speaks against does not show in its window and was not kept aside',
  'event/no-window': 'the window of the event is not there and the event was not kept aside: it was removed',
  'event/wrongly-aside': 'the event was kept aside for a reason that does not hold',
  'window/no-event': 'the window has an outcome that no event of its box reported',
  'window/outcome': 'the outcome is not the one the box reported',
  'window/level': 'the level is not the one that was pressed',
  'window/times': 'the times are not those the box reported',
  'window/extra-presses': 'the further presses are not those the box reported',
  'window/extended': 'whether more time was asked for is not what the box reported',
  'window/box': 'events of another box are counted in it',
  'window/document': 'office, counter, clerk or kind is not what the document says, or there is no document',
  'window/flagged': 'the flag of a voided document does not fit the documents',
  'window/source': 'it is said to come from an import that is not there',
  'document/no-window': 'the window of the document is not there: it was removed',
  'document/missing': 'there are fewer documents than the journal recorded at the end of that day',
  'document/void-differs': 'whether and when the document was voided is not what the journal says',
  'import/count': 'there are not as many windows of the import as it brought',
  'import/differs': 'what is stored of the import is not what the journal recorded when it was made',
  'import/not-journalled': 'no entry of the journal tells of the import',
  'exclusion/differs': 'whether the rating is excluded, by whom or why is not what the journal says',
  'alarm/differs': 'the alarm does not fit the rating that raised it',
  'alarm/not-journalled': 'who dealt with the alarm, when and with which words is not what the journal says',
  'alarm/missing':
    'somebody dealt with the alarm, as the journal tells, and the alarm or that deed is not there',
  'account/not-journalled': 'what the account may, where, or whether it is open is not what the journal says',
  'token/not-journalled':
    'what the token is for, where and how long, or whether it was revoked is not what the journal says',
  'journal/altered': 'the entry is not the one that was written',
  'journal/broken': 'the entry does not continue the one before it',
  'journal/missing': 'the entry is not there: it was removed',
  'journal/head-differs': 'the head stored for the day is not the entry of that number',
  'journal/head-missing': 'the day was ended in the journal and its head is not there',
  'journal/given-head': 'the journal is not the one this head was taken from',
  'cells/differ': 'a counted figure is not what the windows say; rating-hub rebuild counts anew',
} as const;
export type FindingCode = keyof typeof EXPLANATIONS;

export interface Finding {
  readonly code: FindingCode;
  /** Which record, for a person to find it. */
  readonly where: string;
}

interface Kind {
  readonly first: string;
  readonly count: number;
}

/** The first of each kind, in the order they were added, and how many there are. */
export class Findings {
  private readonly kinds = new Map<FindingCode, Kind>();

  add(code: FindingCode, where: string, count = 1): void {
    const known = this.kinds.get(code);
    this.kinds.set(code, { first: known?.first ?? where, count: (known?.count ?? 0) + count });
  }

  get none(): boolean {
    return this.kinds.size === 0;
  }

  /** Adds what was found elsewhere. */
  take(others: Findings | ReadonlyArray<Finding & { readonly count: number }>): void {
    for (const { code, where, count } of others instanceof Findings ? others.all() : others)
      this.add(code, where, count);
  }

  all(): Array<Finding & { readonly count: number }> {
    return [...this.kinds].map(([code, { first, count }]) => ({ code, where: first, count }));
  }
}
