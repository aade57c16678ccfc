import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCourse } from '../../src/build/lessons-plugin.ts';
import { LessonError } from '../../src/lessons/lesson.ts';
import { parseLesson, slugOf } from '../../src/lessons/parse.ts';

const head = '---\ntitle: Pairs\nsummary: A table of pairs.\nminutes: 5\n---\n';
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
      solutions: ['a = 2\n', 'a = 1 + 1\n'],
      checks: ['def check_a():\n    "a is two"\n'],
      mistakes: [{ code: 'a = 3\n', says: 'not two' }],
      hints: ['Think.', 'Harder.'],
      predictions: [{ question: 'How much?', answer: 'a' }],
      line: 8,
    });
    expect(second).toMatchObject({ title: 'Second', start: 'a = 2\n', solution: null, hints: [] });
  });

  it('may have steps in SQL', () => {
    const [step] = parse('## A\n```sql start\nSELECT 1;\n```\n```sql mistake\n-- says: two\nSELECT 2;\n```\n').steps;
    expect(step).toMatchObject({ language: 'sql', start: 'SELECT 1;\n', mistakes: [{ says: 'two', code: 'SELECT 2;\n' }] });
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
    ['an unknown panel', '---\ntitle: A\nsummary: B\nminutes: 5\npanels: [editor, gird]\n---\n## A\n', ['pairs.md:5: panels knows no panel "gird"; there are editor, console, diagram, data, query, sql, checks']],
    ['broken YAML', '---\ntitle: A\nsummary: [B\n---\n## A\n', [expect.stringMatching(/^pairs\.md:[34]: front matter: /)]],
    ['no step', `${head}Prose.\n`, ['pairs.md:6: a lesson needs a step: a heading that begins with ##']],
    ['a first-level heading', `${head}# T\n## A\n`, ['pairs.md:6: the title stands in the front matter; a step begins with ##']],
    ['an unknown role', `${head}## A\n\n\`\`\`python sloution\nx\n\`\`\`\n`, ['pairs.md:8: unknown block "python sloution"; there are setup, start, solution, check, mistake, live, hint and predict']],
    ['an unknown block', `${head}## A\n\`\`\`hnit\nx\n\`\`\`\n`, ['pairs.md:7: unknown block "hnit"; code that is only shown may be python, sql, pycon, text, html, json, bash, diff']],
    ['two starts', `${head}## A\n\`\`\`python start\n\`\`\`\n\`\`\`python start\n\`\`\`\n`, ['pairs.md:9: a second start block in this step']],
    ['a mistake that says nothing', `${head}## A\n\`\`\`python mistake\nx = 1\n\`\`\`\n`, ['pairs.md:7: a mistake begins with a comment "says: …": words that its answer must hold']],
    ['a question without answer', `${head}## A\n\`\`\`predict\nHow?\n\`\`\`\n`, ['pairs.md:7: a predict block is a question and a last line "answer: …"']],
    ['two languages', `${head}## A\n\`\`\`sql start\n\`\`\`\n\`\`\`python solution\n\`\`\`\n`, ['pairs.md:9: this step is in sql, the solution in python']],
    ['a block too early', `${head}\`\`\`hint\nx\n\`\`\`\n## A\n`, ['pairs.md:6: the introduction cannot hold this block: it belongs under a ## heading']],
    ['several at once', `${head}# T\n## A\n\`\`\`hint\n\`\`\`\n`, ['pairs.md:6: the title stands in the front matter; a step begins with ##', 'pairs.md:8: an empty hint']],
  ])('is told with file and line: %s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe('the course', () => {
  const folder = new URL('../../lessons', import.meta.url).pathname;
  const course = readCourse(folder);

  it('lists lessons that can all be read', () => {
    expect(course.map(({ slug }) => slug)).toEqual(['association-table', 'association-object']);
    for (const { slug, title } of course) {
      const lesson = parseLesson(readFileSync(`${folder}/${slug}.md`, 'utf8'), `lessons/${slug}.md`);
      expect(lesson.title).toBe(title);
      expect(lesson.steps.length).toBeGreaterThanOrEqual(3);
      for (const step of lesson.steps) {
        expect(step.start, step.title).not.toBe('');
        expect(step.start, `${step.title} begins solved`).not.toBe(step.solution);
      }
    }
  });
});
