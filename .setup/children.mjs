import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { Failure } from './failure.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program quietly. Its output is kept in `log`; rejects with `Failure` naming that log when it fails.
 * A signal to us ends it, which is a failure without a log.
 * @param {string} log file, written anew unless `append`
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, append?: boolean }} [options]
 * @returns {Promise<void>}
 */
export async function runLogged(log, command, options = {}) {
  mkdirSync(dirname(log), { recursive: true });
  const fd = openSync(log, options.append === true ? 'a' : 'w');
  try {
    const env = { ...process.env, ...options.env };
    let interrupted = false;
    const status = await run(command, { stdio: ['ignore', fd, fd], env }, () => {
      interrupted = true;
      return true;
    });
    if (interrupted) throw new Failure('interrupted', { status: status === 0 ? 130 : status });
    if (status !== 0) throw new Failure(`${command[0]} ended with status ${status}`, { log, status });
  } finally {
    closeSync(fd);
  }
}

/**
 * Runs a program in our place: same terminal, same signals.
 * @param {readonly string[]} command
 * @returns {Promise<number>} its exit status; 128 + n when signal n ended it
 */
export const runForeground = (command) =>
  run(command, { stdio: 'inherit' }, (signal) => mustForward(signal, ownStat()));

/**
 * Whether the program has to be told of a signal that reached us. A terminal sends Ctrl-C and its hang-up to
 * every process of its foreground group by itself, and a second one could be taken for impatience.
 * @param {NodeJS.Signals} signal
 * @param {string} stat our line of /proc/self/stat; empty where there is none
 * @returns {boolean}
 */
export function mustForward(signal, stat) {
  if (signal === 'SIGTERM') return true;
  // proc(5): after the name in brackets come state, ppid, pgrp, session, tty_nr, tpgid.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return group === undefined || group !== foreground;
}

/** @returns {string} */
function ownStat() {
  try {
    return readFileSync('/proc/self/stat', 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {readonly string[]} command
 * @param {import('node:child_process').SpawnOptions} options
 * @param {(signal: NodeJS.Signals) => boolean} forwards
 * @returns {Promise<number>}
 */
function run([program = '', ...args], options, forwards) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    /** @param {NodeJS.Signals} signal */
    const onSignal = (signal) => {
      if (forwards(signal)) child.kill(signal);
    };
    const release = () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
    child.once('error', (error) => {
      release();
      reject(new Failure(`cannot start ${program}: ${error.message}`));
    });
    child.once('close', (status, signal) => {
      release();
      resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
