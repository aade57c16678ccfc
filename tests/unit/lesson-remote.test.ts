import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchLesson } from '../../src/lessons/remote.ts';

const lesson = '---\ntitle: Pairs\nsummary: A table.\nminutes: 5\n---\n## A\nProse.\n';
const address = 'https://school.example/course/pairs.md?v=2';

afterEach(() => vi.unstubAllGlobals());

/** Answers every request with `response`; the requests are given back. */
function answering(response: () => Response): [string, RequestInit | undefined][] {
  const requests: [string, RequestInit | undefined][] = [];
  vi.stubGlobal('fetch', (url: URL, options?: RequestInit) => {
    requests.push([url.href, options]);
    return Promise.resolve().then(response);
  });
  return requests;
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
    [address, () => new Response('', { status: 404 }), `The lesson at ${address} could not be fetched: the server answered 404.`],
    [address, () => new Response('<!DOCTYPE html><p>Hello'), `${address} is a web page, not a lesson's Markdown file.`],
    [address, () => new Response('x'.repeat(600_000)), `The file at ${address} is too big for a lesson: at most 512 kB.`],
    [
      address,
      () => {
        throw new TypeError('Failed to fetch');
      },
      `The lesson at ${address} could not be fetched. Does the address exist, and does its server allow other sites to read it (CORS)?`,
    ],
    [address, () => new Response('# Title'), /^pairs\.md:1: a lesson begins with front matter/],
  ])('that cannot be used is told in a sentence: %s', async (url, response, message) => {
    answering(response);
    await expect(fetchLesson(url)).rejects.toThrow(message);
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
    await expect(fetchLesson(address)).rejects.toThrow('too big');
    expect(sent).toBeLessThan(1_000_000);
  });
});
