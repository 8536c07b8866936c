import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';
import type { AttackOrder, AttackReport } from './attackMessages.js';

/** Runs the work while a process of its own tries passwords; what it was answered meanwhile. */
export async function underAttack<T>(
  order: AttackOrder,
  work: () => Promise<T>,
): Promise<{ result: T; answers: AttackReport }> {
  const program = join(packageRoot(), '.build/test/bench/trust/attackProcess.js');
  const child = fork(program, [JSON.stringify(order)], { execArgv: [] });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the attack ended by itself with status ${String(code)}`);
  });
  gone.catch(() => undefined);
  try {
    const result = await Promise.race([work(), gone]);
    const told = once(child, 'message') as Promise<[AttackReport]>;
    child.send('end');
    const [answers] = await Promise.race([told, gone]);
    return { result, answers };
  } finally {
    child.kill('SIGKILL');
  }
}
