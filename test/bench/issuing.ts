/** Issues a receipt as a business system would, over HTTP. Throws when the hub does not take it. */
export async function issueReceipt(
  http: string,
  office: string,
  counter: string,
  number: string,
): Promise<void> {
  const response = await fetch(`${http}/api/v1/issuances`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ office, counter, kind: 'receipt', number, clerk: 'clerk-1' }),
  });
  if (response.status !== 201)
    throw new Error(`the hub answered ${response.status}: ${await response.text()}`);
}
