import { SQLITE_DONE, SQLITE_ROW } from '../../sqlite/c-api.ts';
import type { Connection } from '../../sqlite/connection.ts';
import { SqliteError } from '../../sqlite/error.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { SqlText } from '../../sqlite/sql-text.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { REFUSED } from './parameters.ts';
import type { Statements } from './statements.ts';

/** A text of several statements, run one by one for `executescript`. Rows are dropped. */
export class Script {
  readonly #sqlite: Sqlite;
  readonly #statements: Statements;
  readonly #recorder: Recorder;
  readonly #connection: Connection;
  readonly #text: SqlText;
  /** The text of the statement that ran last. */
  sql = '';
  /** Rows that it gave or changed. */
  rows = 0;

  constructor(sqlite: Sqlite, statements: Statements, recorder: Recorder, connection: Connection, sql: string) {
    this.#recorder = recorder;
    this.#sqlite = sqlite;
    this.#statements = statements;
    this.#connection = connection;
    this.#text = new SqlText(sqlite, sql);
  }

  /** Runs the next statement: 1, 0 when none is left, or `REFUSED`. */
  next(): number {
    const { c } = this.#sqlite;
    try {
      const statement = this.#text.next(this.#connection);
      if (!statement) return 0;
      this.sql = statement.sql;
      const before = this.#connection.totalChanges;
      let rows = 0;
      const execution = this.#recorder.begin(this.#connection, statement.handle, statement.sql);
      let code = c.step(statement.handle);
      for (; code === SQLITE_ROW; rows++) code = c.step(statement.handle);
      if (code !== SQLITE_DONE) this.#statements.fail(this.#connection);
      statement.finalize();
      this.#statements.follow(execution, code === SQLITE_DONE);
      this.rows = rows + this.#connection.totalChanges - before;
      return code === SQLITE_DONE ? 1 : REFUSED;
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      this.#statements.failure = { code: error.code, message: error.message };
      return REFUSED;
    }
  }

  release(): void {
    this.#text.release();
  }
}
