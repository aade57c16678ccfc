import type { PythonObjects } from './objects.ts';

/** A Python `bytearray`, as Pyodide hands it to JavaScript. */
export interface PythonBytearray {
  getBuffer(type: 'u8'): { readonly data: Uint8Array; release(): void };
}

/** Where the payload begins in the shared buffer; before it lie the numbers of `HEAD`. */
const HEAD_BYTES = 64;

/** Places of the numbers that an execution leaves at the start of the shared buffer. */
export const HEAD = {
  /** `sqlite3_last_insert_rowid`, 64 bits. */
  lastRowid: 0,
  /** Rows that were inserted, updated or deleted; over all rows of an `executemany`. 32 bits, as are those that follow. */
  changes: 8,
  /** Rows of an `executemany` that are done. */
  executed: 12,
  /** How a fetch ended. */
  end: 16,
  /** Number of the last record of the trace. */
  serial: 20,
} as const;

/** `PyBytesObject` in a 32-bit CPython: its length, and where its bytes begin. */
const BYTES_LENGTH = 8;
const BYTES_START = 16;

/** A `bytearray` that Python lends for good: numbers that go with an answer, and behind them a callback's arguments. */
export class PythonMemory {
  readonly objects: PythonObjects;
  /** Address of the shared buffer, and of what follows it. */
  start = 0;
  end = 0;
  #visits = 0;

  constructor(objects: PythonObjects) {
    this.objects = objects;
  }

  /** Takes a buffer in use, in place of the former. Python keeps it alive, and views of it in their place. */
  attach(buffer: PythonBytearray): void {
    const lent = buffer.getBuffer('u8');
    this.start = lent.data.byteOffset;
    this.end = this.start + lent.data.byteLength;
    lent.release();
  }

  /** All of Python's memory. */
  get bytes(): Uint8Array {
    return this.objects.bytes;
  }

  get view(): DataView {
    return this.objects.view;
  }

  /** Address of the payload. */
  get payload(): number {
    return this.start + HEAD_BYTES;
  }

  /** Where the bytes of the `bytes` object at `address` lie. */
  bytesAt(address: number): { start: number; end: number } {
    const start = address + BYTES_START;
    return { start, end: start + this.view.getUint32(address + BYTES_LENGTH, true) };
  }

  setHead(place: number, value: number): void {
    this.objects.words[(this.start + place) >> 2] = value;
  }

  /** True while Python has been called from inside SQLite. */
  get visiting(): boolean {
    return this.#visits > 0;
  }

  /** Calls Python from inside SQLite. */
  visit<T>(call: () => T): T {
    this.#visits++;
    try {
      return call();
    } finally {
      this.#visits--;
    }
  }
}
