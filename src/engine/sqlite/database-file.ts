import type { DatabaseInfo, DatabaseName } from '../protocol.ts';
import { Connection } from './connection.ts';
import { SqliteError } from './error.ts';
import type { Sqlite } from './library.ts';

/** One database: its file, the connections that others have to it, and the one through which Junction looks at it. */
export class DatabaseFileState {
  readonly name: DatabaseName;
  readonly file: string;
  /** False for a private `:memory:` database. */
  readonly isFile: boolean;
  /** Connections of the program. */
  readonly program = new Set<Connection>();
  /** False while only the console or the page has touched it. */
  kept = false;
  readonly #sqlite: Sqlite;
  #viewer: Connection | undefined;
  #console: Connection | undefined;
  #info: Pick<DatabaseInfo, 'tables' | 'size'> = { tables: 0, size: 0 };
  #fingerprint = { data: '', schema: '' };

  constructor(sqlite: Sqlite, name: DatabaseName, file: string, isFile: boolean) {
    this.#sqlite = sqlite;
    this.name = name;
    this.file = file;
    this.isFile = isFile;
  }

  /** Sees what is committed and changes nothing. For the grid, the schema, the diagram. */
  get viewer(): Connection {
    if (!this.#viewer) {
      this.#viewer = Connection.open(this.#sqlite, this.file);
      this.#viewer.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF');
    }
    return this.#viewer;
  }

  /** The SQL console's own: keeps its transaction from one query to the next. */
  get console(): Connection {
    this.#console ??= Connection.open(this.#sqlite, this.file);
    return this.#console;
  }

  /** As last seen when somebody holds the file locked. */
  info(): DatabaseInfo {
    this.#whenReadable((viewer) => {
      const [row] = viewer.all("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
      const [pages] = viewer.all('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size');
      this.#info = { tables: Number(row?.[0]), size: Number(pages?.[0]) };
    });
    const uncommitted = [...this.program, ...(this.#console ? [this.#console] : [])].some((connection) => connection.hasUncommitted);
    return { name: this.name, file: this.isFile, ...this.#info, uncommitted };
  }

  /** What has been committed since the last call. */
  poll(): { data: boolean; schema: boolean } {
    const before = this.#fingerprint;
    this.#whenReadable((viewer) => {
      this.#fingerprint = { data: String(viewer.all('PRAGMA data_version')), schema: String(viewer.all('PRAGMA schema_version')) };
    });
    return { data: before.data !== this.#fingerprint.data, schema: before.schema !== this.#fingerprint.schema };
  }

  /** Closes Junction's own connections; the program's are its own affair. */
  close(): void {
    this.#viewer?.close();
    this.#console?.close();
    this.#viewer = this.#console = undefined;
  }

  #whenReadable(look: (viewer: Connection) => void): void {
    try {
      look(this.viewer);
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
    }
  }
}
