import { describe, expect, it } from 'vitest';
import type { QueryResult } from '../../src/engine/protocol.ts';
import { parseLesson } from '../../src/lessons/parse.ts';
import { runSolutions, type StepResult } from '../../src/session/handout.ts';
import { FakeEngine, database, result, schema } from './fake-engine.ts';

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
const lessonOf = (body: string) => parseLesson(`---\ntitle: T\nsummary: S\nminutes: 1\n---\n${body}`, 'a.md');
const rows = (...sets: { columns: string[]; rows: number[][] }[]): QueryResult => ({ status: 'ok', results: sets.map((set) => ({ ...set, sql: '', changes: 0, truncated: false })), changes: 0, ms: 1 });

/** An engine that answers by itself. */
class Ready extends FakeEngine {
  readonly asked: string[] = [];
  override get python() {
    return Promise.resolve({ version: '3', packages: {}, ms: 1 });
  }
  override async run(code: string, options?: { setup?: string }) {
    this.asked.push(`run ${options?.setup ?? ''}${code}`);
    return result({ stdout: 'hello\n' });
  }
  override async query(sql: string) {
    this.asked.push(sql);
    return sql.startsWith('SELECT count') ? rows({ columns: ['count(*)'], rows: [[15]] }, { columns: ['a'], rows: Array.from({ length: 12 }, (_, i) => [i]) }) : rows({ columns: ['n'], rows: [[1]] });
  }
  override async databases() {
    return [database('empty.db', 0), database('a.db')];
  }
  override async schema() {
    return { ...schema('a.db'), tables: [{ name: 'odd "name"', columns: [] }] } as unknown as ReturnType<typeof schema>;
  }
}

async function resultsOf(body: string, wanted = (): boolean => true): Promise<{ engine: Ready; found: StepResult[] }> {
  const engine = new Ready({ progress() {}, output() {}, databaseChanged() {}, restarted() {} });
  const found: StepResult[] = [];
  await runSolutions(engine, lessonOf(body), (one) => found.push(one), wanted);
  return { engine, found };
}

describe('what a lesson’s solutions leave', () => {
  it('is found by running them: output, schema, the first rows of each table', async () => {
    const { engine, found } = await resultsOf(`## A\n${fence('python setup', 's')}${fence('python start', 'a')}${fence('python solution', 'b')}## Only read\n${fence('python start', ' ')}`);
    expect(engine.asked).toEqual(['run s\nb\n', 'SELECT count(*) FROM "odd ""name"""; SELECT * FROM "odd ""name""" LIMIT 12']);
    expect(found).toMatchObject([{ step: 1, printed: 'hello\n', error: '', schema: { database: 'a.db' }, tables: [{ name: 'odd "name"', columns: ['a'], more: 3 }] }]);
    expect(found[0]?.tables[0]?.rows).toHaveLength(12);
  });

  it('of a step in SQL is its answer, on a database of its own', async () => {
    const { engine, found } = await resultsOf(`## A\n${fence('sql setup', 'CREATE')}${fence('sql start', 'SELECT 0')}${fence('sql solution', 'SELECT 1')}`);
    expect(engine.log).toEqual(['reset']);
    expect(engine.asked.slice(0, 2)).toEqual(['CREATE\n', 'SELECT 1\n']);
    expect(found[0]?.tables.map(({ name, rows: some }) => [name, some.length])).toEqual([['The answer', 1], ['odd "name"', 12]]);
  });

  it('is not asked of a step that only asks questions: what it begins with was run in the step before', async () => {
    const step = `${fence('sql setup', 'CREATE')}${fence('sql solution', 'SELECT 1')}`;
    const { found } = await resultsOf(`## A\n${step}## When?\n${fence('sql setup', 'OTHER')}${fence('quiz', 'Which?\n- [x] a\n- [ ] b')}## Still\nIt is.\n`);
    expect(found.map((one) => one.step)).toEqual([1]);
  });

  it('is not looked for when nobody wants it any more', async () => {
    const { engine, found } = await resultsOf(`## A\n${fence('python start', 'a')}`, () => false);
    expect([engine.asked, found]).toEqual([[], []]);
  });
});
