/** What an account may, and where, as the journal says it; `verify` compares it with the account (D5). */
export const scopeText = ({
  roles,
  offices,
}: {
  readonly roles: readonly string[];
  /** `null` is every office. */
  readonly offices: readonly string[] | null;
}): string => `${roles.join(' ')} at ${offices === null ? 'every office' : offices.join(' ')}`.slice(0, 500);
