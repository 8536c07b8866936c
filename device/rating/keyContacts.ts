import { KEYS, type Key, type KeyEdge } from '../ports/panel.js';

/** Contacts may chatter this long after they close or open (W10). */
export const BOUNCE_MS = 15;

interface Contact {
  readonly raw: boolean;
  readonly since: number;
  /** The key counts as down until its contact has been open for `BOUNCE_MS`. */
  readonly down: boolean;
}

export type Contacts = Readonly<Record<Key, Contact>>;

/** What a key did, once its contact is believed. */
export type KeyMove = KeyEdge;

export interface ContactStep {
  readonly contacts: Contacts;
  readonly moves: readonly KeyMove[];
}

export const openContacts: Contacts = contactsHeld([], 0);

/** Contacts as a panel reports them when it becomes ready. */
export function contactsHeld(held: readonly Key[], now: number): Contacts {
  const entries = KEYS.map((key) => [key, { raw: held.includes(key), since: now, down: held.includes(key) }]);
  return Object.fromEntries(entries) as Contacts;
}

/**
 * One raw edge. A press counts from its first contact, so a press of 30 ms is seen and none waits for the contacts
 * to calm down; a release counts once they have stayed open, so one physical press is one press (W10).
 */
export function touch(contacts: Contacts, edge: KeyMove, now: number): ContactStep {
  const settled = settle(contacts, now);
  const contact = settled.contacts[edge.key];
  if (contact.raw === edge.down) return settled;
  const pressed = edge.down && !contact.down;
  const next: Contact = { raw: edge.down, since: now, down: contact.down || edge.down };
  return {
    contacts: { ...settled.contacts, [edge.key]: next },
    moves: pressed ? [...settled.moves, edge] : settled.moves,
  };
}

/** Releases whose contacts have stayed open long enough. */
export function settle(contacts: Contacts, now: number): ContactStep {
  const released = KEYS.filter((key) => isOpening(contacts[key]) && now >= contacts[key].since + BOUNCE_MS);
  if (released.length === 0) return { contacts, moves: [] };
  const next = { ...contacts };
  for (const key of released) next[key] = { ...contacts[key], down: false };
  return { contacts: next, moves: released.map((key) => ({ key, down: false })) };
}

/** When `settle` has something to say next. */
export function settlesAt(contacts: Contacts): number | undefined {
  const opening = KEYS.map((key) => contacts[key]).filter(isOpening);
  return opening.length === 0 ? undefined : Math.min(...opening.map(({ since }) => since + BOUNCE_MS));
}

const isOpening = ({ raw, down }: Contact): boolean => down && !raw;
