import { CodedError, messageOf } from '#platform/errors.js';

const PATIENCE_MS = 10_000;

/** Posts to the pages of a hub that the box speaks to without the broker. Throws `CodedError` `unreachable` when nobody answers. */
export async function postToHub(
  request: typeof fetch,
  { hub, path, unreachable }: { readonly hub: string; readonly path: string; readonly unreachable: string },
  body: object,
): Promise<Response> {
  try {
    return await request(new URL(path, hub), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new CodedError(unreachable, `no hub answers at ${hub}: ${messageOf(cause)}`, { cause: error });
  }
}
