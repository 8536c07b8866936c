/** On anything but a terminal, work that takes less is only mentioned when it is done. */
const QUIET_MS = 2000;

/**
 * @param {string} title such as `installing npm packages`
 * @param {number} ms
 */
export const runningLine = (title, ms) => `${title} … ${Math.floor(ms / 1000)} s`;

/**
 * @param {string} title
 * @param {number} ms
 * @param {boolean} ok
 */
export const endLine = (title, ms, ok) =>
  `${title}: ${ok ? 'done in' : 'failed after'} ${(ms / 1000).toFixed(ms < 9950 ? 1 : 0)} s`;

/**
 * Does `work` and says so: on a terminal one line that counts the seconds, elsewhere a line at the end
 * and, for work of more than 2 s, one at its beginning.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {{ write(text: string): unknown, isTTY?: boolean }} [output]
 * @returns {Promise<T>}
 */
export async function step(title, work, output = process.stdout) {
  const begin = performance.now();
  const elapsed = () => performance.now() - begin;
  const terminal = output.isTTY === true;
  const show = () => output.write(`\r\x1b[K${runningLine(title, elapsed())}`);
  const ticker = terminal
    ? setInterval(show, 1000)
    : setTimeout(() => output.write(`${title} …\n`), QUIET_MS);
  if (terminal) show();
  let ok = false;
  try {
    const result = await work();
    ok = true;
    return result;
  } finally {
    clearInterval(ticker);
    output.write(`${terminal ? '\r\x1b[K' : ''}${endLine(title, elapsed(), ok)}\n`);
  }
}
