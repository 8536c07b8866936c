/** One thing wrong with a message: where (JSON Pointer, empty for the whole) and what was expected there. */
export interface Fault {
  readonly path: string;
  readonly reason: string;
}

export type ContractErrorCode = 'too-large' | 'not-json' | 'unknown-kind' | 'invalid' | 'bad-topic';

/** A message that breaks the contract. `code` is stable; `faults` names each place and what was expected. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor(
    readonly code: ContractErrorCode,
    readonly faults: readonly Fault[],
  ) {
    super(faults.map(({ path, reason }) => (path === '' ? reason : `${path} ${reason}`)).join('; '));
  }
}
