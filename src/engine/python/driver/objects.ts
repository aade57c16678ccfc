import { PYTHON_C_NAMES } from '../python-c.ts';
import type { PythonC, PythonModule } from '../python-c.ts';

/*
 * Where CPython keeps what is in its objects, in the build that package.json pins (32 bits, 30-bit digits). `checkObjects`
 * tries every one of these when the site is built, and browsers take no other build than that: its hash is known.
 */
const OBJECT_TYPE = 4;
/** Length of a tuple, list, str or bytes. */
const SIZE = 8;
const LONG_TAG = 8; // number of digits × 8, plus the sign: 0 positive, 1 zero, 2 negative
const LONG_DIGITS = 12;
const FLOAT_VALUE = 8;
const BYTES_START = 16;
const TEXT_STATE = 16;
const TEXT_ASCII = 0x40;
const ASCII_START = 20;
const TUPLE_ITEMS = 16;
const LIST_ITEMS = 12; // a pointer to them

/** Thrown when a Python exception has been set: the built-in function that Python has called returns with it. */
export class PythonRaised extends Error {}

/** Python's objects, read and made in place. Views go stale when Python's memory grows: take them anew after a call of `c`. */
export class PythonObjects {
  readonly c: PythonC;
  readonly #module: PythonModule;
  #bytes: Uint8Array = new Uint8Array();
  #words: Int32Array = new Int32Array();
  #doubles: Float64Array = new Float64Array();
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Small ints, which Python keeps for good, from −16 on. */
  readonly #small: number[];
  /** A block of Python's memory through which texts go. */
  readonly #scratch: number;
  readonly #scratchSize = 4096;

  constructor(module: PythonModule) {
    this.#module = module;
    // The module is a dictionary of thousands; these are at hand.
    const c = Object.fromEntries(PYTHON_C_NAMES.map((name) => [name, module[name]])) as unknown as PythonC;
    this.c = c;
    this.#small = Array.from({ length: 272 }, (_, i) => (i < 11 ? 0 : c._PyLong_FromLong(i - 16)));
    this.#scratch = c._malloc(this.#scratchSize);
  }

  /** Puts a JS function into WebAssembly's table. */
  addFunction(fn: (...args: number[]) => number, signature: string): number {
    return this.#module.addFunction(fn, signature);
  }

  get bytes(): Uint8Array {
    if (this.#bytes.length === 0) this.#renew();
    return this.#bytes;
  }

  /** Memory as 32-bit integers: address ÷ 4. */
  get words(): Int32Array {
    if (this.#words.length === 0) this.#renew();
    return this.#words;
  }

  /** Memory as doubles: address ÷ 8. */
  get doubles(): Float64Array {
    if (this.#doubles.length === 0) this.#renew();
    return this.#doubles;
  }

  get view(): DataView {
    if (this.#bytes.length === 0) this.#renew();
    return this.#view;
  }

  word(address: number): number {
    return this.words[address >> 2] as number;
  }

  typeOf(object: number): number {
    return this.words[(object + OBJECT_TYPE) >> 2] as number;
  }

  size(object: number): number {
    return this.words[(object + SIZE) >> 2] as number;
  }

  /** Where the pointers to a tuple's or list's items are; −1 for any other object. */
  items(object: number): number {
    const type = this.typeOf(object);
    if (type === this.c._PyTuple_Type) return object + TUPLE_ITEMS;
    return type === this.c._PyList_Type ? this.word(object + LIST_ITEMS) : -1;
  }

  /** A float's value. */
  real(object: number): number {
    return this.doubles[(object + FLOAT_VALUE) >> 3] as number;
  }

  /** An int's value: a number up to 60 bits' rounding, so exact only within ±2^53; see `isSmall` and `big`. */
  integer(object: number): number {
    const words = this.words;
    const tag = words[(object + LONG_TAG) >> 2] as number;
    const digits = (object + LONG_DIGITS) >> 2;
    const size = tag >>> 3;
    const value = size <= 1 ? (words[digits] as number) : Number(this.big(object));
    return (tag & 3) === 1 ? 0 : size <= 1 && (tag & 3) === 2 ? -value : value;
  }

  /** Whether an int has one digit, and so less than 31 bits. */
  isSmall(object: number): boolean {
    return this.word(object + LONG_TAG) >>> 3 <= 1;
  }

  /** An int of any size up to 3 digits (90 bits); undefined for a larger one. */
  big(object: number): bigint | undefined {
    const words = this.words;
    const tag = words[(object + LONG_TAG) >> 2] as number;
    const size = tag >>> 3;
    if (size > 3) return undefined;
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 30n) | BigInt(words[(object + LONG_DIGITS + i * 4) >> 2] as number);
    return (tag & 3) === 1 ? 0n : (tag & 3) === 2 ? -value : value;
  }

  /** Address of the bytes of a text that is all ASCII; 0 for another. As many as `size` says. */
  ascii(text: number): number {
    return (this.words[(text + TEXT_STATE) >> 2] as number) & TEXT_ASCII ? text + ASCII_START : 0;
  }

  /** Where the bytes of a `bytes` object are. */
  bytesAt(object: number): number {
    return object + BYTES_START;
  }

  /** A text as a JS string. */
  string(text: number): string {
    const { c } = this;
    const bytes = c._PyUnicode_AsUTF8AndSize(text, this.#scratch);
    if (bytes === 0) throw new PythonRaised();
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes.subarray(bytes, bytes + this.word(this.#scratch)));
  }

  /** UTF-8 of a text that is not ASCII; undefined when it holds half a surrogate pair. */
  utf8(text: number): { start: number; length: number } | undefined {
    const start = this.c._PyUnicode_AsUTF8AndSize(text, this.#scratch);
    if (start !== 0) return { start, length: this.word(this.#scratch) };
    this.#clear();
    return undefined;
  }

  makeInteger(low: number, high = low >> 31): number {
    if (high === low >> 31) return low >= -5 && low < 256 ? (this.#small[low + 16] as number) : this.made(this.c._PyLong_FromLong(low));
    return this.made(this.c._PyLong_FromLongLong((BigInt(high) << 32n) | BigInt(low >>> 0)));
  }

  makeReal(value: number): number {
    return this.made(this.c._PyFloat_FromDouble(value));
  }

  /** A str of UTF-8 bytes; 0 when they are not. */
  makeText(from: Uint8Array, start: number, length: number): number {
    const { c } = this;
    let text: number;
    if (length <= this.#scratchSize) {
      copy(from, start, this.bytes, this.#scratch, length);
      text = c._PyUnicode_DecodeUTF8(this.#scratch, length, 0);
    } else {
      const room = this.allocate(length);
      copy(from, start, this.bytes, room, length);
      text = c._PyUnicode_DecodeUTF8(room, length, 0);
      c._free(room);
    }
    if (text === 0) this.#clear();
    return text;
  }

  makeBytes(from: Uint8Array, start: number, length: number): number {
    const made = this.made(this.c._PyBytes_FromStringAndSize(0, length));
    copy(from, start, this.bytes, made + BYTES_START, length);
    return made;
  }

  /** A tuple whose items are to be put at `items`. */
  makeTuple(length: number): number {
    return this.made(this.c._PyTuple_New(length));
  }

  /** A block of Python's memory. */
  allocate(bytes: number): number {
    const block = this.c._malloc(bytes);
    if (block === 0) this.noMemory();
    return block;
  }

  /** An object that a C function has made, or the exception that it has set instead. */
  made(object: number): number {
    if (object === 0) throw new PythonRaised();
    return object;
  }

  noMemory(): never {
    this.c._PyErr_NoMemory();
    throw new PythonRaised();
  }

  /** Takes back an exception that has been set, unless it says that memory has run out. */
  #clear(): void {
    const { c } = this;
    if (c._PyErr_ExceptionMatches(this.word(c._PyExc_MemoryError))) throw new PythonRaised();
    c._PyErr_Clear();
  }

  #renew(): void {
    const { buffer } = this.#module.HEAPU8;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
    this.#doubles = new Float64Array(buffer);
    this.#view = new DataView(buffer);
  }
}

/** Short runs byte by byte, long ones by the engine's own copy. */
export function copy(from: Uint8Array, start: number, to: Uint8Array, at: number, length: number): void {
  if (length > 64) {
    to.set(from.subarray(start, start + length), at);
    return;
  }
  for (let i = 0; i < length; i++) to[at + i] = from[start + i] as number;
}
