/** The part of sql.js that Junction uses: its Emscripten module. */
declare module 'sql.js/dist/sql-wasm-browser.js' {
  /** A database of sql.js's class API; `db` (a `sqlite3*`) and `filename` are plain properties of it. */
  interface SqlJsDatabase {
    db: number | null;
    filename: string;
    /** The file's bytes, by the backup API. */
    export(): Uint8Array;
    /** Closes the connection and unlinks the file. */
    close(): void;
  }

  interface SqlJsModule {
    /** Puts a JS function into WebAssembly's table; `signature` as in `viii`: result, then parameters. */
    addFunction(fn: (...args: never[]) => unknown, signature: string): number;
    removeFunction(index: number): void;
    Database: new (bytes?: Uint8Array) => SqlJsDatabase;
    [name: `_${string}`]: (...args: never[]) => unknown;
  }

  interface SqlJsConfig {
    /** Starts the program by other means than fetching it. */
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): unknown;
    /** False keeps SQLite's own `floor`, `sqrt`, `sign`, `median` … in place of sql.js's older ones. */
    useOldExtensionFunctions: boolean;
  }

  export type { SqlJsConfig, SqlJsDatabase, SqlJsModule };
  const initSqlJs: (config: SqlJsConfig) => Promise<SqlJsModule>;
  export default initSqlJs;
}
