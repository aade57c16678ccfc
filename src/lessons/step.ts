import { headed, type Block, type BlockKind } from './blocks.ts';
import type { LessonLanguage, LessonProblem, Live, Mistake, Program, Step } from './lesson.ts';
import { patch } from './patch.ts';
import { withOrder } from './order.ts';
import { orderOf, predictionOf, quizOf, survivorsOf } from './questions.ts';

/** A stretch of the file: the introduction, or a step. */
export interface Part {
  title: string;
  line: number;
  prose: string[];
  blocks: Block[];
}

/** Makes a step of its part. `before` is the step before it, `common` what the introduction holds for all. */
export function stepOf(part: Part, before: Step | undefined, common: readonly Block[], problems: LessonProblem[]): Step {
  const of = (kind: BlockKind): Block[] => part.blocks.filter((block) => block.kind === kind);
  const one = (kind: BlockKind): Block | undefined => {
    const [first, second] = of(kind);
    if (second) problems.push({ line: second.line, text: `a second ${kind} block in this step` });
    return first;
  };
  const say = (line: number, text: string): void => void problems.push({ line, text });
  if (part.title === '') say(part.line, 'a step needs a title');

  const written = part.blocks.find(({ kind, language }) => ['start', 'solution', 'order'].includes(kind) && language !== 'diff')?.language;
  const language: LessonLanguage = written === 'sql' || written === 'python' ? written : (before?.language ?? 'python');
  for (const block of part.blocks) {
    const inLanguage = block.language === null || block.language === 'diff' || block.language === language;
    if (!inLanguage && block.kind !== 'check' && block.kind !== 'live') say(block.line, `this step is in ${language}, the ${block.kind} in ${block.language}`);
  }

  /** A block's program, whole; `base` is what a diff changes. */
  const whole = (block: Block, text: string, base: string | null, of: string): string => {
    if (block.language !== 'diff') return text;
    if (base === null) {
      say(block.line, `there is no ${of} that this diff could change`);
      return '';
    }
    const patched = patch(base, text);
    if ('code' in patched) return patched.code;
    say(block.line, patched.problem);
    return base;
  };

  const inherited = before?.language === language ? (before.solution ?? before.start) : null;
  const startBlock = one('start');
  const setups = of('setup');
  // The program of the step before may need what was set up for it.
  const goesOn = before?.language === language && (!startBlock || startBlock.language === 'diff');
  const start = startBlock ? whole(startBlock, startBlock.text, inherited, 'solution of the step before') : (inherited ?? '');
  const orderBlock = one('order');
  const order = orderBlock ? orderOf(orderBlock, start, problems) : null;
  const solutions: Program[] = order ? [{ code: withOrder(start, order.lines), line: order.line }] : [];
  for (const block of of('solution')) {
    const [first] = solutions;
    solutions.push({ code: whole(block, block.text, first?.code ?? start, 'start'), line: block.line });
  }
  const solution = solutions[0]?.code ?? null;
  const own = of('check');
  const shared = own.length > 0 ? common.filter(({ kind }) => kind === 'check') : [];
  const checks = [...shared, ...own].map(({ text, line }) => ({ code: text, line }));
  if (checks.length > 0 && solution === null) say(own[0]?.line ?? part.line, 'a step with checks needs a solution that passes them');
  const mistakes = of('mistake').map((block): Mistake => {
    const { words, code } = headed(block.text, 'says');
    if (words === null) say(block.line, 'a mistake begins with a comment "# says: …": words that its answer must hold');
    return { says: words ?? '', code: whole(block, code, solution, 'solution'), line: block.line };
  });
  if (mistakes.length > 0 && checks.length === 0) say(mistakes[0]?.line ?? part.line, 'a step with mistakes needs checks that catch them');

  return {
    title: part.title,
    prose: part.prose.join('\n').trim(),
    language,
    setup: goesOn && setups.length === 0 ? before.setup : [...common.filter((block) => block.kind === 'setup' && block.language === language), ...setups].map(({ text }) => text).join('\n'),
    start,
    solution,
    solutions,
    checks,
    mistakes,
    hints: of('hint').map(({ text }) => text.trim()),
    predictions: of('predict').map((block) => predictionOf(block, problems)),
    order,
    quizzes: of('quiz').map((block) => quizOf(block, problems)),
    lives: [...(before ? [] : common), ...part.blocks].filter(({ kind }) => kind === 'live').map(liveOf),
    notes: notesOf(part.blocks),
    survivors: of('survivors').flatMap((block) => survivorsOf(block, problems)),
    line: part.line,
  };
}

/** What is to be said, of all its blocks. */
export function notesOf(blocks: readonly Block[]): string {
  return blocks.flatMap(({ kind, text }) => (kind === 'notes' ? [text.trim()] : [])).join('\n\n');
}

function liveOf({ text, language, line }: Block): Live {
  const { words, code } = headed(text, 'fails');
  return { language: language === 'sql' ? 'sql' : 'python', code, fails: words, line };
}
