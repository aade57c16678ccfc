import { describe, expect, it } from 'vitest';
import { HEADER_SIZE, openImage, packImage } from '../../src/engine/python/image.ts';

describe('a memory image', () => {
  const pristine = new Uint8Array(1024).fill(5);
  const header = new Uint8Array(64).fill(3);
  const heap = new Uint8Array(4096);
  heap.set(pristine);
  heap[10] = 9;
  heap.fill(7, 2000, 2600);
  const image = packImage(heap, pristine, header);

  it('gives the heap back into any memory, what was zero or pristine included', () => {
    const opened = openImage(image.buffer);
    expect(opened.heapSize).toBe(4096);
    // Pyodide is told that its snapshot ends where its own part does.
    expect(new Uint32Array(opened.header.buffer)[1]).toBe(HEADER_SIZE);
    expect(opened.header.filter((_, index) => index < 4 || index > 7)).toEqual(header.subarray(4));
    const used = new Uint8Array(8192).fill(99);
    opened.restore(used, pristine, used.length);
    expect(used.subarray(0, 4096)).toEqual(heap);
    expect(used.subarray(4096).every((byte) => byte === 0)).toBe(true);
  });

  it('holds only what differs', () => {
    expect(image.length).toBeLessThan(256 + 1024 + 100);
  });

  it('refuses other bytes', () => {
    expect(() => openImage(new ArrayBuffer(64))).toThrow('not one');
  });
});
