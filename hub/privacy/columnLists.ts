/** What is counted in every table of counts alike. */
const COUNTS =
  'c5 c4 c3 c2 c1 expired cancelled box_offline late box_fault no_box interrupted extended flagged x5 x4 x3 x2 x1 ' +
  'answer_ms answer1s answer5s answer10s answer20s answer_later';

/** Names of columns from a list with blanks between. */
export const words = (list: string): readonly string[] => list.split(' ').filter((name) => name !== '');

/** The same, with the columns of counts after them. */
export const cells = (list: string): readonly string[] => [...words(list), ...words(COUNTS)];
