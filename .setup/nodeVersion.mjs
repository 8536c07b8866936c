/** Oldest Node the product runs on; the same as `engines` in package.json. */
export const OLDEST_NODE = '20.19';

/**
 * Whether this Node will do.
 * @param {string} version such as `20.19.3` or `v22.1.0`
 * @returns {string | undefined} what is wrong, in one line
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Node ${OLDEST_NODE} or newer is needed; this is ${version}`;
}
