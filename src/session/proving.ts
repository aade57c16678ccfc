import type { Check } from '../engine/protocol.ts';
import { casesOf, gapsOf, type Case, type CaseJob, type CaseResult } from '../lessons/cases.ts';
import type { Lesson } from '../lessons/lesson.ts';
import type { EngineLink } from './engine-link.ts';
import type { Store } from './store.ts';

/** What came of something that a lesson says about a program. */
export interface Outcome extends Pick<Case, 'step' | 'kind' | 'name' | 'line'> {
  /** What is wrong; empty when it was proved. */
  readonly problem: string;
  /** What a learner with this program is told. */
  readonly checks: readonly Check[];
  /** What a run answers to a prediction. */
  readonly answer: string;
  /** Milliseconds in Python. */
  readonly ms: number;
}

/** How far an author's lesson is proved. */
export interface Proof {
  readonly lesson: Lesson;
  /** Cases that are still to be run. */
  readonly left: number;
  readonly outcomes: readonly Outcome[];
  /** What no run can show: a step without a hint, checks without a mistake, … */
  readonly gaps: readonly { readonly line: number; readonly text: string }[];
}

/** Runs, for its author, everything that a lesson says: the same cases that `npm run lessons -- check` runs, in the same engine. */
export class Proving {
  /** Number of the last proof: it goes on while its number is the last. */
  #turn = 0;

  constructor(
    private readonly store: Store,
    private readonly link: EngineLink,
  ) {}

  /** Proves a step, from 1, or with null all of the lesson. Never begins by itself. */
  async prove(step: number | null): Promise<void> {
    const { lesson: open, proof } = this.store.state;
    if (open.status !== 'ready') return;
    const { lesson } = open;
    const turn = ++this.#turn;
    const cases = casesOf(lesson).filter((each) => step === null || each.step === step);
    const others = proof?.lesson === lesson && step !== null ? proof.outcomes.filter((each) => each.step !== step) : [];
    let made: Proof = { lesson, left: cases.length, outcomes: others, gaps: gapsOf(lesson) };
    this.store.update({ proof: made });
    for (const each of cases) {
      const outcome = await this.#outcome(each).catch((error: unknown) => {
        if (turn === this.#turn) this.stop();
        throw error;
      });
      const { lesson: now } = this.store.state;
      if (turn !== this.#turn || now.status !== 'ready' || now.lesson !== lesson) return;
      made = { ...made, left: made.left - 1, outcomes: [...made.outcomes, outcome] };
      this.store.update({ proof: made });
    }
    const wrong = made.outcomes.filter(({ problem }) => problem !== '').length + made.gaps.length;
    this.store.announce(wrong === 0 ? 'Everything that was run is true.' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`);
  }

  /** Leaves what has not been run; what was found stays. */
  stop(): void {
    const { proof } = this.store.state;
    this.#turn += 1;
    if (proof && proof.left > 0) this.store.update({ proof: { ...proof, left: 0 } });
  }

  async #outcome({ step, kind, name, line, job, judge }: Case): Promise<Outcome> {
    const result = await this.#do(job);
    const report = result.kind === 'check' ? result.report : null;
    const [answer] = report?.answers ?? [];
    return {
      ...{ step, kind, name, line },
      problem: judge(result),
      checks: report?.checks ?? [],
      answer: answer && 'text' in answer ? answer.text : '',
      ms: report?.ms ?? 0,
    };
  }

  /** SQL after a program runs on a copy of what the program has stored: the learner's database does not notice. */
  async #do(job: CaseJob): Promise<CaseResult> {
    const check = (request: (CaseJob & { kind: 'check' })['request']) => this.link.use('python', (engine) => engine.check(request));
    if (job.kind === 'check') return { kind: 'check', report: await check(job.request) };
    // A text of JSON is one of Python's.
    const run = `expect.copy(foreign_keys=False).executescript(${JSON.stringify(job.sql)})`;
    const { answers, ms } = await check({ ...job.before, checks: [], asks: [run] });
    const [answer] = answers;
    const empty = { results: [], changes: 0, ms };
    return { kind: 'query', result: answer && 'error' in answer ? { status: 'error', error: { message: answer.error }, ...empty } : { status: 'ok', ...empty } };
  }
}
