/** A terminal that keeps what a command says. */
export function spokenTerminal() {
  const said = { out: '', err: '' };
  return {
    said,
    out: (text: string): void => {
      said.out += text;
    },
    err: (text: string): void => {
      said.err += text;
    },
    environment: {},
  };
}
