import type { IssuanceRequest } from '#contract/api.js';

const TIMEOUT_MS = 5_000;

/** The clerks' document system: tells the hub of each issuance over HTTP. False when the hub did not take it. */
export function issueAt(hub: string): (request: IssuanceRequest) => Promise<boolean> {
  return async (request) => {
    try {
      const response = await fetch(`${hub}/api/v1/issuances`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return response.ok;
    } catch {
      return false;
    }
  };
}
