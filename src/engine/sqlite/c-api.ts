/**
 * SQLite's C functions, as sql.js exports them. A pointer is a number; `i64` is a bigint.
 * Names are SQLite's own without the `sqlite3_`.
 */
export interface CFunctions {
  free(pointer: number): void;
  open(fileName: number, out: number): number;
  close_v2(db: number): number;
  errmsg(db: number): number;
  changes(db: number): number;
  exec(db: number, sql: number, callback: number, argument: number, errorOut: number): number;
  prepare_v2(db: number, sql: number, bytes: number, out: number, tailOut: number): number;
  step(stmt: number): number;
  reset(stmt: number): number;
  finalize(stmt: number): number;
  sql(stmt: number): number;
  clear_bindings(stmt: number): number;
  bind_int(stmt: number, index: number, value: number): number;
  bind_double(stmt: number, index: number, value: number): number;
  bind_text(stmt: number, index: number, text: number, bytes: number, destructor: number): number;
  bind_blob(stmt: number, index: number, blob: number, bytes: number, destructor: number): number;
  column_count(stmt: number): number;
  data_count(stmt: number): number;
  column_name(stmt: number, column: number): number;
  column_text(stmt: number, column: number): number;
  column_blob(stmt: number, column: number): number;
  column_bytes(stmt: number, column: number): number;
  value_type(value: number): number;
  value_int(value: number): number;
  value_double(value: number): number;
  value_text(value: number): number;
  value_blob(value: number): number;
  value_bytes(value: number): number;
  result_null(context: number): void;
  result_int(context: number, value: number): void;
  result_int64(context: number, value: bigint): void;
  result_double(context: number, value: number): void;
  result_text(context: number, text: number, bytes: number, destructor: number): void;
  result_blob(context: number, blob: number, bytes: number, destructor: number): void;
  result_error(context: number, text: number, bytes: number): void;
  aggregate_context(context: number, bytes: number): number;
  create_function_v2(
    db: number, name: number, argumentCount: number, encoding: number, data: number,
    func: number, step: number, final: number, destroy: number,
  ): number;
  /** `void (data, operation, database, table, rowid)`; 0 takes it away. Returns the data of the former. */
  update_hook(db: number, fn: number, data: number): number;
  backup_init(target: number, targetName: number, source: number, sourceName: number): number;
  backup_step(backup: number, pages: number): number;
  backup_finish(backup: number): number;
}

/** The names of `CFunctions`, for finding them on sql.js's module. */
export const C_FUNCTION_NAMES = [
  'free', 'open', 'close_v2', 'errmsg', 'changes', 'exec', 'prepare_v2', 'step', 'reset', 'finalize', 'sql',
  'clear_bindings', 'bind_int', 'bind_double', 'bind_text', 'bind_blob',
  'column_count', 'data_count', 'column_name', 'column_text', 'column_blob', 'column_bytes',
  'value_type', 'value_int', 'value_double', 'value_text', 'value_blob', 'value_bytes',
  'result_null', 'result_int', 'result_int64', 'result_double', 'result_text', 'result_blob', 'result_error',
  'aggregate_context', 'create_function_v2', 'update_hook', 'backup_init', 'backup_step', 'backup_finish',
] as const satisfies readonly (keyof CFunctions)[];

/** Result codes (primary ones) that Junction tells apart. */
export const SQLITE_OK = 0;
export const SQLITE_ERROR = 1;
export const SQLITE_BUSY = 5;
export const SQLITE_LOCKED = 6;
export const SQLITE_READONLY = 8;
export const SQLITE_CANTOPEN = 14;
export const SQLITE_ROW = 100;
export const SQLITE_DONE = 101;

/** Storage classes, as `column_type` and `value_type` name them. */
export const SQLITE_INTEGER = 1;
export const SQLITE_FLOAT = 2;
export const SQLITE_TEXT = 3;
export const SQLITE_BLOB = 4;
export const SQLITE_NULL = 5;

/** Destructor that tells SQLite to copy the bytes before it returns. */
export const SQLITE_TRANSIENT = -1;
/** Destructor that tells SQLite that the bytes stay where they are. */
export const SQLITE_STATIC = 0;
export const SQLITE_UTF8 = 1;
export const SQLITE_DETERMINISTIC = 0x800;
