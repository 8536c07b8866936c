import {
  type EnrolmentRequest,
  type EnrolmentResult,
  enrolmentResult,
  enrolmentStatement,
} from '#contract/enrolment.js';
import { parseJson } from '#contract/schema.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { postToHub } from './hubPost.js';
import { type Identity, type KeyPair, makeKeyPair, signText } from './identity.js';

export interface EnrolmentOptions {
  /** Address of the hub's pages, e.g. `http://hub.office:8080`. */
  readonly hub: string;
  readonly code: string;
  readonly fetch: typeof fetch;
  /** PEM of the authority that was compared by its fingerprint; absent where nothing is encrypted. */
  readonly met?: string | undefined;
  /** The pair the box has sealed events with that may be unsent (D5); without one it makes a new pair. */
  readonly keys?: KeyPair | undefined;
}

export interface Enrolment {
  readonly identity: Identity;
  readonly result: EnrolmentResult;
}

const ENROLMENTS = { path: '/api/v1/enrolments', unreachable: 'enrolment/unreachable' } as const;

/**
 * Makes a key pair, or takes the one the box made for itself, and has the hub know it as the box the code was made for
 * (B5). Rejects with `CodedError` `enrolment/unreachable` when no hub answers, `enrolment/refused` with the hub's reason,
 * or `enrolment/not-understood`. After a rejection the code may have been used: only the hub knows.
 */
export async function enrol({
  hub,
  code,
  fetch,
  met,
  keys = makeKeyPair(),
}: EnrolmentOptions): Promise<Enrolment> {
  const { publicKey } = keys;
  const proof = signText(enrolmentStatement(code, publicKey), keys);
  const request: EnrolmentRequest = { code, publicKey, proof };
  const answer = await postToHub(fetch, { ...ENROLMENTS, hub }, request);
  const body = await answer.text();
  if (!answer.ok) throw refusal(hub, answer.status, body);
  return conclude(hub, body, keys, met);
}

function refusal(hub: string, status: number, body: string): CodedError {
  let reason = `status ${status}`;
  try {
    const problem = parseJson(body) as { code?: unknown; detail?: unknown; title?: unknown };
    reason = [problem.code, problem.detail ?? problem.title].filter((part) => part !== undefined).join(': ');
  } catch {
    // Not one of our hubs: its status says what can be said.
  }
  return new CodedError('enrolment/refused', `the hub at ${hub} refused: ${reason}`);
}

function conclude(hub: string, body: string, keys: KeyPair, met: string | undefined): Enrolment {
  let result: EnrolmentResult;
  try {
    result = enrolmentResult.decode(body);
  } catch (error) {
    throw new CodedError(
      'enrolment/not-understood',
      `the answer of ${hub} is no enrolment: ${messageOf(error)}`,
      {
        cause: error,
      },
    );
  }
  const { box, office, mqtt, certificate, authority } = result;
  const { protocol, hostname, origin } = new URL(hub);
  const [scheme, port] = protocol === 'https:' ? (['mqtts', 8883] as const) : (['mqtt', 1883] as const);
  const broker = mqtt.url ?? `${scheme}://${hostname}:${mqtt.port ?? port}`;
  const papers = certificate === undefined || authority === undefined ? {} : { certificate, authority };
  const pages = met === undefined ? {} : { pages: { address: origin, authority: met } };
  return { identity: { box, office, hub: broker, ...keys, ...papers, ...pages }, result };
}
