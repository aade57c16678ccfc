import type { Block } from './blocks.ts';
import { hasOrderMarker } from './order.ts';
import type { LessonProblem, Order, Prediction, Quiz, Survivor } from './lesson.ts';

/** A predict block: a question, choices if there are any, `answer: …`, and `of: start` for the program as it begins. */
export function predictionOf({ text, line }: Block, problems: LessonProblem[]): Prediction {
  const lines = text.trimEnd().split('\n');
  const settings = new Map<string, string>();
  for (;;) {
    const match = /^\s*(answer|of):\s*(.+?)\s*$/.exec(lines.at(-1) ?? '');
    if (!match?.[1] || !match[2]) break;
    settings.set(match[1], match[2]);
    lines.pop();
  }
  const choices = cutChoices(lines);
  const question = lines.join('\n').trim();
  const answer = settings.get('answer') ?? '';
  const of = settings.get('of') ?? 'solution';
  const fail = (problem: string): void => void problems.push({ line, text: problem });
  if (question === '' || answer === '') fail('a predict block is a question and a last line "answer: …"');
  if (of !== 'start' && of !== 'solution') fail(`of: is start or solution, not ${of}`);
  if (choices.length === 1) fail('one choice is no choice');
  return { question, choices, answer, of: of === 'start' ? 'start' : 'solution', line };
}

/** Takes the list at the end of a question off it. */
function cutChoices(lines: string[]): string[] {
  const choices: string[] = [];
  while (lines.at(-1)?.trim() === '') lines.pop();
  for (let match = choiceOf(lines); match !== null; match = choiceOf(lines)) {
    choices.unshift(match);
    lines.pop();
  }
  return choices;
}

function choiceOf(lines: readonly string[]): string | null {
  return /^- (.+?)\s*$/.exec(lines.at(-1) ?? '')?.[1] ?? null;
}

/** A quiz block: a question, then `- [x] right` and `- [ ] wrong`, each followed by indented lines that say why. */
export function quizOf({ text, line }: Block, problems: LessonProblem[]): Quiz {
  const question: string[] = [];
  const options: Quiz['options'] = [];
  text.split('\n').forEach((content, i) => {
    const match = /^- \[([ x])\] (.+?)\s*$/.exec(content);
    const option = options.at(-1);
    if (match) options.push({ text: match[2] ?? '', right: match[1] === 'x', because: '' });
    else if (!option) question.push(content);
    else if (/^\s{2,}\S/.test(content)) option.because = `${option.because} ${content.trim()}`.trim();
    else if (content.trim() !== '') problems.push({ line: line + 1 + i, text: 'after an option come other options "- [ ] …" or indented lines that say why' });
  });
  if (question.join('').trim() === '') problems.push({ line, text: 'a quiz begins with its question' });
  if (options.length < 2) problems.push({ line, text: 'a quiz has two options or more: lines "- [x] right" and "- [ ] wrong"' });
  else if (!options.some(({ right }) => right)) problems.push({ line, text: 'no option of the quiz is right: mark it "- [x]"' });
  return { question: question.join('\n').trim(), options, line };
}

/** An order block: lines in a right order; those after `# not: ` do not belong there. `start` says where they go. */
export function orderOf({ text, line }: Block, start: string, problems: LessonProblem[]): Order {
  const lines: string[] = [];
  const extra: string[] = [];
  for (const content of text.split('\n').map((each) => each.trimEnd())) {
    const not = /^(?:#|--) not: (.*)$/.exec(content)?.[1];
    if (not !== undefined) extra.push(not);
    else if (content !== '') lines.push(content);
  }
  if (lines.length < 2) problems.push({ line, text: 'an order block has two lines or more' });
  if (!hasOrderMarker(start)) problems.push({ line, text: 'the start of a step with an order block has a line "# order" (in SQL "-- order"), where the lines go' });
  return { lines, extra, line };
}

/** A survivors block: lines `name of the change: reason`. */
export function survivorsOf({ text, line }: Block, problems: LessonProblem[]): Survivor[] {
  return text.split('\n').flatMap((content, i) => {
    if (content.trim() === '') return [];
    const match = /^(.+?): (.+)$/.exec(content);
    if (!match) problems.push({ line: line + 1 + i, text: 'a line of survivors is the change as the mutation check names it, a colon and a space, and the reason' });
    return [{ mutation: match?.[1]?.trim() ?? '', reason: match?.[2]?.trim() ?? '' }];
  });
}
