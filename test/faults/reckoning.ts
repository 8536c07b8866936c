import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AlarmView } from '#contract/alarms.js';
import type { RatingView } from '#contract/records.js';
import type { BoxView, WindowView } from '#contract/views.js';
import { systemClock } from '#platform/clock.js';
import type { Citizens } from './citizens.js';
import { type Evidence, type HeldEvent, outboxState, readHub } from './evidence.js';
import type { Office } from './office.js';
import { pause } from './pause.js';

/** How long it took from the last fault's end, ms. */
export interface Recovery {
  /** Until each counter had served one citizen to the thanks. */
  readonly servedMs: number;
  /** Then, until every box had brought everything home. */
  readonly homeMs: number;
}

const PATIENCE_MS = 180_000;
/** Longer than any window and the hub's patience with it, and than any clock was wrong. */
const LONG_AFTER_MS = 2 * 3_600_000;

/** Every counter serves a citizen as if nothing had been. */
export async function serveAgain(people: readonly Citizens[]): Promise<Pick<Recovery, 'servedMs'>> {
  const since = systemClock.monotonic();
  await Promise.all(
    people.map(async (citizens) => {
      while (!(await citizens.one()))
        if (systemClock.monotonic() - since > PATIENCE_MS)
          throw new Error(`a counter did not serve anybody within ${PATIENCE_MS} ms of the last fault`);
    }),
  );
  return { servedMs: Math.round(systemClock.monotonic() - since) };
}

/** Waits until the hub has every event of every box and every box knows that. */
export async function bringHome({ api, counters }: Office): Promise<number> {
  const since = systemClock.monotonic();
  for (;;) {
    const { items } = await get<{ items: BoxView[] }>(`${api}/boxes`);
    const away = counters.flatMap(({ box, outbox }) => {
      const view = items.find(({ id }) => id === box);
      const own = outboxState(outbox);
      const home =
        view?.presence === 'online' &&
        view.missing === 0 &&
        view.contiguous === own?.lastSeq &&
        own.unsettled === 0;
      return home ? [] : [{ ...own, ...view }];
    });
    const waited = systemClock.monotonic() - since;
    if (away.length === 0) return Math.round(waited);
    if (waited > PATIENCE_MS)
      throw new Error(`not everything came home within ${PATIENCE_MS} ms: ${JSON.stringify(away)}`);
    await pause(100);
  }
}

/** Closes the office in order and takes down what everybody holds. */
export async function collect(office: Office, people: readonly Citizens[]): Promise<Evidence> {
  const { api, counters, clocks, hub } = office;
  await Promise.all(counters.map((counter) => counter.stop()));
  for (const counter of counters) office.look(counter);
  await arrived(office);
  // Windows that nobody reports end by the hub's own clock.
  clocks.set('hub', LONG_AFTER_MS);
  const windows = await ended(api);
  const [ratings, alarms] = [
    await all<RatingView>(`${api}/ratings?`),
    await all<AlarmView>(`${api}/alarms?source=rating&`),
  ];
  const { items: boxes } = await get<{ items: BoxView[] }>(`${api}/boxes`);
  await hub.stop();
  return {
    pressed: people.flatMap(({ pressed }) => pressed),
    thanked: people.flatMap(({ thanked }) => thanked),
    stored: inOrder(office),
    ...readHub(join(office.hubData, 'hub.db')),
    ratings,
    alarms,
    windows,
    boxes,
    damaged: office.damaged,
    restores: office.restores,
    blinded: office.blinded,
    incidents: office.incidents,
  };
}

/** What a box reports while it stops is acknowledged or comes with its next start, so it has one more. */
async function arrived(office: Office): Promise<void> {
  for (const counter of office.counters) counter.start();
  await bringHome(office);
  await Promise.all(office.counters.map((counter) => counter.kill()));
  for (const counter of office.counters) office.look(counter);
}

/** Outboxes that took each other's place stay in the order in which they were used; within one, numbers count. */
function inOrder({ stored }: Office): HeldEvent[] {
  const epochs = new Map<string, number>();
  for (const { event } of stored.values()) if (!epochs.has(event.epoch)) epochs.set(event.epoch, epochs.size);
  const rank = ({ event }: HeldEvent): number => epochs.get(event.epoch) ?? 0;
  return [...stored.values()].sort((a, b) => rank(a) - rank(b) || a.event.seq - b.event.seq);
}

async function ended(api: string): Promise<WindowView[]> {
  const until = systemClock.monotonic() + 20_000;
  for (;;) {
    const windows = await all<WindowView>(`${api}/windows?`);
    if (windows.every(({ state }) => state === 'ended') || systemClock.monotonic() > until) return windows;
    await pause(200);
  }
}

async function all<T>(address: string): Promise<T[]> {
  const found: T[] = [];
  for (let after = ''; ; ) {
    const page = await get<{ items: T[]; next?: string }>(`${address}limit=500${after}`);
    found.push(...page.items);
    if (page.next === undefined) return found;
    after = `&after=${page.next}`;
  }
}

async function get<T>(address: string): Promise<T> {
  const response = await fetch(address, { signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

export const hasVerify = (build: string): boolean => existsSync(join(build, 'hub/verifyCommand.js'));
