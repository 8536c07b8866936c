import { type ChildProcess, spawn } from 'node:child_process';
import { messageOf, systemCode } from '#platform/errors.js';

export interface ChildExit {
  /** Ended by itself with status 0. */
  readonly ok: boolean;
  /** Why it did not, in one line: the last thing it said on standard error if there is any. */
  readonly detail: string;
  readonly stdout: string;
}

export interface RunningChild {
  /** Never rejects: a program that cannot be started is an exit that is not `ok`. */
  readonly exited: Promise<ChildExit>;
  /** Kills it and what it has started, at once. Harmless when it has ended. */
  kill(): void;
}

const KEPT_OUTPUT = 4096;

/**
 * Starts a program directly, never through a shell, in a process group of its own so that `kill` reaches
 * a wrapper's children too. Standard input is empty; the first 4096 characters of output and the last of
 * errors are kept. Never throws.
 */
export function startChild(command: readonly string[]): RunningChild {
  const [program = '', ...args] = command;
  try {
    return watch(
      program,
      spawn(program, args, {
        shell: false,
        // On Windows this would open a console window instead.
        detached: process.platform !== 'win32',
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  } catch (error) {
    const detail = `cannot start ${program}: ${messageOf(error)}`;
    return { exited: Promise.resolve({ ok: false, detail, stdout: '' }), kill: () => undefined };
  }
}

function watch(program: string, child: ChildProcess): RunningChild {
  let stdout = '';
  let stderr = '';
  let killed = false;
  let closed = false;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout = (stdout + text).slice(0, KEPT_OUTPUT);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_OUTPUT);
  });
  const exited = new Promise<ChildExit>((resolve) => {
    const end = (why: string | undefined): void =>
      resolve({ ok: why === undefined, detail: why ?? '', stdout });
    const failed = (status: string): void => end(lastLine(stderr) ?? `${program} ended with ${status}`);
    child.on('error', (error) => end(startFailure(program, error)));
    // A killed program has nothing left to say, so its pipes are not waited for.
    child.once('exit', () => {
      if (killed) end(`${program} was killed`);
    });
    child.once('close', (code, signal) => {
      closed = true;
      if (code === 0) end(undefined);
      else failed(signal ?? `status ${String(code)}`);
    });
  });
  return {
    exited,
    kill() {
      killed = true;
      // Its number may belong to another process once it is closed.
      if (!closed) killGroup(child);
    },
  };
}

/** The pipes are closed as well: a child left behind by the program may hold them, and the end would never come. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended, or cannot be signalled as one.
    child.kill('SIGKILL');
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function startFailure(program: string, error: Error): string {
  return systemCode(error) === 'ENOENT'
    ? `cannot start ${program}: it is not installed`
    : `cannot start ${program}: ${error.message}`;
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1)?.trim() || undefined;
}
