import { describe, expect, it } from 'vitest';
import { readCourse } from '../../src/build/lessons-plugin.ts';
import { readLessons } from '../../src/build/lessons/read.ts';
import { parseCourse } from '../../src/lessons/course.ts';
import { LessonError } from '../../src/lessons/lesson.ts';
import { parseLesson, slugOf } from '../../src/lessons/parse.ts';

const head = '---\ntitle: Pairs\nsummary: A table of pairs.\nminutes: 5\n---\n';
const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
const parse = (body: string) => parseLesson(head + body, 'lessons/pairs.md');

function problems(text: string): string[] {
  try {
    parseLesson(text, 'pairs.md');
    return [];
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    return error.message.split('\n');
  }
}

describe('a lesson', () => {
  it('is read whole', () => {
    const lesson = parse(`Hello *there*.

## First
Prose.

\`\`\`python
shown = 1
\`\`\`
\`\`\`python setup
s = 1
\`\`\`
\`\`\`python start
a = 1
\`\`\`
More.
\`\`\`python solution
a = 2
\`\`\`
\`\`\`python solution
a = 1 + 1
\`\`\`
\`\`\`python check
def check_a():
    "a is two"
\`\`\`
\`\`\`python mistake
# says: not two
a = 3
\`\`\`
\`\`\`hint
Think.
\`\`\`
\`\`\`hint
Harder.
\`\`\`
\`\`\`predict
How much?
answer: a
\`\`\`
## Second
`);
    expect(lesson).toMatchObject({ slug: 'pairs', title: 'Pairs', summary: 'A table of pairs.', minutes: 5, objectives: [], panels: [], intro: 'Hello *there*.' });
    const [first, second] = lesson.steps;
    expect(first).toEqual({
      title: 'First',
      prose: 'Prose.\n\n```python\nshown = 1\n```\nMore.',
      language: 'python',
      setup: 's = 1\n',
      start: 'a = 1\n',
      solution: 'a = 2\n',
      solutions: [{ code: 'a = 2\n', line: 21 }, { code: 'a = 1 + 1\n', line: 24 }],
      checks: [{ code: 'def check_a():\n    "a is two"\n', line: 27 }],
      mistakes: [{ code: 'a = 3\n', says: 'not two', line: 31 }],
      hints: ['Think.', 'Harder.'],
      predictions: [{ question: 'How much?', choices: [], answer: 'a', of: 'solution', line: 41 }],
      order: null,
      quizzes: [],
      lives: [],
      notes: '',
      survivors: [],
      line: 8,
    });
    expect(second).toMatchObject({ title: 'Second', start: 'a = 2\n', solution: null, hints: [] });
  });

  it('may have notes for whoever speaks, in the introduction and in steps', () => {
    const { intro, notes, steps } = parse(`Hello.\n\n${fence('notes', 'Ask who *knows* it.')}## A\nProse.\n${fence('notes', 'Slowly.')}${fence('notes', 'Draw it.')}## B\n`);
    expect([intro, notes]).toEqual(['Hello.', 'Ask who *knows* it.']);
    expect(steps.map((step) => [step.prose, step.notes])).toEqual([['Prose.', 'Slowly.\n\nDraw it.'], ['', '']]);
  });

  it('may have steps in SQL', () => {
    const [step] = parse(`## A\n${fence('sql start', 'SELECT 1;')}${fence('sql solution', 'SELECT 3;')}${fence('python check', 'x = 1')}${fence('sql mistake', '-- says: two\nSELECT 2;')}`).steps;
    expect(step).toMatchObject({ language: 'sql', start: 'SELECT 1;\n', mistakes: [{ says: 'two', code: 'SELECT 2;\n' }] });
  });

  it('may tell its programs by what they change', () => {
    const [first, second] = parse(
      `## A\n${fence('python start', 'a = 1\n\nb = 1')}${fence('diff solution', '-b = 1\n+b = 2\n+c = 3')}${fence('diff solution', ' a = 1\n+a = 1')}${fence('python check', 'x')}` +
        `${fence('diff mistake', '# says: less\n-c = 3')}## B\n${fence('diff start', '@@\n-a = 1\n+a = 0\n@@\n c = 3\n+d = 4')}`,
    ).steps;
    expect(first?.solutions.map(({ code }) => code)).toEqual(['a = 1\n\nb = 2\nc = 3\n', 'a = 1\na = 1\n\nb = 2\nc = 3\n']);
    expect(first?.mistakes).toMatchObject([{ says: 'less', code: 'a = 1\n\nb = 2\n' }]);
    expect(second?.start).toBe('a = 0\n\nb = 2\nc = 3\nd = 4\n');
  });

  it('sets up all its steps in the introduction, in their own language', () => {
    const [first, second] = parse(`${fence('python setup', 'a')}${fence('sql setup', 'b;')}## A\n${fence('python setup', 'c')}${fence('python start', 'd')}## B\n${fence('sql start', 'e;')}`).steps;
    expect([first?.setup, second?.setup]).toEqual(['a\n\nc\n', 'b;\n']);
  });

  it('goes on with the setup of a step whose program it goes on with', () => {
    const { steps } = parse(`${fence('python setup', 'a')}## A\n${fence('python setup', 'b')}${fence('python start', 'c')}## B\n## C\n${fence('diff start', ' c\n+d')}## D\n${fence('python start', 'e')}`);
    expect(steps.map(({ setup }) => setup)).toEqual(['a\n\nb\n', 'a\n\nb\n', 'a\n\nb\n', 'a\n']);
  });

  it('takes the checks of the introduction into each step that has its own', () => {
    const step = (title: string, check: string): string => `## ${title}\n${fence('python start', 'd')}${fence('python solution', 'e')}${check}`;
    const { steps } = parse(`${fence('python check', 'shared')}${step('A', fence('python check', 'own'))}${step('B', '')}`);
    expect(steps.map(({ checks }) => checks.map(({ code }) => code))).toEqual([['shared\n', 'own\n'], []]);
  });

  it('keeps live code in its prose, without what it is meant to end with', () => {
    const [step] = parse(`Hello.\n${fence('python live', 'print(1)')}## A\nBefore.\n${fence('sql live', '-- fails: UNIQUE\nINSERT 1;')}After.\n`).steps;
    expect(step?.prose).toBe('Before.\n```sql live\nINSERT 1;\n```\nAfter.');
    expect(step?.lives).toEqual([
      { language: 'python', code: 'print(1)\n', fails: null, line: 7 },
      { language: 'sql', code: 'INSERT 1;\n', fails: 'UNIQUE', line: 12 },
    ]);
  });

  it('may have its lines put in order', () => {
    const [step] = parse(`## A\n${fence('python start', 'def f():\n    # order\n')}${fence('python order', 'a = 1\n\nreturn a\n# not: return 1')}`).steps;
    expect(step).toMatchObject({ order: { lines: ['a = 1', 'return a'], extra: ['return 1'] }, solution: 'def f():\n    a = 1\n    return a\n\n' });
  });

  it('asks questions to choose from', () => {
    const [step] = parse(`## A\n${fence('predict', 'What\ncomes?\n- 1\n- a `b`\nof: start\nanswer: x["a: b"]')}${fence('quiz', 'Which?\n\n- [ ] this\n  it is not\n  so\n- [x] that')}`).steps;
    expect(step?.predictions).toMatchObject([{ question: 'What\ncomes?', choices: ['1', 'a `b`'], answer: 'x["a: b"]', of: 'start' }]);
    expect(step?.quizzes).toMatchObject([{ question: 'Which?', options: [{ text: 'this', right: false, because: 'it is not so' }, { text: 'that', right: true, because: '' }] }]);
  });

  it('gives reasons for changes that no check catches', () => {
    const [step] = parse(`## A\n${fence('survivors', 'drop nullable: not asked for\n\nline 3: drop x: as well')}`).steps;
    expect(step?.survivors).toEqual([{ mutation: 'drop nullable', reason: 'not asked for' }, { mutation: 'line 3', reason: 'drop x: as well' }]);
  });

  it('keeps code that stands inside a list as it is', () => {
    const [step] = parse('## A\n- one\n  ```python solution\n  x\n  ```\n').steps;
    expect(step?.solution).toBeNull();
    expect(step?.prose).toContain('```python solution');
  });

  it('with Windows line ends is the same lesson', () => {
    const text = `${head}## A\nProse.\n\n\`\`\`hint\nThink.\n\`\`\`\n`;
    expect(parseLesson(text.replaceAll('\n', '\r\n'), 'a.md')).toEqual(parseLesson(text, 'a.md'));
  });

  it('is called after its file', () => {
    expect([slugOf('lessons/a-b.md'), slugOf('https://x.org/y/c.md?z#1')]).toEqual(['a-b', 'c']);
  });
});

describe('a mistake in a lesson', () => {
  it.each([
    ['no front matter', '# Title\n', ['pairs.md:1: a lesson begins with front matter: a line ---, keys such as title, and another line ---']],
    ['an unknown key', '---\ntitle: A\nsummary: B\nminuts: 5\nminutes: 5\n---\n## A\n', ['pairs.md:4: front matter knows no key "minuts"; there are title, summary, minutes, objectives, panels']],
    ['a key left out', '---\ntitle: A\nminutes: 5\n---\n## A\n', ['pairs.md:1: front matter lacks summary']],
    ['minutes in words', '---\ntitle: A\nsummary: B\nminutes: ten\n---\n## A\n', ['pairs.md:4: minutes must be a number']],
    ['an unknown panel', '---\ntitle: A\nsummary: B\nminutes: 5\npanels: [editor, gird]\n---\n## A\n', ['pairs.md:5: panels knows no panel "gird"; there are editor, console, diagram, data, query, sql, doctor, checks']],
    ['broken YAML', '---\ntitle: A\nsummary: [B\n---\n## A\n', [expect.stringMatching(/^pairs\.md:[34]: front matter: /)]],
    ['no step', `${head}Prose.\n`, ['pairs.md:6: a lesson needs a step: a heading that begins with ##']],
    ['a first-level heading', `${head}# T\n## A\n`, ['pairs.md:6: the title stands in the front matter; a step begins with ##']],
    ['an unknown role', `${head}## A\n\n\`\`\`python sloution\nx\n\`\`\`\n`, ['pairs.md:8: unknown block "python sloution"; after python may come setup, start, solution, check, mistake, order, live']],
    ['an unknown block', `${head}## A\n\`\`\`hnit\nx\n\`\`\`\n`, ['pairs.md:7: unknown block "hnit"; code that is only shown may be python, sql, pycon, text, html, json, bash, diff, a block without code hint, predict, quiz, notes, survivors']],
    ['two starts', `${head}## A\n\`\`\`python start\n\`\`\`\n\`\`\`python start\n\`\`\`\n`, ['pairs.md:9: a second start block in this step']],
    ['a mistake that says nothing', `${head}## A\n\`\`\`python mistake\nx = 1\n\`\`\`\n${fence('python check', '')}${fence('python solution', '')}`, ['pairs.md:7: a mistake begins with a comment "# says: …": words that its answer must hold']],
    ['a mistake with no words after “says:”', `${head}## A\n\`\`\`python mistake\n# says: \nx = 1\n\`\`\`\n${fence('python check', '')}${fence('python solution', '')}`, ['pairs.md:7: a mistake begins with a comment "# says: …": words that its answer must hold']],
    ['a question without answer', `${head}## A\n\`\`\`predict\nHow?\n\`\`\`\n`, ['pairs.md:7: a predict block is a question and a last line "answer: …"']],
    ['two languages', `${head}## A\n\`\`\`sql start\n\`\`\`\n\`\`\`python solution\n\`\`\`\n`, ['pairs.md:9: this step is in sql, the solution in python']],
    ['a block too early', `${head}\`\`\`hint\nx\n\`\`\`\n## A\n`, ['pairs.md:6: the introduction cannot hold this block: hint belongs under a ## heading']],
    ['checks in SQL', `${head}## A\n${fence('sql check', 'x')}`, ['pairs.md:7: unknown block "sql check"; after sql may come setup, start, solution, mistake, order, live']],
    ['checks without a solution', `${head}## A\n${fence('python check', 'x')}`, ['pairs.md:7: a step with checks needs a solution that passes them']],
    ['mistakes without checks', `${head}## A\n${fence('python solution', 'x')}${fence('python mistake', '# says: a\ny')}`, ['pairs.md:10: a step with mistakes needs checks that catch them']],
    ['a change to nothing', `${head}## A\n${fence('diff start', '-x')}`, ['pairs.md:7: there is no solution of the step before that this diff could change']],
    ['a change to what is not there', `${head}## A\n${fence('python start', 'x')}${fence('diff solution', '-y\n+z')}`, ['pairs.md:10: these lines are not in the program: “y”']],
    ['a change in two places', `${head}## A\n${fence('python start', 'x\nx')}${fence('diff solution', '-x')}`, ['pairs.md:11: these lines are in the program 2 times: “x”; add one before or after that is not']],
    ['an addition nowhere', `${head}## A\n${fence('python start', 'x')}${fence('diff solution', '+x')}`, ['pairs.md:10: a change needs a line that is there: one that begins with "-" or a space']],
    ['lines to order without a place', `${head}## A\n${fence('python start', 'x')}${fence('python order', 'a\nb')}`, ['pairs.md:10: the start of a step with an order block has a line "# order" (in SQL "-- order"), where the lines go']],
    ['a quiz with nothing right', `${head}## A\n${fence('quiz', 'Which?\n- [ ] a\n- [ ] b')}`, ['pairs.md:7: no option of the quiz is right: mark it "- [x]"']],
    ['a quiz with stray lines', `${head}## A\n${fence('quiz', 'Which?\n- [x] a\nso\n- [ ] b')}`, ['pairs.md:10: after an option come other options "- [ ] …" or indented lines that say why']],
    ['a question of another program', `${head}## A\n${fence('predict', 'How?\nof: end\nanswer: 1')}`, ['pairs.md:7: of: is start or solution, not end']],
    ['several at once', `${head}# T\n## A\n\`\`\`hint\n\`\`\`\n`, ['pairs.md:6: the title stands in the front matter; a step begins with ##', 'pairs.md:8: an empty hint']],
  ])('is told with file and line: %s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe('a course', () => {
  const wrong = (text: string): string => {
    try {
      parseCourse(text, 'course.yaml');
      return '';
    } catch (error) {
      return error instanceof LessonError ? error.message : String(error);
    }
  };

  it('gives its lessons what they do not say themselves', () => {
    const { defaults, lessons } = parseCourse('defaults:\n  minutes: 9\n  panels: [editor]\nlessons: [a, b-2]\n', 'course.yaml');
    expect(lessons).toEqual(['a', 'b-2']);
    expect(parseLesson('---\ntitle: A\nsummary: B\npanels: [data]\n---\n## A\n', 'a.md', defaults)).toMatchObject({ minutes: 9, panels: ['data'] });
  });

  it('has a title, and parts', () => {
    expect(parseCourse('title: Pairs\nlessons:\n  - a\n  - section: Two\n  - b\n  - c\n  - section: Three\n', 'course.yaml')).toMatchObject({
      title: 'Pairs',
      summary: '',
      lessons: ['a', 'b', 'c'],
      sections: { b: 'Two', c: 'Two' },
    });
  });

  it.each([
    ['defaults: {}\n', 'course.yaml:1: lessons is missing'],
    ['lessons: [a]\nlesons: [b]\n', 'course.yaml:2: knows no key "lesons"'],
    ['lessons: [a]\ndefaults:\n  title: B\n', 'course.yaml:2: knows no key "defaults.title"'],
    ['lessons: [a.md]\n', 'course.yaml:1: lessons must be names in small letters, digits and hyphens'],
    ['lessons: [7]\n', 'course.yaml:1: lessons must be names of files without .md, or “section: Title”'],
    ['title: A\nlessons:\n  - section: A\n    note: B\n', 'course.yaml:2: lessons must be names of files without .md, or “section: Title”'],
    ['title: 7\nlessons: [a]\n', 'course.yaml:1: title must be a text'],
    ['lessons: [a, b, a]\n', 'course.yaml:1: a is listed twice'],
    ['lessons: [a\n', expect.stringMatching(/^course\.yaml:[12]: /)],
  ])('that says %j is told what is wrong', (text, message) => {
    expect(wrong(text)).toEqual(message);
  });

  it('of the site has lessons that can all be read, and none begins solved', () => {
    const files = readLessons();
    expect(files.map(({ lesson }) => lesson.slug)).toEqual(readCourse().summaries.map(({ slug }) => slug));
    for (const { lesson } of files) for (const step of lesson.steps) expect(step.start, `${lesson.slug}: ${step.title}`).not.toBe(step.solution);
  });
});
