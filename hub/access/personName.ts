/** What the journal calls whoever is no person: the programs, the machine itself, and nobody. */
const NO_PERSON = /^(rating-(hub|box|sim)( .*)?|token( .*)?|demonstration|nobody|\p{Pd}+)$/iu;

/**
 * A person's name as the journal shows it, or undefined for one that the hub itself goes by. Signs that cannot be seen, and
 * other forms of the same letters, are no way to be called as somebody else is (Unicode NFKC).
 */
export function personName(given: string): string | undefined {
  const name = given
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return name === '' || NO_PERSON.test(name) ? undefined : name;
}
