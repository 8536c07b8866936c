import {
  isVaried,
  normalised,
  PHRASE,
  SHORTEST,
  SHORTEST_OF_ADMINISTRATORS,
} from '../../access/passwordRules.js';

export interface Typed {
  readonly next: string;
  readonly current: string;
  readonly account: string;
  /** Whose passwords are longer (P2). */
  readonly administrator: boolean;
}

/** One rule of a new password, and whether what is typed meets it. */
export interface Check {
  readonly rule: 'long' | 'varied' | 'notAccount' | 'notSame';
  readonly met: boolean;
  /** The number in the rule, where there is one. */
  readonly count: number;
}

/** Every rule that can be judged before the hub is asked; nothing typed meets none. */
export function passwordChecks({ next, current, account, administrator }: Typed): readonly Check[] {
  const text = normalised(next);
  const least = administrator ? SHORTEST_OF_ADMINISTRATORS : SHORTEST;
  const typed = text !== '';
  return [
    { rule: 'long', met: [...text].length >= least, count: least },
    { rule: 'varied', met: typed && isVaried(text), count: PHRASE },
    { rule: 'notAccount', met: typed && text.toLowerCase() !== account, count: 0 },
    { rule: 'notSame', met: typed && text !== normalised(current), count: 0 },
  ];
}
