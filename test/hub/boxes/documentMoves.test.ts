import { describe, expect, it } from 'vitest';
import { type EnrolmentOffer, enrolmentStatement } from '#contract/enrolment.js';
import type { RatingView } from '#contract/records.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { Level } from '#contract/values.js';
import type { AssignmentView, BoxView } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { signText } from '../../../device/identity.js';
import { citySite, type Office, TRANSFERS, type Transfer } from '../../support/documentMoves.js';
import { HubRig } from '../../support/hubRig.js';
import { SealingBox } from '../../support/sealingBox.js';

type Page<T> = { items: T[] };
const DAY_MS = 86_400_000;
const EVERY = '?limit=500';

interface Standing {
  readonly box: SealingBox;
  office: Office;
  counter: string;
}

/** What was known of a time before the next move. */
interface Era {
  readonly from: string;
  readonly to: string;
  readonly figures: readonly unknown[];
}

/** The city as the document tells it, box by box. */
class City {
  readonly boxes: Standing[] = [];
  readonly eras: Era[] = [];

  private constructor(
    private readonly rig: HubRig,
    private readonly clock: ManualClock,
  ) {}

  static async start(): Promise<City> {
    const clock = new ManualClock(TRANSFERS[0]?.at);
    return new City(await HubRig.start(citySite, undefined, clock), clock);
  }

  async play(transfer: Transfer): Promise<void> {
    this.clock.jumpWall(transfer.at - this.clock.wall());
    if (transfer.from === 'new') await this.buy(transfer);
    else await this.move(transfer);
  }

  /** One citizen at every box, a day after the last move, and the figures of that day. */
  async serve(): Promise<void> {
    this.clock.jumpWall(DAY_MS);
    const from = new Date(this.clock.wall()).toISOString();
    await Promise.all(this.boxes.map((standing, index) => this.rate(standing, index)));
    await this.rig.settle();
    const to = new Date(this.clock.wall() + 1).toISOString();
    this.eras.push({ from, to, figures: await this.figures({ from, to }) });
  }

  /** Figures of every office and each of its counters, and every rating, in a time. */
  async figures({ from, to }: Pick<Era, 'from' | 'to'>): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const { id } of citySite.offices) {
      const period = `from=${from}&to=${to}`;
      found.push(await this.rig.get<StatisticsView>(`/statistics?office=${id}&by=counter&${period}`));
      found.push(await this.rig.get<Page<RatingView>>(`/ratings${EVERY}&office=${id}&${period}`));
    }
    return found;
  }

  async equipped(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { office, counter } of (await this.rig.get<Page<BoxView>>(`/boxes${EVERY}`)).items) {
      expect(counter).toBeDefined();
      counts.set(office, (counts.get(office) ?? 0) + 1);
    }
    return counts;
  }

  async everEquipped(): Promise<ReadonlySet<string>> {
    const offices = new Set<string>();
    for (const { box } of this.boxes) {
      const { items } = await this.rig.get<Page<AssignmentView>>(`/boxes/${box.id}/assignments`);
      for (const { office } of items) offices.add(office);
    }
    return offices;
  }

  restart(): Promise<void> {
    return this.rig.restart();
  }

  private async buy({ to, boxes = 0 }: Transfer): Promise<void> {
    for (let n = 0; n < boxes; n++) {
      const office = to[n % to.length] as Office;
      const id = `v-${String(this.boxes.length + 1).padStart(2, '0')}`;
      const counter = this.freeCounter(office);
      const box = new SealingBox(this.rig, id, office);
      await this.enrol(box, office, counter);
      this.boxes.push({ box: box.online(), office, counter });
    }
    await this.rig.settle();
  }

  private async enrol({ id, keys }: SealingBox, office: Office, counter: string): Promise<void> {
    const { body } = await this.rig.post<EnrolmentOffer>(`/boxes/${id}/enrolment`, { office, counter });
    const { publicKey } = keys;
    const proof = signText(enrolmentStatement(body.code, publicKey), keys);
    const { status } = await this.rig.post('/enrolments', { code: body.code, publicKey, proof });
    expect(status).toBe(201);
  }

  private async move({ from, to }: Transfer): Promise<void> {
    const leaving = this.boxes.filter(({ office }) => from.includes(office));
    for (const [n, standing] of leaving.entries()) {
      const office = to[n % to.length] as Office;
      const counter = this.freeCounter(office);
      const { status } = await this.rig.post(`/boxes/${standing.box.id}/move`, { office, counter });
      expect(status).toBe(200);
      Object.assign(standing, { office, counter });
      standing.box.double.office = office;
      standing.box.online();
    }
    await this.rig.settle();
  }

  private freeCounter(office: Office): string {
    const taken = new Set(
      this.boxes.filter((standing) => standing.office === office).map(({ counter }) => counter),
    );
    const free = citySite.offices.find(({ id }) => id === office)?.counters.find(({ id }) => !taken.has(id));
    if (free === undefined) throw new Error(`no counter is free at ${office}`);
    return free.id;
  }

  private async rate({ box, office, counter }: Standing, index: number): Promise<void> {
    const { window, issuance } = await this.rig.issue(counter, { office, clerk: `${office}-${counter}` });
    const opened = box.next({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    const ended =
      index % 7 === 6
        ? box.next({ kind: 'expired', window: window.id, afterMs: 30_000 })
        : box.next({ kind: 'rated', window: window.id, level: ((index % 5) + 1) as Level, afterMs: 0 });
    await box.say(opened, ended);
  }
}

describe('B5 the moves of the document', () => {
  it('replayed: 6 of 29 offices have boxes in the end, 15 ever had, and every figure before stays what it was', async () => {
    const city = await City.start();
    for (const transfer of TRANSFERS) {
      await city.play(transfer);
      for (const era of city.eras) expect(await city.figures(era)).toEqual(era.figures);
      await city.serve();
    }
    await city.restart();
    for (const era of city.eras) expect(await city.figures(era)).toEqual(era.figures);
    expect(city.eras.flatMap(({ figures }) => ratedOf(figures))).toContain(1);

    expect(citySite.offices).toHaveLength(29);
    expect(citySite.offices.flatMap(({ counters }) => counters)).toHaveLength(370);
    expect(Object.fromEntries(await city.equipped())).toEqual({
      nantun: 4,
      dongshi: 4,
      west: 14,
      daya: 13,
      wufeng: 13,
      qingshui: 10,
    });
    expect((await city.everEquipped()).size).toBe(15);
  }, 120_000);

  it('each era has ratings exactly at the offices that had boxes then', async () => {
    const city = await City.start();
    const seen: string[][] = [];
    for (const transfer of TRANSFERS) {
      await city.play(transfer);
      await city.serve();
      const figures = (city.eras.at(-1)?.figures ?? []) as StatisticsView[];
      seen.push(
        figures.filter(({ total }) => (total?.windows ?? 0) > 0).map(({ asked }) => asked.office ?? ''),
      );
      expect(figures.flatMap(({ total }) => total?.missed ?? [])).not.toContain(1);
    }
    expect(seen.map((offices) => offices.sort())).toEqual([
      ['central', 'daya', 'east', 'longjing', 'taiping', 'wuqi'],
      ['dajia', 'fengyuan', 'longjing', 'taiping', 'xinshe'],
      ['dajia', 'fengyuan', 'shengang', 'taiping', 'xinshe'],
      ['dajia', 'dongshi', 'fengyuan', 'nantun', 'shengang', 'xinshe'],
      ['daya', 'dongshi', 'nantun', 'west', 'wufeng'],
      ['daya', 'dongshi', 'nantun', 'qingshui', 'west', 'wufeng'],
    ]);
  }, 120_000);
});

/** How many were rated at each counter. */
const ratedOf = (figures: readonly unknown[]): number[] =>
  (figures as Array<Partial<StatisticsView>>).flatMap(({ groups = [] }) =>
    groups.map(({ figures }) => figures?.rated ?? 0),
  );
