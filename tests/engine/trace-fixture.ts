import { Databases } from '../../src/engine/sqlite/databases.ts';
import type { Connection } from '../../src/engine/sqlite/connection.ts';
import { SqliteError } from '../../src/engine/sqlite/error.ts';
import type { Statement as Prepared } from '../../src/engine/sqlite/statement.ts';
import { Recorder } from '../../src/engine/trace/recorder.ts';
import type { Execution, TraceRecord } from '../../src/engine/trace/recorder.ts';
import type { RowChange, SqlValue } from '../../src/engine/protocol.ts';
import { startSqlite } from './sqlite-fixture.ts';

/** A SQLite whose statements are recorded, as the driver does it. */
export interface TracedSqlite {
  databases: Databases;
  recorder: Recorder;
  open(name: string): TracedConnection;
}

export interface TracedConnection {
  connection: Connection;
  /** Runs statements and answers what each changed, in short; a refusal is part of the answer. */
  run(sql: string): string[];
  records(sql: string): TraceRecord[];
  /** Runs one statement, records being left for later; why it was refused. */
  execute(sql: string): string | undefined;
  close(): string[];
}

export async function startTracedSqlite(): Promise<TracedSqlite> {
  const sqlite = await startSqlite();
  const databases = new Databases(sqlite);
  const recorder = new Recorder(sqlite);
  recorder.start(true);
  const open = (name: string): TracedConnection => {
    const connection = name === ':memory:' ? databases.openPrivate() : databases.open(name);
    recorder.opened(connection, databases.nameOf(connection) ?? '');
    const execute = (sql: string): string | undefined => {
      let execution: Execution | null = null;
      let statement: Prepared | null = null;
      let refusal: string | undefined;
      try {
        statement = connection.prepare(sql);
        if (statement) execution = recorder.begin(connection, statement.handle, sql);
        while (statement?.step());
      } catch (error) {
        if (!(error instanceof SqliteError)) throw error;
        refusal = error.message;
      }
      statement?.finalize();
      if (execution) recorder.end(execution, refusal === undefined);
      return refusal;
    };
    const records = (sql: string): TraceRecord[] => {
      for (const each of sql.split(/;\s*(?=\S)/)) execute(each);
      return recorder.take();
    };
    return {
      connection,
      records,
      execute,
      run: (sql) => {
        const refusals = sql.split(/;\s*(?=\S)/).flatMap((each) => execute(each) ?? []);
        return [...recorder.take().flatMap(inShort), ...refusals.map((words) => `! ${words}`)];
      },
      close: () => {
        recorder.closing(connection);
        connection.close();
        return recorder.take().flatMap(inShort);
      },
    };
  };
  return { databases, recorder, open };
}

/** `+t(1 'a')`, `-t(…)`, `t(…)→(…)`, `create t`, `cut t`: what a record says. */
export function inShort({ changes, schema, cut }: TraceRecord): string[] {
  return [
    ...schema.map(({ table, now, ...rest }) => (now ? `${'former' in rest ? `rename ${rest.former} ` : 'define '}${table}` : `drop ${table}`)),
    ...changes.map(changeInShort),
    ...(cut.tables ?? []).map((table) => `cut ${table}`),
    ...(cut.rows ? [`cut ${cut.rows} rows`] : []),
    ...(cut.values ? ['cut values'] : []),
  ];
}

export function changeInShort({ database, table, operation, key, before, after, cause }: RowChange): string {
  const name = `${database === undefined ? '' : `${database}.`}${table}`;
  const by = cause ? ` by ${cause.kind === 'trigger' ? cause.name : 'foreign key'}` : '';
  if (!before && !after) return `${operation} ${name} ${key.join()}${by}`;
  if (operation === 'update') return `${name}${values(before)}→${values(after)}${by}`;
  return `${operation === 'insert' ? '+' : '-'}${name}${values(after ?? before)}${by}`;
}

function values(row: SqlValue[] | undefined): string {
  return row ? `(${row.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(' ')})` : '?';
}
