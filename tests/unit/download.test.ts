import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { download } from '../../src/worker/download.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
const sent = (name: string, text: string) => ({ url: `https://host.example/assets/${name}`, sha256: sha256(text), size: text.length });
const plain = { ...sent('engine.js', 'the program'), packed: null };
const text = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);
const gzip = gzipSync('the program');
const packed = { url: 'https://host.example/assets/engine.js.packed', sha256: createHash('sha256').update(gzip).digest('base64'), size: gzip.length };
const ignore = () => undefined;

/** Answers each request with the next of these; returns the addresses that were asked for. */
function answer(...answers: (() => Response)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const next = answers.shift();
    if (!next) throw new TypeError('Failed to fetch');
    return next();
  });
  vi.stubGlobal('setTimeout', (work: () => void) => queueMicrotask(work));
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('download', () => {
  it('reports bytes and answers with the file', async () => {
    answer(() => new Response('the program'));
    const reports: [number, number][] = [];
    const file = await download(plain, (...report) => reports.push(report));
    expect(text(file)).toBe('the program');
    expect(reports.at(-1)).toEqual([11, 11]);
  });

  it('tries again after a bad connection, a bad answer and a damaged file', async () => {
    const asked = answer(
      () => new Response('', { status: 503 }),
      () => new Response('the pr0gram'),
      () => new Response('the program'),
    );
    expect(text(await download(plain, ignore))).toBe('the program');
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['no connection', () => { throw new TypeError('Failed to fetch'); }, /engine\.js could not be downloaded: is there a connection/],
    ['an error of the server', () => new Response('', { status: 404 }), /the server answered 404/],
    ['another file', () => new Response('the pr0gram'), /arrived damaged/],
    ['a file cut short', () => new Response('the'), /broke off in the middle/],
    ['a file too long', () => new Response('the program and more'), /longer than it should be/],
  ])('gives up on %s with a sentence', async (_, response, message) => {
    answer(response, response, response);
    await expect(download(plain, ignore)).rejects.toThrow(message);
  });

  it('takes the packed file from a host that does not compress, and unpacks it', async () => {
    const asked = answer(() => new Response('the program'), () => new Response(gzip));
    expect(text(await download({ ...plain, packed }, ignore))).toBe('the program');
    expect(asked.at(-1)).toBe(packed.url);
  });

  it('takes the plain file from a host that compresses', async () => {
    const asked = answer(() => new Response('the program', { headers: { 'content-encoding': 'br' } }));
    expect(text(await download({ ...plain, packed }, ignore))).toBe('the program');
    expect(asked).toEqual([plain.url]);
  });

  it('calls a packed file damaged that cannot be unpacked', async () => {
    const wrong = Buffer.from(gzip).fill(0, 12);
    const pair = [() => new Response('the program'), () => new Response(wrong)];
    answer(...pair, ...pair, ...pair);
    await expect(download({ ...plain, packed }, ignore)).rejects.toThrow('arrived damaged');
  });
});
