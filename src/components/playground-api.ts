import { LitElement } from 'lit';
import { erDiagram } from '../diagram/er.ts';
import { modelsDiagram } from '../diagram/models.ts';
import { objectsDiagram } from '../diagram/objects.ts';
import type { DatabaseInfo, QueryResult, RunResult, Schema } from '../engine/protocol.ts';
import type { CheckResult, Session } from '../session/session.ts';

/**
 * What embedders, courses and tests may do with a playground. Results are those of `protocol.ts`: a
 * learner's failure is a result, and a rejected promise carries a sentence that says what could not be
 * done. A verb that is called too early waits until it can be done.
 */
export abstract class PlaygroundApi extends LitElement {
  protected abstract readonly session: Session;

  /** The text of the Python editor. */
  get code(): string {
    return this.session.state.code;
  }
  set code(code: string) {
    this.session.setCode(String(code));
  }

  /** The text of the SQL console. */
  get sql(): string {
    return this.session.state.sql;
  }
  set sql(sql: string) {
    this.session.setSql(String(sql));
  }

  /** Resolves when Python can run; rejects when it could not be started. A new promise after each start. */
  get ready(): Promise<void> {
    return this.session.ready;
  }

  /** Runs the program in the editor; a program that is given is put there first. */
  run(code?: string): Promise<RunResult> {
    return this.session.run(code);
  }

  /** One input at the `>>>` prompt. */
  evaluate(source: string): Promise<RunResult> {
    return this.session.evaluate(source);
  }

  /** Runs SQL and leaves the SQL console as it is. */
  query(sql: string, database?: string): Promise<QueryResult> {
    return this.session.ask(sql, database);
  }

  /** Tests the work. Where nothing is tested nothing has passed. */
  async check(): Promise<CheckResult> {
    const result = await this.session.check();
    this.send('junction-check', result);
    const { progress } = this.session;
    if (progress !== null) this.send('junction-progress', progress);
    return result;
  }

  /** Ends what runs; the databases are what they were before it. */
  stop(): Promise<void> {
    return this.session.stop();
  }

  /** Drops databases, namespace and output; the code stays. */
  reset(): Promise<void> {
    return this.session.reset();
  }

  /** Tables, columns, keys and indexes as committed; without a name, of the database that the panels show. */
  schema(database?: string): Promise<Schema> {
    return this.session.schema(database ?? this.session.state.database ?? undefined);
  }

  /** Mermaid text of a diagram: of the tables, the mapped classes, or the objects of names and sessions. */
  async diagram(kind: 'er' | 'models' | 'objects'): Promise<string> {
    switch (kind) {
      case 'er':
        return erDiagram(await this.schema()).text;
      case 'models':
        return modelsDiagram((await this.session.inspect()).models).text;
      case 'objects':
        return objectsDiagram((await this.session.inspect()).objects).text;
      default:
        throw new Error(`There is no '${String(kind)}' diagram: only 'er', 'models' and 'objects'.`);
    }
  }

  /** A database as the bytes of an SQLite file; without a name, the one that the panels show. */
  exportDatabase(name?: string): Promise<Uint8Array> {
    return this.session.exportDatabase(name ?? this.session.state.database ?? undefined);
  }

  /** Takes in an SQLite file. Rejects with what is wrong with it. */
  async importDatabase(bytes: Uint8Array | ArrayBuffer, name?: string): Promise<DatabaseInfo> {
    const result = await this.session.importDatabase(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes, name);
    if (result.status === 'error') throw new Error(result.message);
    return result.database;
  }

  protected send(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
