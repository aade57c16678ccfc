/**
 * CPython's own C functions and memory, as Pyodide's Emscripten module has them. A pointer is a number; `PyObject *` results
 * are new references, and 0 when a Python exception has been set. Only what Junction uses.
 */
export interface PythonC {
  _malloc(bytes: number): number;
  _free(pointer: number): void;

  _PyCFunction_NewEx(definition: number, self: number, module: number): number;
  _PyObject_CallNoArgs(callable: number): number;
  _PyLong_FromLong(value: number): number;
  _PyLong_FromLongLong(value: bigint): number;
  _PyFloat_FromDouble(value: number): number;
  _PyBytes_FromStringAndSize(bytes: number, length: number): number;
  _PyUnicode_DecodeUTF8(bytes: number, length: number, errors: number): number;
  /** Address of a text's UTF-8, which lives as long as the text; 0 when it holds half a surrogate pair. */
  _PyUnicode_AsUTF8AndSize(text: number, length: number): number;
  _PyTuple_New(length: number): number;
  _PyList_New(length: number): number;
  _PyList_Append(list: number, item: number): number;
  _PyList_Extend(list: number, items: number): number;
  /** The object that bytes in `marshal`'s form mean. */
  _PyMarshal_ReadObjectFromString(bytes: number, length: number): number;
  _Py_DecRef(object: number): void;
  _PyErr_Clear(): void;
  _PyErr_NoMemory(): number;
  _PyErr_ExceptionMatches(type: number): number;

  readonly _PyLong_Type: number;
  readonly _PyFloat_Type: number;
  readonly _PyUnicode_Type: number;
  readonly _PyBytes_Type: number;
  readonly _PyTuple_Type: number;
  readonly _PyList_Type: number;
  readonly __Py_NoneStruct: number;
  readonly __Py_TrueStruct: number;
  readonly __Py_FalseStruct: number;
  /** Address of a pointer to the class. */
  readonly _PyExc_MemoryError: number;
}

/** The names of `PythonC`. */
export const PYTHON_C_NAMES = [
  '_malloc', '_free', '_PyCFunction_NewEx', '_PyObject_CallNoArgs', '_PyLong_FromLong', '_PyLong_FromLongLong', '_PyFloat_FromDouble',
  '_PyBytes_FromStringAndSize', '_PyUnicode_DecodeUTF8', '_PyUnicode_AsUTF8AndSize', '_PyTuple_New', '_PyList_New', '_PyList_Append', '_PyList_Extend', '_PyMarshal_ReadObjectFromString',
  '_Py_DecRef', '_PyErr_Clear', '_PyErr_NoMemory', '_PyErr_ExceptionMatches', '_PyLong_Type', '_PyFloat_Type', '_PyUnicode_Type',
  '_PyBytes_Type', '_PyTuple_Type', '_PyList_Type', '__Py_NoneStruct', '__Py_TrueStruct', '__Py_FalseStruct', '_PyExc_MemoryError',
] as const satisfies readonly (keyof PythonC)[];

/** What they are found on. */
export interface PythonModule extends PythonC {
  /** All of Python's memory; another array once it has grown. */
  readonly HEAPU8: Uint8Array;
  /** Puts a JS function into WebAssembly's table; `signature` is result then parameters: `iii`. */
  addFunction(fn: (...args: number[]) => number, signature: string): number;
}
