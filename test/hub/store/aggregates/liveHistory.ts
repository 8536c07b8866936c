import type { IssuanceRequest, IssuanceResult } from '#contract/api.js';
import type { BoxEvent, EventBody } from '#contract/events.js';
import { timestamp } from '#platform/clock.js';
import { type Random, weighted } from '../../../../simulators/random.js';
import type { BoxDouble, HubRig } from '../../../support/hubRig.js';
import { pick } from './randomQuestions.js';

interface Issued extends IssuanceRequest {
  readonly issuance: string;
  readonly window: string;
  readonly offered: string;
  readonly box: string | undefined;
  readonly issuedMs: number;
}

const COUNTERS = [
  ...['1', '2', '3', '4', '5', '6'].map((counter) => ({ office: 'east', counter })),
  { office: 'west', counter: '1' },
];
const BOXES = ['box-1', 'box-2', 'box-3', 'box-4', 'box-5', 'box-w1'];
const DAY_MS = 86_400_000;

/**
 * Random days at a hub: documents issued now and back-dated, windows opened, joined, made longer, rated, silent, missed and
 * cancelled, reports late, doubled and overtaken, documents voided, ratings excluded and taken back, boxes cut off and
 * moved, refused requests among good ones, and restarts, some after weeks.
 */
export class LiveHistory {
  /** Everything that boxes reported, also what the hub would not count. */
  readonly reported: BoxEvent[] = [];
  /** Windows whose rating is out of the figures. */
  readonly excluded = new Set<string>();
  private readonly issued: Issued[] = [];
  /** Of which no box has said anything. */
  private silent: Issued[] = [];
  private readonly boxes: ReadonlyMap<string, BoxDouble>;
  private late: Array<() => void> = [];
  private numbers = 0;

  constructor(
    private readonly rig: HubRig,
    private readonly random: Random,
    /** The window that was offered with an issuance. */
    private readonly offeredWith: (issuance: string) => string,
  ) {
    this.boxes = new Map(BOXES.map((id) => [id, rig.box(id, id === 'box-w1' ? 'west' : 'east').online()]));
  }

  async step(): Promise<void> {
    const action = weighted<() => Promise<void> | void>(this.random, [
      [() => this.serve(), 9],
      [() => this.several(), 2],
      [() => this.report(), 4],
      [() => this.join(), 3],
      [() => this.voidOne(), 2],
      [() => this.exclude(), 4],
      [() => this.status(), 2],
      [() => this.move(), 1],
      [() => this.rig.clock.advance(Math.floor(this.random() * 100_000)), 3],
      [() => this.deliverLate(), 3],
      [() => this.restart(), 1],
    ]);
    await action();
    await this.rig.settle();
  }

  /** A document with all that follows from it, or a part of it, or later. */
  private async serve(): Promise<void> {
    const issued = await this.issue();
    if (issued?.box === undefined) return;
    if (this.random() < 0.2) {
      this.silent.push(issued);
      return;
    }
    const openedMs = issued.issuedMs + Math.floor(this.random() * 3_000);
    const window = issued.offered;
    const afterMs = Math.floor(this.random() * 29_000) + (this.random() < 0.2 ? 0.5 : 0);
    const bodies: Array<readonly [EventBody, number]> = [
      [{ kind: 'opened', window, issuance: issued.issuance, lengthMs: 30_000 }, openedMs],
    ];
    if (this.random() < 0.2)
      bodies.push([{ kind: 'extended', window, afterMs: 100, closesAfterMs: 60_000 }, openedMs + 100]);
    bodies.push([this.ending(window, afterMs), openedMs + Math.round(afterMs)]);
    if (this.random() < 0.1) bodies.reverse();
    if (this.random() < 0.15) bodies.pop();
    for (const [body, atMs] of bodies) this.say(issued.box, body, atMs);
  }

  private ending(window: string, afterMs: number): EventBody {
    return weighted<() => EventBody>(this.random, [
      [
        () => ({
          kind: 'rated',
          window,
          level: pick(this.random, [5, 5, 5, 4, 4, 3, 2, 1] as const),
          afterMs,
        }),
        6,
      ],
      [() => ({ kind: 'expired', window, afterMs }), 3],
      [() => ({ kind: 'cancelled', window }), 1],
      [
        () => ({
          kind: 'missed',
          window,
          reason: pick(this.random, ['late', 'box-fault', 'interrupted'] as const),
        }),
        1,
      ],
    ])();
  }

  /** Several at once, among them one that the hub refuses when it comes to store it. */
  private async several(): Promise<void> {
    const known = this.issued.at(-1);
    const refused = known === undefined ? [] : [this.post({ ...requestOf(known), clerk: 'somebody-else' })];
    await Promise.all([this.serve(), ...refused, this.serve(), this.exclude(), this.voidOne()]);
  }

  /** Any report about any window, most of which come out of turn. */
  private report(): void {
    const issued = this.anyIssued();
    if (issued?.box === undefined) return;
    const window = this.random() < 0.5 ? issued.window : issued.offered;
    const afterMs = Math.floor(this.random() * 30_000);
    const body = pick<EventBody>(this.random, [
      { kind: 'opened', window, issuance: issued.issuance, lengthMs: 30_000 },
      { kind: 'extended', window, afterMs: 20_000, closesAfterMs: 60_000 },
      { kind: 'presses', window, extra: 2 },
      this.ending(window, afterMs),
    ]);
    this.say(issued.box, body, issued.issuedMs + afterMs);
  }

  /** A box joins the document of a window it never opened to another one of its windows. */
  private join(): void {
    const joining = this.silent.shift();
    const target = this.issued.findLast(
      ({ box, issuance }) => box === joining?.box && issuance !== joining?.issuance,
    );
    if (target?.box === undefined || joining === undefined) return;
    const { issuance, offered, issuedMs } = joining;
    this.say(
      target.box,
      { kind: 'joined', window: target.window, issuance, offered, afterMs: 5_000 },
      issuedMs,
    );
  }

  private async voidOne(): Promise<void> {
    const issued = this.anyIssued();
    if (issued !== undefined)
      await this.rig.post(`/issuances/${issued.office}/${issued.kind}/${issued.number}/void`);
  }

  private async exclude(): Promise<void> {
    const issued = this.anyIssued();
    if (issued === undefined) return;
    const isOut = this.excluded.has(issued.window);
    const { status } = isOut
      ? await this.rig.post(`/ratings/${issued.window}/restore`, { by: 'director' })
      : await this.rig.post(`/ratings/${issued.window}/exclude`, { by: 'director', reason: 'test' });
    if (status !== 200) return;
    if (isOut) this.excluded.delete(issued.window);
    else this.excluded.add(issued.window);
  }

  private status(): void {
    const lost = this.random() < 0.5;
    for (const box of lost ? [this.anyBox()] : this.boxes.values()) box.status(lost ? 'lost' : 'online');
  }

  private async move(): Promise<void> {
    const place = pick(this.random, [
      { office: 'east' },
      { office: 'east', counter: '6' },
      { office: 'west' },
      ...COUNTERS,
    ]);
    await this.rig.post(`/boxes/${this.anyBox().id}/move`, place);
  }

  private deliverLate(): void {
    const late = this.late;
    this.late = [];
    for (const deliver of late) deliver();
  }

  private async restart(): Promise<void> {
    await this.rig.stop();
    this.rig.clock.advance(Math.floor(this.random() ** 3 * 60 * DAY_MS));
    await this.rig.restart();
    for (const box of this.boxes.values()) if (this.random() < 0.8) box.online();
  }

  private async issue(): Promise<Issued | undefined> {
    const { random, rig } = this;
    const back = random() < 0.3 ? Math.floor(random() * 6.5 * DAY_MS) : 0;
    const request: IssuanceRequest = {
      ...pick(random, COUNTERS),
      kind: random() < 0.7 ? 'receipt' : 'notice',
      number: `N${++this.numbers}`,
      clerk: pick(random, ['lin', 'wu', 'chen']),
      issuedAt: timestamp(rig.clock.wall() - back),
      ...(random() < 0.6 ? { service: pick(random, ['household', 'seal', '戶籍 謄本']) } : {}),
      ...(random() < 0.1 ? { visit: `v${Math.floor(this.numbers / 4)}` } : {}),
    };
    const { status, body } = await this.post(request);
    if (status !== 201) return undefined;
    const { issuance, window } = body;
    const offered = this.offeredWith(issuance);
    const { box } = window;
    const issued = {
      ...request,
      issuance,
      window: window.id,
      offered,
      box,
      issuedMs: rig.clock.wall() - back,
    };
    this.issued.push(issued);
    return issued;
  }

  private post(request: IssuanceRequest): Promise<{ status: number; body: IssuanceResult }> {
    return this.rig.post<IssuanceResult>('/issuances', request);
  }

  /** Now, twice, or kept for later. */
  private say(id: string, body: EventBody, atMs: number): void {
    const box = this.boxes.get(id);
    if (box === undefined) throw new Error(`${id} is none of the boxes`);
    const event = box.event(body, { at: timestamp(atMs) });
    this.reported.push(event);
    if (this.random() < 0.15) this.late.push(() => box.send(event));
    else box.send(event);
    if (this.random() < 0.1) this.late.push(() => box.send(event));
  }

  private anyIssued(): Issued | undefined {
    return this.issued.length === 0 ? undefined : pick(this.random, this.issued.slice(-40));
  }

  private anyBox(): BoxDouble {
    return pick(this.random, [...this.boxes.values()]);
  }
}

function requestOf({
  office,
  counter,
  kind,
  number,
  clerk,
  issuedMs,
  service,
  visit,
}: Issued): IssuanceRequest {
  return {
    office,
    counter,
    kind,
    number,
    clerk,
    issuedAt: timestamp(issuedMs),
    ...(service === undefined ? {} : { service }),
    ...(visit === undefined ? {} : { visit }),
  };
}
