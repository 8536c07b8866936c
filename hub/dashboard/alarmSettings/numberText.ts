/** What a number typed into a field may be. */
export interface NumberRule {
  readonly least: number;
  readonly most: number;
  /** No fractions. */
  readonly whole: boolean;
}

/** The number that was typed, full-width digits too; nothing where it breaks the rule. */
export function numberOf(typed: string, { least, most, whole }: NumberRule): number | undefined {
  const text = typed.normalize('NFKC').trim();
  if (!(whole ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,3})?$/).test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}
