import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PackedFile } from '../../src/unpack.ts';
import { unpackText } from '../../src/unpack.ts';
import { download } from '../../src/worker/download.ts';
import { UnpackedFiles } from '../../src/worker/unpacked-files.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
const sent = (name: string, text: string) => ({ url: `https://host.example/assets/${name}`, sha256: sha256(text), size: text.length });
const plain = { ...sent('engine.js', 'the program'), packed: null };
const gzip = gzipSync('the program');
const packed = { url: 'https://host.example/assets/engine.js.packed', sha256: createHash('sha256').update(gzip).digest('base64'), size: gzip.length };
const ignore = () => undefined;

/** Answers each request with the next of these; returns the addresses that were asked for. */
function answer(...answers: (() => Response)[]): string[] {
  const asked: string[] = [];
  class Request {
    static readonly HEADERS_RECEIVED = 2;
    readyState = 0;
    status = 0;
    responseType = '';
    response: unknown;
    #url = '';
    #answer: Response | null = null;
    onreadystatechange = ignore;
    onprogress: (event: { loaded: number }) => void = ignore;
    onerror = ignore;
    onload = ignore;

    open(_: string, url: string): void {
      this.#url = url;
    }

    getAllResponseHeaders(): string {
      return [...(this.#answer?.headers ?? [])].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    abort(): void {
      this.onload = ignore;
    }

    send(): void {
      asked.push(this.#url);
      void this.#send(answers.shift());
    }

    async #send(next: (() => Response) | undefined): Promise<void> {
      this.#answer = next?.() ?? null;
      if (!this.#answer) return this.onerror();
      this.status = this.#answer.status;
      this.readyState = 2;
      this.onreadystatechange();
      const bytes = await this.#answer.blob();
      this.response = this.responseType === 'blob' ? bytes : await bytes.arrayBuffer();
      this.onprogress({ loaded: bytes.size });
      this.onload();
    }
  }
  vi.stubGlobal('XMLHttpRequest', Request);
  vi.stubGlobal('setTimeout', (work: () => void) => queueMicrotask(work));
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('download', () => {
  it('keeps a large file out of the page, and what is small in it', async () => {
    const large = { ...sent('large.bin', 'x'.repeat(2 ** 21)), packed: null };
    answer(() => new Response('the program'), () => new Response('x'.repeat(2 ** 21)));
    const kind = async (file: PackedFile) => file.bytes.constructor.name;
    expect([await download(plain, ignore, kind), await download(large, ignore, kind)]).toEqual(['ArrayBuffer', 'Blob']);
  });

  it('reports bytes and answers with the file', async () => {
    answer(() => new Response('the program'));
    const reports: [number, number][] = [];
    const file = await download(plain, (...report) => reports.push(report), unpackText);
    expect(file).toBe('the program');
    expect(reports.at(-1)).toEqual([11, 11]);
  });

  it('tries again after a bad connection, a bad answer and a damaged file', async () => {
    const asked = answer(
      () => new Response('', { status: 503 }),
      () => new Response('the pr0gram'),
      () => new Response('the program'),
    );
    expect(await download(plain, ignore, unpackText)).toBe('the program');
    // What came wrong may be in a cache: it is asked for by another name.
    expect(asked).toEqual([plain.url, `${plain.url}?attempt=2`, `${plain.url}?attempt=3`]);
  });

  it.each([
    ['no connection', null, /engine\.js could not be downloaded: is there a connection/],
    ['an error of the server', () => new Response('', { status: 404 }), /the server answered 404/],
    ['another file', () => new Response('the pr0gram'), /arrived damaged/],
    ['a file cut short', () => new Response('the'), /broke off in the middle/],
    ['a file too long', () => new Response('the program and more'), /longer than it should be/],
  ])('gives up on %s with a sentence', async (_, response, message) => {
    if (response) answer(response, response, response);
    else answer();
    await expect(download(plain, ignore, unpackText)).rejects.toThrow(message);
  });

  it('takes the packed file from a host that does not compress, and unpacks it', async () => {
    const asked = answer(() => new Response('the program'), () => new Response(gzip));
    expect(await download({ ...plain, packed }, ignore, unpackText)).toBe('the program');
    expect(asked.at(-1)).toBe(packed.url);
  });

  it('takes the plain file from a host that compresses', async () => {
    const asked = answer(() => new Response('the program', { headers: { 'content-encoding': 'br' } }));
    expect(await download({ ...plain, packed }, ignore, unpackText)).toBe('the program');
    expect(asked).toEqual([plain.url]);
  });

  it('calls a packed file damaged that cannot be unpacked', async () => {
    const wrong = Buffer.from(gzip).fill(0, 12);
    const pair = [() => new Response('the program'), () => new Response(wrong)];
    answer(...pair, ...pair, ...pair);
    await expect(download({ ...plain, packed }, ignore, unpackText)).rejects.toThrow('arrived damaged');
  });
});

describe('a large file that hosts compress', () => {
  const content = 'x'.repeat(2 ** 21);
  const name = (hash: string) => `https://host.example/assets/image-${hash}.bin`;
  const large = { ...sent('image-aaaaaaaa.bin', content), packed };
  const compressed = (text: string) => () => new Response(text, { headers: { 'content-encoding': 'br' } });

  /** A cache that holds these. */
  function kept(held: Record<string, string> = {}) {
    const entries = new Map(Object.entries(held));
    const cache = {
      match: async (url: string) => (entries.has(url) ? new Response(entries.get(url)) : undefined),
      keys: async () => [...entries.keys()].map((url) => ({ url })),
      delete: async ({ url }: { url: string }) => entries.delete(url),
      put: async (url: string, response: Response) => void entries.set(url, await response.text()),
    };
    return { entries, files: new UnpackedFiles(async () => cache as unknown as Cache) };
  }

  it('is kept unpacked, instead of former builds’, and not asked for again', async () => {
    const { entries, files } = kept({ [name('bbbbbbbb')]: 'old', 'https://host.example/assets/other-bbbbbbbb.bin': 'other' });
    const asked = answer(compressed(content));
    expect(await download(large, ignore, unpackText, files)).toBe(content);
    await expect.poll(() => [...entries.keys()]).toEqual(['https://host.example/assets/other-bbbbbbbb.bin', large.url]);
    expect(await download(large, ignore, unpackText, files)).toBe(content);
    expect(asked).toEqual([large.url]);
  });

  it('is kept unpacked where the host does not compress, too', async () => {
    const { entries, files } = kept();
    const dense = randomBytes(2 ** 21).toString('base64');
    const gzip = gzipSync(dense);
    const file = { ...sent('image-aaaaaaaa.bin', dense), packed: { url: `${large.url}.packed`, sha256: createHash('sha256').update(gzip).digest('base64'), size: gzip.length } };
    const asked = answer(() => new Response(dense), () => new Response(gzip));
    expect(await download(file, ignore, unpackText, files)).toBe(dense);
    await expect.poll(() => entries.get(file.url) === dense).toBe(true);
    expect(await download(file, ignore, async ({ gzip }) => gzip, files)).toBe(false);
    expect(asked).toEqual([file.url, file.packed.url]);
  });

  it('is fetched anew where the copy is damaged', async () => {
    const { entries, files } = kept({ [large.url]: 'y'.repeat(2 ** 21) });
    const asked = answer(compressed(content));
    expect(await download(large, ignore, unpackText, files)).toBe(content);
    expect(asked).toEqual([`${large.url}?attempt=2`]);
    await expect.poll(() => entries.get(large.url)).toBe(content);
  });

  it('comes from the host where the browser keeps nothing', async () => {
    answer(compressed(content));
    expect(await download(large, ignore, unpackText, new UnpackedFiles(() => Promise.reject(new Error('SecurityError'))))).toBe(content);
  });
});
