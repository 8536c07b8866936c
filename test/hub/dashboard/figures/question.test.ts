import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { HubProblem } from '../../../../hub/dashboard/api/hubProblem.js';
import { Question } from '../../../../hub/dashboard/figures/question.js';

/** Lets every promise that is already settled be followed. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('a question to the hub', () => {
  it('is asked again when what it asks by changes, keeping the former answer meanwhile', async () => {
    const office = signal('east');
    const asked: string[] = [];
    const question = new Question(async () => {
      asked.push(office.value);
      return office.value.toUpperCase();
    });
    const end = question.start();
    expect(question.answer.value).toEqual({ value: undefined, problem: undefined, busy: true });
    await settled();
    expect(question.answer.value).toEqual({ value: 'EAST', problem: undefined, busy: false });
    office.value = 'west';
    expect(question.answer.value).toEqual({ value: 'EAST', problem: undefined, busy: true });
    await settled();
    expect(question.answer.value.value).toBe('WEST');
    end();
    office.value = 'north';
    expect(asked).toEqual(['east', 'west']);
  });

  it('drops an answer that comes after a newer question', async () => {
    const turn = signal(0);
    const answers = [deferred<string>(), deferred<string>()];
    const question = new Question(() => answers[turn.value]?.promise);
    question.start();
    turn.value = 1;
    answers[1]?.resolve('new');
    await settled();
    answers[0]?.resolve('old');
    await settled();
    expect(question.answer.value.value).toBe('new');
  });

  it('keeps the problem and no old answer, and is asked anew on request', async () => {
    let up = false;
    const question = new Question(async () => {
      if (!up) throw new HubProblem('statistics/busy', 'busy');
      return 1;
    });
    question.start();
    await settled();
    expect(question.answer.value).toMatchObject({ value: undefined, busy: false });
    expect(question.answer.value.problem?.code).toBe('statistics/busy');
    up = true;
    question.again();
    await settled();
    expect(question.answer.value).toEqual({ value: 1, problem: undefined, busy: false });
  });

  it('has nothing to say while there is nothing to ask', async () => {
    const question = new Question(() => undefined);
    question.start();
    await settled();
    expect(question.answer.value).toEqual({ value: undefined, problem: undefined, busy: false });
  });
});
