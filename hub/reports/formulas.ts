/** The printed formulas in OpenFormula, for spreadsheets; cells are named as `ReportCell.formula` says. */

const Z = '1.959963984540054';
const Z_998 = '3.090232306167813';

export const sum = (...terms: readonly string[]): string => `(${terms.join('+')})`;
export const over = (numerator: string, denominator: string): string => `${numerator}/${denominator}`;

/** One end of the Wilson interval of x out of n, exactly 0 and 1 where the contract says so. */
export function wilsonEnd(x: string, n: string, end: 'low' | 'high'): string {
  const p = `(${x}/${n})`;
  const root = `${Z}*SQRT(${p}*(1-${p})/${n}+${Z}^2/(4*${n}^2))`;
  const bound = `(${p}+${Z}^2/(2*${n})${end === 'low' ? '-' : '+'}${root})/(1+${Z}^2/${n})`;
  return end === 'low' ? `IF(${x}=0;0;MAX(0;${bound}))` : `IF(${x}=${n};1;MIN(1;${bound}))`;
}

export const meanOf = (c: (level: number) => string, n: string): string =>
  `(5*${c(5)}+4*${c(4)}+3*${c(3)}+2*${c(2)}+${c(1)})/${n}`;

export function spreadOf(c: (level: number) => string, n: string, mean: string): string {
  const squares = [5, 4, 3, 2, 1].map((level) => `${c(level)}*(${level}-${mean})^2`).join('+');
  return `SQRT((${squares})/(${n}-1))`;
}

export const meanEnd = (mean: string, s: string, n: string, end: 'low' | 'high'): string =>
  end === 'low' ? `MAX(1;${mean}-${Z}*${s}/SQRT(${n}))` : `MIN(5;${mean}+${Z}*${s}/SQRT(${n}))`;

export const ratioOf = (x1: string, n1: string, x2: string, n2: string): string =>
  `(${x1}/${n1})/(${x2}/${n2})`;

export const ratioEnd = (
  ratio: string,
  counts: readonly [string, string, string, string],
  end: 'low' | 'high',
) => {
  const [x1, n1, x2, n2] = counts;
  return `${ratio}*EXP(${end === 'low' ? '-' : ''}${Z}*SQRT(1/${x1}-1/${n1}+1/${x2}-1/${n2}))`;
};

/** Limits of a share of n around a centre that is written as a number, `width` times as far as chance puts them. */
export function shareLimit(
  centre: number,
  n: string,
  z: number | '95' | '99.8',
  end: 'low' | 'high',
): string {
  const times = z === '95' ? Z : z === '99.8' ? Z_998 : String(z);
  const half = `${times}*SQRT(${centre}*(1-${centre})/${n})`;
  return end === 'low' ? `MAX(0;${centre}-${half})` : `MIN(1;${centre}+${half})`;
}

export function rateLimit(centre: number, windows: string, end: 'low' | 'high'): string {
  const half = `3*SQRT(${centre}/(${windows}/100))`;
  return end === 'low' ? `MAX(0;${centre}-${half})` : `${centre}+${half}`;
}
