/** SQLite's linear memory. Its views are renewed when the memory has grown: never keep one across a call into SQLite. */
export class Memory {
  readonly #memory: WebAssembly.Memory;
  readonly #malloc: (bytes: number) => number;
  readonly #free: (pointer: number) => void;
  #bytes: Uint8Array;
  #view: DataView;
  #words: Int32Array;
  #doubles: Float64Array;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(memory: WebAssembly.Memory, malloc: (bytes: number) => number, free: (pointer: number) => void) {
    this.#memory = memory;
    this.#malloc = malloc;
    this.#free = free;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
    this.#words = new Int32Array(memory.buffer);
    this.#doubles = new Float64Array(memory.buffer);
  }

  /** All of it, as bytes. */
  get bytes(): Uint8Array {
    // Growing detaches the old buffer, which empties its views: cheaper to see than to ask for the buffer.
    if (this.#bytes.length === 0) this.#renew();
    return this.#bytes;
  }

  /** All of it, for reading numbers (little-endian). */
  get view(): DataView {
    if (this.#bytes.length === 0) this.#renew();
    return this.#view;
  }

  /** All of it, as 32-bit integers: address ÷ 4. */
  get words(): Int32Array {
    if (this.#bytes.length === 0) this.#renew();
    return this.#words;
  }

  /** All of it, as doubles: address ÷ 8. */
  get doubles(): Float64Array {
    if (this.#bytes.length === 0) this.#renew();
    return this.#doubles;
  }

  /** Room for `bytes` bytes; throws when memory has run out. Give it back with `release`. */
  allocate(bytes: number): number {
    const pointer = this.#malloc(bytes);
    if (pointer === 0) throw new RangeError('out of memory');
    return pointer;
  }

  release(pointer: number): void {
    this.#free(pointer);
  }

  /** A copy of `data` inside; at least one byte, so that the pointer is never null. */
  copyIn(data: Uint8Array): number {
    const pointer = this.allocate(data.length || 1);
    this.bytes.set(data, pointer);
    return pointer;
  }

  /** `text` as UTF-8 with a final NUL, for as long as `use` runs. */
  withString<T>(text: string, use: (pointer: number, bytes: number) => T): T {
    const data = this.#encoder.encode(text);
    const pointer = this.allocate(data.length + 1);
    const bytes = this.bytes;
    bytes.set(data, pointer);
    bytes[pointer + data.length] = 0;
    try {
      return use(pointer, data.length);
    } finally {
      this.release(pointer);
    }
  }

  /** The NUL-terminated UTF-8 text at `pointer`; empty for a null pointer. */
  string(pointer: number): string {
    if (pointer === 0) return '';
    const bytes = this.bytes;
    return this.#decoder.decode(bytes.subarray(pointer, bytes.indexOf(0, pointer)));
  }

  /** `length` bytes of UTF-8 at `pointer`; NULs kept, undecodable bytes become U+FFFD. */
  text(pointer: number, length: number): string {
    return this.#decoder.decode(this.bytes.subarray(pointer, pointer + length));
  }

  /** The pointer (or 32-bit unsigned number) stored at `address`. */
  pointer(address: number): number {
    return this.view.getUint32(address, true);
  }

  #renew(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
    this.#words = new Int32Array(this.#memory.buffer);
    this.#doubles = new Float64Array(this.#memory.buffer);
  }
}
