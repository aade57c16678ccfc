import { unpackerOf, unpackRows } from '../../packed-rows.ts';
import type { PackedRows, SqlValue } from '../protocol.ts';

/** What tells one row of a table from the others: its rowid, or its key as text in a table WITHOUT ROWID. */
export type Identity = number | bigint | string;

/** A table's rows by their identity; a `Map` would do, too. */
export interface Rows extends Iterable<[Identity, SqlValue[]]> {
  readonly size: number;
  has(id: Identity): boolean;
  get(id: Identity): SqlValue[] | undefined;
  set(id: Identity, values: SqlValue[]): unknown;
  delete(id: Identity): unknown;
}

/**
 * Rows as they were read in one go, packed, with what has changed since beside them. A statement that disturbs few rows of
 * many has few of them decoded.
 */
export class Mirror implements Rows {
  readonly #packed: PackedRows;
  readonly #words: Int32Array;
  #unpack: ((row: number) => SqlValue[]) | undefined;
  /** Rows that came or changed; null for one that is gone. */
  readonly #changed = new Map<Identity, SqlValue[] | null>();
  #size: number;

  /** `packed` has the rowid in its first column, and the rows in its order. */
  constructor(packed: PackedRows) {
    this.#packed = packed;
    this.#words = new Int32Array(packed.slots);
    this.#size = packed.count;
  }

  get size(): number {
    return this.#size;
  }

  has(id: Identity): boolean {
    const changed = this.#changed.get(id);
    return changed === undefined ? this.#find(id) >= 0 : changed !== null;
  }

  get(id: Identity): SqlValue[] | undefined {
    const changed = this.#changed.get(id);
    if (changed !== undefined) return changed ?? undefined;
    const row = this.#find(id);
    if (row < 0) return undefined;
    this.#unpack ??= unpackerOf(this.#packed);
    return this.#unpack(row).slice(1);
  }

  set(id: Identity, values: SqlValue[]): void {
    if (!this.has(id)) this.#size++;
    this.#changed.set(id, values);
  }

  delete(id: Identity): void {
    if (this.has(id)) this.#size--;
    this.#changed.set(id, null);
  }

  *[Symbol.iterator](): Iterator<[Identity, SqlValue[]]> {
    const left = new Map(this.#changed);
    for (const [id, ...values] of unpackRows(this.#packed)) {
      if (typeof id !== 'number' && typeof id !== 'bigint') continue;
      const changed = left.get(id);
      left.delete(id);
      if (changed !== null) yield [id, changed ?? values];
    }
    for (const [id, values] of left) if (values) yield [id, values];
  }

  /** The place of a rowid among the packed rows, which are in order; negative when it is not there. */
  #find(id: Identity): number {
    let low = 0;
    let high = this.#packed.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = this.#rowid(middle);
      if (there === id) return middle;
      if (typeof id !== 'string' && there < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #rowid(row: number): number | bigint {
    const slot = row * this.#packed.columns * 2;
    const low = this.#words[slot] ?? 0;
    const high = this.#words[slot + 1] ?? 0;
    if (high >= -0x200000 && high < 0x200000) {
      const near = high * 0x1_0000_0000 + (low >>> 0);
      if (Number.isSafeInteger(near)) return near;
    }
    return (BigInt(high) << 32n) | BigInt(low >>> 0);
  }
}
