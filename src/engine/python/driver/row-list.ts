import type { PythonObjects } from './objects.ts';
import type { RowWriter } from './row-writer.ts';

/** A Python list of rows that is being made: the usual ones by the writer, many at once, any other by itself. */
export class RowList {
  readonly #objects: PythonObjects;
  readonly #writer: RowWriter | undefined;
  #list = 0;

  /** Without a writer each row must be appended. */
  constructor(objects: PythonObjects, writer?: RowWriter) {
    this.#objects = objects;
    this.#writer = writer;
  }

  /** Takes the current row of a statement; false when it must be appended. */
  write(handle: number, columns: number): boolean {
    const writer = this.#writer;
    if (!writer) return false;
    if (writer.write(handle, columns)) return true;
    if (writer.count === 0) return false;
    this.#flush();
    return writer.write(handle, columns);
  }

  /** Adds a row, and takes its reference over. */
  append(row: number): void {
    const { c } = this.#objects;
    this.#flush();
    if (this.#list === 0) this.#list = this.#objects.made(c._PyList_New(0));
    const added = c._PyList_Append(this.#list, row);
    c._Py_DecRef(row);
    this.#must(added);
  }

  /** The list; a new reference. */
  take(): number {
    this.#flush();
    const list = this.#list === 0 ? this.#objects.made(this.#objects.c._PyList_New(0)) : this.#list;
    this.#list = 0;
    return list;
  }

  /** Lets go of what has not been taken. */
  drop(): void {
    this.#writer?.drop();
    if (this.#list !== 0) this.#objects.c._Py_DecRef(this.#list);
    this.#list = 0;
  }

  #flush(): void {
    const writer = this.#writer;
    if (!writer || writer.count === 0) return;
    const rows = writer.take();
    if (this.#list === 0) {
      this.#list = rows;
      return;
    }
    const { c } = this.#objects;
    const extended = c._PyList_Extend(this.#list, rows);
    c._Py_DecRef(rows);
    this.#must(extended);
  }

  #must(code: number): void {
    this.#objects.made(code + 1);
  }
}
