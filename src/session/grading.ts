import type { Check, CheckRequest } from '../engine/protocol.ts';
import type { LessonLanguage, Quiz, Step, StepMark } from '../lessons/lesson.ts';
import { marksOf } from '../lessons/marks.ts';
import { announceCheck } from './announce.ts';
import type { EngineLink } from './engine-link.ts';
import type { Progress } from './progress.ts';
import { stepOf, type Place } from './state.ts';
import type { Store } from './store.ts';
import { noWork, type CheckResult, type Guess, type LiveRun, type Work } from './work.ts';

/** The learner's work in a lesson: checks, guesses, quizzes, live blocks, and which steps are passed. */
export class Grading {
  /** Number of the last check: an answer counts while its number is the last. */
  #turn = 0;
  #place: Place = { kind: 'play' };

  constructor(
    private readonly store: Store,
    private readonly link: EngineLink,
    private readonly progress: Progress,
  ) {
    // Another tab passes steps too, and the course page takes them back.
    progress.watch(() => {
      const passed = progress.passed(this.#place, this.#marks);
      if (passed.join() !== this.store.state.work.passed.join()) this.#update({ passed });
    });
  }

  /** A place was opened: nothing is checked there yet. */
  enter(place: Place): void {
    this.#turn += 1;
    this.#place = place;
    if (this.store.state.lesson.status === 'ready') this.progress.visit(place, this.#marks);
    this.store.update({ work: { ...noWork, passed: this.progress.passed(place, this.#marks) } });
  }

  /** Tests the program in the editor, in an engine of its own, and the answers to the step's quizzes. */
  async check(): Promise<CheckResult> {
    const { state } = this.store;
    const step = stepOf(state);
    if (!step) return { passed: false, checks: [] };
    const code = step.language === 'sql' ? state.sql : state.code;
    const turn = ++this.#turn;
    this.#update({ checking: true });
    try {
      const tested = step.checks.length === 0 ? [] : (await this.#ask(step, code, step.checks, [])).checks;
      const checks = [...tested, ...step.quizzes.map((quiz, i) => checkOf(quiz, this.store.state.work.quizzes[i]))];
      const result = { passed: checks.length > 0 && checks.every(({ passed }) => passed), checks };
      if (turn === this.#turn) {
        const passed = result.passed ? this.progress.pass(this.store.state.place, this.#marks) : this.store.state.work.passed;
        this.#update({ checked: { code, result }, passed });
        this.store.announce(announceCheck(result));
      }
      return result;
    } finally {
      if (turn === this.#turn) this.#update({ checking: false });
    }
  }

  /** Compares a guess with what a real run says. */
  async predict(index: number, guess: string): Promise<void> {
    const step = stepOf(this.store.state);
    const prediction = step?.predictions[index];
    if (!step || !prediction) return;
    const turn = this.#turn;
    const tell = (found: Guess): void => {
      if (turn === this.#turn) this.#update({ guesses: { ...this.store.state.work.guesses, [index]: found } });
    };
    tell({ guess, answer: null, right: null });
    const unanswered = (): void => {
      const { [index]: _, ...guesses } = this.store.state.work.guesses;
      if (turn === this.#turn) this.#update({ guesses });
    };
    const program = prediction.of === 'start' ? step.start : (step.solution ?? step.start);
    const { answers, checks } = await this.#ask(step, program, [], [prediction.answer]).catch(rethrown(unanswered));
    const answer = answers[0] ?? { error: checks[0]?.message ?? 'Stopped.' };
    tell({ guess, answer, right: 'text' in answer ? agree(guess, answer.text) : null });
  }

  /** Takes the options that were chosen as the answer to a quiz. */
  choose(index: number, options: readonly number[]): void {
    this.#update({ quizzes: { ...this.store.state.work.quizzes, [index]: options } });
  }

  /** Runs code of the prose in place: Python as a program of its own, SQL on the learner's database. */
  async live(language: LessonLanguage, code: string): Promise<void> {
    const step = stepOf(this.store.state);
    if (!step) return;
    const turn = this.#turn;
    const tell = (found: Partial<LiveRun>): void => {
      const whole: LiveRun = { running: false, output: '', error: '', rows: null, ...found };
      if (turn === this.#turn) this.#update({ lives: { ...this.store.state.work.lives, [code]: whole } });
    };
    tell({ running: true });
    const unanswered = (): void => {
      const { [code]: _, ...lives } = this.store.state.work.lives;
      if (turn === this.#turn) this.#update({ lives });
    };
    if (language === 'python') {
      const { answers, checks } = await this.#ask({ ...step, language }, code, [], ['printed']).catch(rethrown(unanswered));
      const [answer] = answers;
      tell({ output: answer && 'text' in answer ? answer.text : '', error: checks[0]?.message ?? '' });
      return;
    }
    const result = await this.link.use('sql', (engine) => engine.query(code, this.store.state.database ?? undefined)).catch(rethrown(unanswered));
    const rows = result.results.findLast(({ columns }) => columns.length > 0) ?? null;
    const changed = rows === null && result.status === 'ok' ? `${result.changes} ${result.changes === 1 ? 'row' : 'rows'} changed` : '';
    tell({ output: changed, error: result.status === 'error' ? result.error.message : '', rows });
  }

  get #marks(): StepMark[] {
    const { lesson } = this.store.state;
    return lesson.status === 'ready' ? marksOf(lesson.lesson) : [];
  }

  #ask(step: Step, code: string, checks: CheckRequest['checks'], asks: string[]) {
    return this.link.use('python', (engine) => engine.check({ language: step.language, setup: step.setup, code, checks, asks }));
  }

  #update(change: Partial<Work>): void {
    this.store.update({ work: { ...this.store.state.work, ...change } });
  }
}

/** What to do with a rejection: it goes on, after `before`. */
function rethrown(before: () => void): (error: unknown) => never {
  return (error) => {
    before();
    throw error;
  };
}

/** A quiz as something that was tested. */
function checkOf({ question, options }: Quiz, chosen: readonly number[] | undefined): Check {
  const name = plain(question).replace(/[.?]$/, '');
  if (!chosen) return { name, passed: false, message: 'Not answered yet.' };
  const wrong = options.find(({ right }, i) => !right && chosen.includes(i));
  if (wrong) return { name, passed: false, message: `“${plain(wrong.text)}” is not right. ${plain(wrong.because)}`.trim() };
  const whole = options.every(({ right }, i) => !right || chosen.includes(i));
  return { name, passed: whole, message: whole ? '' : 'Something that is right was not chosen.' };
}

/** Markdown as a line of text: marks around code and emphasis left out. */
function plain(markdown: string): string {
  return markdown.replaceAll(/`|\*\*?|(?<!\w)_|_(?!\w)/g, '').replace(/\s+/g, ' ');
}

/** Whether two answers are the same but for spaces, quotes and letter case. */
function agree(guess: string, answer: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/["'\s]/g, '').replace(/\.$/, '');
  return bare(guess) === bare(answer);
}
