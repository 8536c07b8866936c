import { meetCitizen } from '../../simulators/people/citizen.js';
import { namedRandom, type Random } from '../../simulators/random.js';
import type { CounterUnderFire } from './counterUnderFire.js';
import type { Press } from './evidence.js';
import { pause } from './pause.js';

const SILENT = 0.06;
const VOIDED = 0.05;
const HOLD_MS = 60;
const INVITED_WITHIN_MS = 1_500;
/** Longer than a box hangs, so that a late thanks is seen as one. */
const THANKED_WITHIN_MS = 4_000;
const ANSWER_MS = 2_000;

/** One citizen after the other at one counter, and the clerk who issues their documents. */
export class Citizens {
  readonly pressed: Press[] = [];
  readonly thanked: Press[] = [];
  private readonly random: Random;
  private documents = 0;
  private over = false;

  constructor(
    private readonly counter: CounterUnderFire,
    private readonly api: string,
    seed: number,
  ) {
    this.random = namedRandom(seed, `citizens of ${counter.id}`);
  }

  async come(): Promise<void> {
    while (!this.over) await this.one(this.random() < SILENT, this.random() < VOIDED);
  }

  leave(): void {
    this.over = true;
  }

  /** Whether a citizen is invited, presses and is thanked, all being well. */
  one(silent = false, voided = false): Promise<boolean> {
    return this.serve(`F${this.counter.id}-${++this.documents}`, silent, voided);
  }

  private async serve(number: string, silent: boolean, voided: boolean): Promise<boolean> {
    const { counter } = this;
    const invited = counter.sees('invite', INVITED_WITHIN_MS);
    if (!(await this.post('/issuances', this.document(number)))) {
      await pause(100);
      return false;
    }
    if (!(await invited)) return false;
    await pause(this.random() * 150);
    if (voided) await this.post(`/issuances/east/receipt/${number}/void`, {});
    if (silent || voided) return false;
    return this.press();
  }

  /** The thanks is noted when the lamp is seen, as a citizen would. */
  private async press(): Promise<boolean> {
    const { counter } = this;
    const level = meetCitizen(this.random, { silence: 0, dissatisfaction: 0.4 }).level ?? 3;
    const press = { counter: counter.id, level };
    this.pressed.push(press);
    const accepted = counter.sees('accepted', THANKED_WITHIN_MS);
    counter.press(level, true);
    await pause(HOLD_MS);
    counter.press(level, false);
    const thanked = await accepted;
    if (thanked) this.thanked.push(press);
    return thanked;
  }

  private document(number: string): object {
    const { id } = this.counter;
    return { office: 'east', counter: id, kind: 'receipt', number, clerk: `clerk-${id}` };
  }

  /** A hub that is down or hangs is asked for the next document; this one nobody waits for. */
  private async post(path: string, body: object): Promise<boolean> {
    try {
      const response = await fetch(this.api + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}
