/** Issues a receipt as a business system would, over HTTP. Throws when the hub does not take it. */
export async function issueReceipt(
  http: string,
  office: string,
  counter: string,
  number: string,
  /** Knows what the hub asks of a business system, where it asks for anything. */
  ask: typeof fetch = fetch,
): Promise<void> {
  const response = await ask(`${http}/api/v1/issuances`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ office, counter, kind: 'receipt', number, clerk: 'clerk-1' }),
  });
  if (response.status !== 201)
    throw new Error(`the hub answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
}
