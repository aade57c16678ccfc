import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchLesson } from '../../src/lessons/remote.ts';

const lesson = '---\ntitle: Pairs\nsummary: A table.\nminutes: 5\n---\n## A\nProse.\n';
const address = 'https://school.example/course/pairs.md?v=2';

afterEach(() => vi.unstubAllGlobals());

/** Answers every request with `response`; the requests are given back. */
function answering(response: (options: RequestInit | undefined) => Response): [string, RequestInit | undefined][] {
  const requests: [string, RequestInit | undefined][] = [];
  vi.stubGlobal('fetch', async (url: URL, options?: RequestInit) => {
    requests.push([url.href, options]);
    return response(options);
  });
  return requests;
}

function refuse(): never {
  throw new TypeError('Failed to fetch');
}

describe('a lesson from elsewhere', () => {
  it('is fetched without cookies and read', async () => {
    const requests = answering(() => new Response(lesson));
    expect(await fetchLesson(address)).toMatchObject({ slug: 'pairs', title: 'Pairs' });
    expect(requests).toEqual([[address, expect.objectContaining({ credentials: 'omit' })]]);
  });

  it.each([
    ['javascript:alert(1)', () => new Response(lesson), '“javascript:alert(1)” is not the address of a lesson.'],
    ['pairs.md', () => new Response(lesson), '“pairs.md” is not the address of a lesson.'],
    [address, () => new Response('', { status: 404 }), `The lesson at ${address} could not be fetched: the server answered 404: there is nothing at this address.`],
    [address, () => new Response('', { status: 503 }), `The lesson at ${address} could not be fetched: the server answered 503.`],
    [address, () => new Response('<!DOCTYPE html><p>Hello'), `${address} is a web page, not a lesson’s Markdown file.`],
    [address, () => new Response(new Uint8Array([0x89, 0x50, 0xff, 0])), `The file at ${address} is not a text in UTF-8, so it is no lesson.`],
    [address, () => new Response('x'.repeat(600_000)), `The file at ${address} is too large for a lesson: at most 512 kB.`],
    [address, refuse, `The lesson at ${address} could not be fetched: school.example cannot be reached. Is the address right, and are you online?`],
    [address, () => new Response('# Title'), `The file at ${address} is not a lesson that can be shown:\npairs.md:1: a lesson begins with front matter`],
    ['https://github.com/a/b/blob/main/c/d.md', () => new Response('<html>'), 'the file itself is at https://raw.githubusercontent.com/a/b/main/c/d.md'],
  ])('that cannot be used is told in a sentence: %s', async (url, response, message) => {
    answering(response);
    await expect(fetchLesson(url)).rejects.toThrow(message);
  });

  it('that its server keeps to itself is told from one that cannot be reached', async () => {
    const requests = answering((options) => (options?.mode === 'no-cors' ? new Response() : refuse()));
    await expect(fetchLesson(address)).rejects.toThrow('school.example answers, but does not allow other sites to read the file (CORS)');
    expect(requests.map(([, options]) => options?.credentials)).toEqual(['omit', 'omit']);
  });

  it('with an http: address is not asked for by a page that came by https:', async () => {
    const requests = answering(refuse);
    vi.stubGlobal('location', { protocol: 'https:' });
    await expect(fetchLesson('http://school.example/a.md')).rejects.toThrow('browsers let a page that came by https: read https: addresses only');
    expect(requests).toHaveLength(1);
  });

  it('with many mistakes tells the first of them', async () => {
    answering(() => new Response(lesson + '```x y\n```\n'.repeat(30)));
    const message = await fetchLesson(address).catch((error: Error) => error.message);
    expect(String(message).split('\n')).toHaveLength(22);
    expect(message).toMatch(/\npairs\.md:8: unknown block "x y"[\s\S]*\nand 10 more$/);
  });

  it('is given up as soon as it is too big', async () => {
    let sent = 0;
    answering(
      () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              sent += 65_536;
              controller.enqueue(new Uint8Array(65_536));
            },
          }),
        ),
    );
    await expect(fetchLesson(address)).rejects.toThrow('too large');
    expect(sent).toBeLessThan(1_000_000);
  });
});
