import type { PythonObjects } from './objects.ts';

/** Tries what `PythonObjects` takes for granted of CPython's objects; throws if something does not hold. */
export function checkObjects(objects: PythonObjects): void {
  const { c } = objects;
  const must = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`This build of Python keeps ${what} elsewhere; src/engine/python/driver/objects.ts must be adapted.`);
  };
  const text = (value: string): number => {
    const bytes = new TextEncoder().encode(value);
    return objects.makeText(bytes, 0, bytes.length);
  };
  const made: number[] = [];
  const keep = (object: number): number => (made.push(object), object);
  const plain = keep(text('plain'));
  must(objects.typeOf(plain) === c._PyUnicode_Type && objects.size(plain) === 5, 'types and lengths');
  must(objects.ascii(plain) === c._PyUnicode_AsUTF8AndSize(plain, 0), 'ASCII texts');
  for (const other of ['é', 'Ā', '😀']) must(objects.ascii(keep(text(other))) === 0, 'other texts');
  for (const value of [0n, 1n, -1n, 1n << 29n, -(1n << 31n), (1n << 53n) - 1n, (1n << 63n) - 1n, -(1n << 63n)]) {
    const int = keep(c._PyLong_FromLongLong(value));
    must(objects.big(int) === value && objects.isSmall(int) === (value < 1n << 30n && value > -(1n << 30n)), 'ints');
    if (BigInt(Number(value)) === value) must(objects.integer(int) === Number(value), 'ints');
  }
  must(objects.real(keep(objects.makeReal(-1.5))) === -1.5, 'floats');
  const bytes = keep(objects.makeBytes(new Uint8Array([7, 8, 9]), 1, 2));
  must(objects.size(bytes) === 2 && objects.bytes[objects.bytesAt(bytes) + 1] === 9, 'bytes');
  const tuple = objects.makeTuple(2);
  objects.words[objects.items(tuple) >> 2] = c.__Py_NoneStruct;
  objects.words[(objects.items(tuple) >> 2) + 1] = c.__Py_TrueStruct;
  const list = keep(objects.made(c._PyList_New(0)));
  c._PyList_Append(list, keep(tuple));
  must(objects.size(tuple) === 2 && objects.size(list) === 1 && objects.word(objects.items(list)) === tuple, 'tuples and lists');
  made.forEach((object) => c._Py_DecRef(object));
}
