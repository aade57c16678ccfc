import type { Memory } from './memory.ts';

const FIRST = 8;
const ELEMENT = { next: 0, data: 8, key: 12 } as const;

/** The elements of one of SQLite's hash tables: pointers to what they hold and to their names. */
export function hashElements(memory: Memory, hash: number): { data: number; key: number }[] {
  const found: { data: number; key: number }[] = [];
  for (let element = memory.pointer(hash + FIRST); element !== 0; element = memory.pointer(element + ELEMENT.next)) {
    found.push({ data: memory.pointer(element + ELEMENT.data), key: memory.pointer(element + ELEMENT.key) });
  }
  return found;
}
