import type { Schema } from '../engine/protocol.ts';
import type { Lesson } from '../lessons/lesson.ts';
import type { Engine } from './engine.ts';

/** What the program of a step leaves behind, for paper. */
export interface StepResult {
  /** From 1. */
  readonly step: number;
  /** What it printed, the beginning of it. */
  readonly printed: string;
  /** Why it did not come to its end; empty when it did. */
  readonly error: string;
  /** Of the database that it left; null when there is none. */
  readonly schema: Schema | null;
  readonly tables: readonly TableRows[];
}

export interface TableRows {
  readonly name: string;
  readonly columns: readonly string[];
  /** The first rows. */
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that are not among them. */
  readonly more: number;
}

/** Rows of a table, and characters of output, that paper has room for. */
const MOST_ROWS = 12;
const MOST_OUTPUT = 2_000;

/** Runs the solutions of a lesson, one after the other, each from an empty database; `done` is told each result. */
export async function runSolutions(engine: Engine, { steps }: Lesson, done: (result: StepResult) => void, wanted: () => boolean): Promise<void> {
  await engine.python;
  for (const [i, { language, setup, start, solution }] of steps.entries()) {
    const code = solution ?? start;
    if (!wanted()) return;
    // A step that asks for nothing begins with what the one before ended with, and that has been run there.
    const before = steps[i - 1];
    if (code.trim() === '' || (solution === null && start === (before?.solution ?? before?.start))) continue;
    // Each run of Python has a fresh engine by itself.
    if (language === 'sql') await engine.reset();
    const ended = language === 'sql' ? await runSql(engine, setup, code) : await runPython(engine, setup, code);
    const { schema, tables } = await stored(engine);
    if (wanted()) done({ step: i + 1, ...ended, schema, tables: ended.answer === null ? tables : [ended.answer, ...tables] });
  }
}

interface Ended {
  printed: string;
  error: string;
  /** What SQL answered. */
  answer: TableRows | null;
}

async function runPython(engine: Engine, setup: string, code: string): Promise<Ended> {
  const { stdout, error } = await engine.run(code, { setup });
  return { printed: stdout.slice(0, MOST_OUTPUT), error: error?.message ?? '', answer: null };
}

async function runSql(engine: Engine, setup: string, code: string): Promise<Ended> {
  if (setup !== '') await engine.query(setup);
  const result = await engine.query(code);
  const last = result.results.findLast(({ columns }) => columns.length > 0);
  const answer = last ? { name: 'The answer', columns: last.columns, rows: last.rows.slice(0, MOST_ROWS), more: Math.max(0, last.rows.length - MOST_ROWS) } : null;
  return { printed: '', error: result.status === 'error' ? result.error.message : '', answer };
}

/** The database with the most tables, and their rows. */
async function stored(engine: Engine): Promise<{ schema: Schema | null; tables: TableRows[] }> {
  const [database] = (await engine.databases()).filter(({ tables }) => tables > 0).sort((a, b) => b.tables - a.tables);
  if (!database) return { schema: null, tables: [] };
  const schema = await engine.schema(database.name);
  const tables: TableRows[] = [];
  for (const { name, columns } of schema.tables) {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    const result = await engine.query(`SELECT count(*) FROM ${quoted}; SELECT * FROM ${quoted} LIMIT ${MOST_ROWS}`, database.name);
    const [count, rows] = result.results;
    const total = Number(count?.rows[0]?.[0] ?? 0);
    tables.push({ name, columns: rows?.columns ?? columns.map((column) => column.name), rows: rows?.rows ?? [], more: Math.max(0, total - (rows?.rows.length ?? 0)) });
  }
  return { schema, tables };
}
