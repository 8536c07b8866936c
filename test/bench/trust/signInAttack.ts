import { type BenchOptions, inFolder, type RunningHub, withHub } from '../ground.js';
import type { LiveTrust } from '../liveCounter.js';
import { type Figure, quantile } from '../report.js';
import { seedHub } from '../seed.js';
import { underAttack } from './attack.js';
import type { AttackReport } from './attackMessages.js';
import { beyondAllowed, ratios, times } from './beside.js';
import { certify, firstAccount, TRUSTED_FLAGS } from './initialised.js';
import { makeKnown } from './knownBoxes.js';
import { type ServedCounter, withServedCounter } from './servedCounter.js';
import { Supervisor } from './supervisor.js';

const CLIENTS = 20;
const NAMES = 5_000;
const WINDOWS = 200;
const ATTACKS = {
  'at many names': Array.from({ length: NAMES }, (_, index) => `clerk.${index}`),
  'at one name': ['boss'],
} as const;
type Attack = keyof typeof ATTACKS;
const ATTACK_NAMES = Object.keys(ATTACKS) as Attack[];

interface Stretch {
  readonly offers: readonly number[];
  /** How late the hub's main thread was, p99, ms. */
  readonly lagMs: number;
  /** Passwords that were verified, a second. */
  readonly verified: number;
  /** Attempts refused without that, a second. */
  readonly refused: number;
}

type Run = Record<Attack | 'idle', Stretch>;

/**
 * How soon a window is offered while twenty clients, as if from ever other addresses, try passwords without pause, beside
 * the same hub when nobody does. The attackers share the processors with the hub here, their handshakes too.
 */
export async function measureSignInAttack(options: BenchOptions): Promise<Figure[]> {
  const runs: Run[] = [];
  for (let run = 0; run < options.runs; run++) {
    const found = await inFolder((folder) => oneRun(folder, options));
    runs.push(found);
    for (const [name, { offers, verified, refused, lagMs }] of Object.entries(found))
      options.say(
        `  sign-in attack, ${name}: window offered p50/p99 ${quantile(offers, 0.5).toFixed(1)}/` +
          `${quantile(offers, 0.99).toFixed(1)} ms, main thread late ${lagMs.toFixed(1)} ms, ` +
          `${verified.toFixed(1)}/s verified, ${refused.toFixed(0)}/s refused`,
      );
  }
  return [
    ...times(
      'issuance → offered window, no attack',
      runs.map(({ idle }) => idle.offers),
    ),
    ...lag(
      'no attack',
      runs.map(({ idle }) => idle),
    ),
    ...ATTACK_NAMES.flatMap((name) => attackFigures(name, runs)),
  ];
}

function attackFigures(attack: Attack, runs: readonly Run[]): Figure[] {
  const name = `issuance → offered window, attack ${attack}`;
  const stretches = runs.map((run) => run[attack]);
  const beside = runs.map((run) => ({ without: run.idle.offers, with: run[attack].offers }));
  return [
    ...times(
      name,
      stretches.map(({ offers }) => offers),
    ),
    ...ratios(`${name} ÷ none`, beside),
    beyondAllowed(name, beside),
    ...lag(`attack ${attack}`, stretches),
    {
      name: `attack ${attack}: passwords verified`,
      unit: '/s',
      runs: stretches.map(({ verified }) => verified),
    },
    {
      name: `attack ${attack}: refused unverified`,
      unit: '/s',
      runs: stretches.map(({ refused }) => refused),
    },
  ];
}

const lag = (name: string, stretches: readonly Stretch[]): Figure[] => [
  {
    name: `main thread of the hub late, ${name}, p99`,
    unit: 'ms',
    runs: stretches.map(({ lagMs }) => lagMs),
  },
];

async function oneRun(folder: string, { quick, profile }: BenchOptions): Promise<Run> {
  const { siteFile } = seedHub(folder, 1, 0);
  const authority = certify(folder);
  const given = await firstAccount(folder);
  const box = makeKnown(folder, ['live-1']).get('live-1');
  if (box?.credentials === undefined) throw new Error('the box of the counter has no certificate');
  const { keys, credentials } = box;
  return withHub({ folder, siteFile, flags: TRUSTED_FLAGS, profile }, async (hub) => {
    const supervisor = await Supervisor.signIn(hub.http, authority, given);
    const trust: LiveTrust = { keys, credentials, ask: await supervisor.businessSystem('live') };
    return withServedCounter({ ...hub, series: 'A', trust }, (counter) =>
      allStretches(new Watch(hub, authority, supervisor, counter), quick ? WINDOWS / 5 : WINDOWS),
    );
  });
}

async function allStretches(watch: Watch, windows: number): Promise<Run> {
  return {
    idle: await watch.idle(windows),
    'at many names': await watch.attacked('at many names', windows),
    'at one name': await watch.attacked('at one name', windows),
  };
}

class Watch {
  constructor(
    private readonly hub: RunningHub,
    private readonly authority: string,
    private readonly supervisor: Supervisor,
    private readonly counter: ServedCounter,
  ) {}

  async idle(windows: number): Promise<Stretch> {
    return (await this.stretch(windows))({});
  }

  async attacked(attack: Attack, windows: number): Promise<Stretch> {
    const { hub, authority } = this;
    const order = { http: hub.http, authority, clients: CLIENTS, names: ATTACKS[attack] };
    const { result, answers } = await underAttack(order, () => this.stretch(windows));
    return result(answers);
  }

  /** What was found, as soon as the attackers say what they were answered. */
  private async stretch(windows: number): Promise<(answers: AttackReport) => Stretch> {
    await this.lagMs();
    const begun = performance.now();
    const offers = await this.counter.offersDuring(() => this.counter.windows(windows));
    const seconds = (performance.now() - begun) / 1000;
    const lagMs = await this.lagMs();
    return (answers) => {
      const { 401: verified = 0, ...others } = answers;
      const refused = Object.values(others).reduce((sum, count) => sum + count, 0);
      return { offers, lagMs, verified: verified / seconds, refused: refused / seconds };
    };
  }

  /** Since it was asked the last time. */
  private async lagMs(): Promise<number> {
    const metrics = await this.supervisor.ask('GET', '/metrics');
    const [, seconds] = /^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)$/m.exec(metrics) ?? [];
    return Number(seconds) * 1000;
  }
}
