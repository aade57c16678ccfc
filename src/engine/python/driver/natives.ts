import type { PythonC } from '../python-c.ts';
import { PythonRaised } from './objects.ts';
import type { PythonObjects } from './objects.ts';

/** What crosses by itself: ints up to 53 bits, texts, booleans; None for undefined and null. */
export type Plain = number | string | boolean | null | undefined | void;

/** A built-in function on Python's objects: from the address of its arguments' pointers and their number to its result. */
export type NativeFunction = (args: number, count: number) => number;

const FASTCALL = 0x80; // METH_FASTCALL

/**
 * JavaScript functions as built-in functions of Python, which calls them as its own ones: a tenth of what a call costs that
 * Pyodide converts.
 */
export class Natives {
  readonly #objects: PythonObjects;
  readonly #c: PythonC;
  #rethrow = 0;
  #thrown: unknown;

  constructor(objects: PythonObjects) {
    this.#objects = objects;
    this.#c = objects.c;
  }

  /** Names the Python function that calls `rethrow`; it must live on. */
  connect(rethrow: number): void {
    this.#rethrow = rethrow;
  }

  /** Throws what a built-in function has thrown: Pyodide makes an exception of it, and knows those that are its own. */
  rethrow(): never {
    const thrown = this.#thrown;
    this.#thrown = undefined;
    throw thrown;
  }

  /** A built-in function; a new reference. */
  make(name: string, fn: NativeFunction): number {
    const c = this.#c;
    const call = (_self: number, args: number, count: number): number => {
      try {
        return fn(args, count);
      } catch (error) {
        if (error instanceof PythonRaised) return 0;
        this.#thrown = error;
        return c._PyObject_CallNoArgs(this.#rethrow);
      }
    };
    // A PyMethodDef, for good: name, function, flags, documentation.
    const definition = c._malloc(16 + name.length + 1);
    const words = this.#objects.words;
    words[definition >> 2] = definition + 16;
    words[(definition >> 2) + 1] = this.#objects.addFunction(call, 'iiii');
    words[(definition >> 2) + 2] = FASTCALL;
    words[(definition >> 2) + 3] = 0;
    const letters = new TextEncoder().encode(`${name}\0`);
    this.#objects.bytes.set(letters, definition + 16);
    return this.#objects.made(c._PyCFunction_NewEx(definition, 0, 0));
  }

  /** A built-in function of one that takes and gives plain values. */
  makePlain(name: string, fn: (...args: never[]) => Plain): number {
    return this.make(name, (args, count) => {
      const values: Plain[] = [];
      for (let i = 0; i < count; i++) values.push(this.#read(this.#objects.word(args + i * 4)));
      return this.#give(fn(...(values as never[])));
    });
  }

  #read(object: number): Plain {
    const c = this.#c;
    const type = this.#objects.typeOf(object);
    if (type === c._PyLong_Type) return this.#objects.integer(object);
    if (type === c._PyUnicode_Type) return this.#objects.string(object);
    if (object === c.__Py_TrueStruct) return true;
    if (object === c.__Py_FalseStruct) return false;
    if (object === c.__Py_NoneStruct) return null;
    throw new TypeError('a value that does not cross');
  }

  #give(value: Plain): number {
    const c = this.#c;
    if (typeof value === 'number') {
      return value === (value | 0) ? this.#objects.makeInteger(value) : this.#objects.made(c._PyLong_FromLongLong(BigInt(value)));
    }
    if (typeof value === 'boolean') return value ? c.__Py_TrueStruct : c.__Py_FalseStruct;
    if (typeof value !== 'string') return c.__Py_NoneStruct;
    const bytes = new TextEncoder().encode(value);
    return this.#objects.makeText(bytes, 0, bytes.length);
  }
}
