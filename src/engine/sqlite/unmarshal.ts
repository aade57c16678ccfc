/** What `unmarshal` makes: a float is wrapped, so that 1.0 is told from 1; a tuple or list is an array; a dict is a Map. */
export type MarshalValue =
  | null | boolean | number | bigint | string | Uint8Array | MarshalFloat | MarshalValue[] | Map<MarshalValue, MarshalValue>;

/** A Python float. */
export class MarshalFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** Marks the end of a dict's items. */
const END = Symbol('end');

/** Reads one value that Python's `marshal.dumps(…, 2)` wrote. Whole numbers become bigint beyond ±2^53. */
export function unmarshal(bytes: Uint8Array): MarshalValue {
  const value = new Reader(bytes).value();
  if (value === END) throw new Error('marshal data ends nothing');
  return value;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(): MarshalValue | typeof END {
    const type = String.fromCharCode(this.#view.getUint8(this.#at++) & 0x7f);
    switch (type) {
      case '0': return END;
      case 'N': return null;
      case 'T': return true;
      case 'F': return false;
      case 'i': return this.#int32();
      case 'l': return this.#long();
      case 'g': return new MarshalFloat(this.#skip(8, (at) => this.#view.getFloat64(at, true)));
      case 's': return this.#slice(this.#int32()).slice();
      case 'u': case 't': case 'a': case 'A': return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#slice(this.#int32()));
      case 'z': case 'Z': return new TextDecoder().decode(this.#slice(this.#byte()));
      case '(': case '[': return this.#items(this.#int32());
      case ')': return this.#items(this.#byte());
      case '{': return this.#dict();
      default: throw new Error(`marshal type ${JSON.stringify(type)} does not cross`);
    }
  }

  #inner(): MarshalValue {
    const value = this.value();
    if (value === END) throw new Error('marshal data ends a dict that was not begun');
    return value;
  }

  #items(count: number): MarshalValue[] {
    const items: MarshalValue[] = [];
    while (items.length < count) items.push(this.#inner());
    return items;
  }

  #dict(): Map<MarshalValue, MarshalValue> {
    const dict = new Map<MarshalValue, MarshalValue>();
    for (let key = this.value(); key !== END; key = this.value()) dict.set(key, this.#inner());
    return dict;
  }

  #long(): number | bigint {
    const size = this.#int32();
    let magnitude = 0n;
    for (let i = 0n; i < Math.abs(size); i++) magnitude |= BigInt(this.#skip(2, (at) => this.#view.getUint16(at, true))) << (15n * i);
    const value = size < 0 ? -magnitude : magnitude;
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }

  #int32(): number {
    return this.#skip(4, (at) => this.#view.getInt32(at, true));
  }

  #byte(): number {
    return this.#skip(1, (at) => this.#view.getUint8(at));
  }

  #slice(length: number): Uint8Array {
    return this.#skip(length, (at) => this.#bytes.subarray(at, at + length));
  }

  #skip<T>(bytes: number, read: (at: number) => T): T {
    const at = this.#at;
    this.#at += bytes;
    return read(at);
  }
}
