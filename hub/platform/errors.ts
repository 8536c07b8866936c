/**
 * An error a person or a program outside can act on. `code` is stable and namespaced by area
 * (`settings/…`, `store/…`, `issuance/…`); the message names what was wrong and what was expected.
 */
export class CodedError extends Error {
  override readonly name: string = 'CodedError';

  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The `code` Node puts on system errors, such as `EADDRINUSE`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
