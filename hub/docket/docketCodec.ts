import type { IssuanceKind } from '#contract/values.js';
import { compact, compactText, Reader, uuidBytes } from './compact.js';

/** What the hub needs to know an issuance again. Its box and the window it was offered with are not within: they seal it. */
export interface DocketContent {
  readonly issuance: string;
  readonly office: string;
  readonly counter: string;
  readonly kind: IssuanceKind;
  readonly number: string;
  readonly clerk: string;
  readonly service: string | null;
  readonly visit: string | null;
  readonly issuedMs: number;
  readonly receivedMs: number;
}

const KINDS: readonly IssuanceKind[] = ['receipt', 'notice'];

/** As few bytes as can be: at most 547 for the longest texts the contract allows, so that its docket has 768 characters. */
export function encodeDocket(content: DocketContent): Uint8Array {
  const { issuance, kind, issuedMs, receivedMs, office, counter, number, clerk, service, visit } = content;
  return compact([
    uuidBytes(issuance),
    Uint8Array.of(KINDS.indexOf(kind)),
    momentBytes(issuedMs),
    momentBytes(receivedMs),
    ...[office, counter, number, clerk, service, visit].map(compactText),
  ]);
}

/** Undefined for what `encodeDocket` never makes. */
export function decodeDocket(bytes: Uint8Array): DocketContent | undefined {
  const reader = new Reader(bytes);
  const issuance = reader.uuid();
  const kind = KINDS[reader.byte()];
  const issuedMs = reader.integer(MOMENT_BYTES);
  const receivedMs = reader.integer(MOMENT_BYTES);
  const [office, counter, number, clerk] = [reader.text(), reader.text(), reader.text(), reader.text()];
  const [service, visit] = [reader.text(), reader.text()];
  if (!reader.wasWhole() || kind === undefined) return undefined;
  if (office === null || counter === null || number === null || clerk === null) return undefined;
  return { issuance, office, counter, kind, number, clerk, service, visit, issuedMs, receivedMs };
}

/** Unix milliseconds until the year 10889. */
const MOMENT_BYTES = 6;

function momentBytes(ms: number): Uint8Array {
  const bytes = new Uint8Array(MOMENT_BYTES);
  for (let index = MOMENT_BYTES - 1, rest = ms; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}
