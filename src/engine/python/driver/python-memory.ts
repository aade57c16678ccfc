/** What Pyodide lends of a Python `bytearray`: a view of its bytes in Python's own memory. */
interface LentBuffer {
  readonly data: Uint8Array;
  release(): void;
}

/** A Python `bytearray`, as Pyodide hands it to JavaScript. */
export interface PythonBytearray {
  copy(): PythonBytearray;
  getBuffer(type: 'u8'): LentBuffer;
  destroy(): void;
}

/** Where the payload begins in the shared buffer; before it lie the numbers of `HEAD`. */
export const HEAD_BYTES = 64;

/** Places of the numbers that an execution leaves at the start of the shared buffer. */
export const HEAD = {
  /** `sqlite3_last_insert_rowid`, 64 bits. */
  lastRowid: 0,
  /** Rows that were inserted, updated or deleted; over all rows of an `executemany`. 32 bits, as are those that follow. */
  changes: 8,
  /** Rows of an `executemany` that are done. */
  executed: 12,
  /** Bytes that the shared buffer would need for the next row. */
  needed: 16,
  /** Number of the last record of the trace. */
  serial: 20,
} as const;

/** `PyBytesObject` in a 32-bit CPython: its length, and where its bytes begin. */
const BYTES_LENGTH = 8;
const BYTES_START = 16;

/**
 * Python's memory, read and written without conversions: Python lends one `bytearray` for good, and names `bytes`
 * objects by their address (`id`). Views go stale when Python's memory grows: take them anew after calling Python.
 */
export class PythonMemory {
  #owner: PythonBytearray | null = null;
  #lent: LentBuffer | null = null;
  #bytes: Uint8Array = new Uint8Array();
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Address of the shared buffer, and of what follows it. */
  start = 0;
  end = 0;
  /** Bytes of a payload that is being written; 0 when none is. */
  used = 0;
  #visits = 0;
  #suspended: { used: number; bytes: Uint8Array } | null = null;

  /** Takes a buffer in use, in place of the former. */
  attach(buffer: PythonBytearray): void {
    this.#lent?.release();
    this.#owner?.destroy();
    this.#owner = buffer.copy();
    this.#lend(this.#owner);
  }

  /** All of Python's memory. */
  get bytes(): Uint8Array {
    if (this.#bytes.byteLength === 0) this.#renew();
    return this.#bytes;
  }

  get view(): DataView {
    if (this.#bytes.byteLength === 0) this.#renew();
    return this.#view;
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
    this.view.setInt32(this.start + place, value, true);
  }

  /** Before a payload is written: one that is half written already (Python was called from inside SQLite) is put aside. */
  claim(): void {
    if (this.used === 0 || this.#suspended) return;
    this.#suspended = { used: this.used, bytes: this.bytes.slice(this.payload, this.payload + this.used) };
  }

  /** True while Python has been called from inside SQLite. */
  get visiting(): boolean {
    return this.#visits > 0;
  }

  /** Calls Python from inside SQLite; a payload half written is afterwards as it was. */
  visit<T>(call: () => T): T {
    const outer = this.#suspended;
    this.#suspended = null;
    const used = this.used;
    this.#visits++;
    try {
      return call();
    } finally {
      this.#visits--;
      const mine = this.#suspended as { used: number; bytes: Uint8Array } | null;
      if (mine) this.bytes.set(mine.bytes, this.payload);
      this.used = used;
      this.#suspended = outer;
    }
  }

  #lend(owner: PythonBytearray): void {
    this.#lent = owner.getBuffer('u8');
    const { buffer, byteOffset, byteLength } = this.#lent.data;
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
    this.start = byteOffset;
    this.end = byteOffset + byteLength;
  }

  #renew(): void {
    if (!this.#owner) throw new Error('Python has lent no buffer.');
    this.#lent?.release();
    this.#lend(this.#owner);
  }
}
