/*
 * The memory image: Python's heap as it was with everything imported, and nothing that is in Pyodide's WebAssembly
 * or is zero anyway.
 *
 * Numbers are 32 bits, little-endian: magic, bytes of heap, bytes of Pyodide's header, number of runs; then each
 * run's first byte and length; then Pyodide's header; then the runs' bytes.
 */
const MAGIC = 0x4a_494d47;
const BLOCK = 256;
/** Where Pyodide is told that the heap begins in its snapshot: at the end, for it is not in there. Pyodide's header is shorter. */
export const HEADER_SIZE = 65_536;

/** Packs a heap. `pristine` is the heap as WebAssembly begins it, `header` what Pyodide needs beside the heap. */
export function packImage(heap: Uint8Array, pristine: Uint8Array, header: Uint8Array): Uint8Array<ArrayBuffer> {
  const runs: { start: number; length: number }[] = [];
  for (let start = 0; start < heap.length; start += BLOCK) {
    if (isPristine(heap, pristine, start)) continue;
    const last = runs.at(-1);
    if (last && last.start + last.length === start) last.length += BLOCK;
    else runs.push({ start, length: BLOCK });
  }
  if (header.length > HEADER_SIZE) throw new Error('Pyodide’s part of the image is too long.');
  const data = 16 + runs.length * 8 + header.length;
  const image = new Uint8Array(runs.reduce((size, run) => size + run.length, data));
  const numbers = [MAGIC, heap.length, header.length, runs.length, ...runs.flatMap(({ start, length }) => [start, length])];
  new Uint32Array(image.buffer, 0, numbers.length).set(numbers);
  image.set(header, data - header.length);
  new Uint32Array(image.buffer, data - header.length)[1] = HEADER_SIZE;
  let at = data;
  for (const { start, length } of runs) {
    image.set(heap.subarray(start, start + length), at);
    at += length;
  }
  return image;
}

/** An image, ready to be put into a heap. */
export interface Image {
  /** Bytes of heap that it needs. */
  heapSize: number;
  /** What Pyodide takes as a snapshot, once it is filled up to `HEADER_SIZE`: its own header, and no heap. */
  header: Uint8Array<ArrayBuffer>;
  /** Makes a heap what it was when the image was taken. From `end` on it is still zero. */
  restore(heap: Uint8Array, pristine: Uint8Array, end: number): void;
}

export function openImage(buffer: ArrayBuffer): Image {
  const numbers = new Uint32Array(buffer, 0, 4);
  const [magic, heapSize = 0, headerSize = 0, count = 0] = numbers;
  if (magic !== MAGIC) throw new Error('The memory image is not one.');
  const runs = new Uint32Array(buffer, 16, count * 2);
  const headerAt = 16 + count * 8;
  return {
    heapSize,
    header: new Uint8Array(buffer.slice(headerAt, headerAt + headerSize)),
    restore(heap, pristine, end) {
      heap.fill(0, pristine.length, end);
      heap.set(pristine);
      let at = headerAt + headerSize;
      for (let run = 0; run < runs.length; run += 2) {
        const start = runs[run] ?? 0;
        const length = runs[run + 1] ?? 0;
        heap.set(new Uint8Array(buffer, at, length), start);
        at += length;
      }
    },
  };
}

function isPristine(heap: Uint8Array, pristine: Uint8Array, start: number): boolean {
  for (let at = start; at < start + BLOCK; at += 1) if (heap[at] !== (pristine[at] ?? 0)) return false;
  return true;
}
