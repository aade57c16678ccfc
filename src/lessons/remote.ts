import type { Lesson } from './lesson.ts';

/** A lesson's file may have this many bytes. */
const LARGEST = 512 * 1024;
const PATIENCE = 20_000;

/** A lesson from elsewhere. Rejects with a sentence that says what is wrong with the address or the file. */
export async function fetchLesson(address: string): Promise<Lesson> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`“${address}” is not the address of a lesson.`);
  const [text, { parseLesson, slugOf }] = await Promise.all([download(url), import('./parse.ts')]);
  return parseLesson(text, `${slugOf(url.pathname) || 'lesson'}.md`);
}

async function download(url: URL): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(url, { credentials: 'omit', signal }).catch(() => null);
  if (!response) {
    throw new Error(`The lesson at ${url.href} could not be fetched. Does the address exist, and does its server allow other sites to read it (CORS)?`);
  }
  if (!response.ok) throw new Error(`The lesson at ${url.href} could not be fetched: the server answered ${response.status}.`);
  const bytes = await readUpTo(response, LARGEST).catch(() => {
    throw new Error(`The lesson at ${url.href} did not arrive whole.`);
  });
  if (!bytes) throw new Error(`The file at ${url.href} is too big for a lesson: at most ${LARGEST / 1024} kB.`);
  const text = new TextDecoder().decode(bytes);
  if (/^\s*<(?:!doctype|html)/i.test(text)) throw new Error(`${url.href} is a web page, not a lesson's Markdown file.`);
  return text;
}

/** The body's bytes; null as soon as there are more than `limit`. */
async function readUpTo(response: Response, limit: number): Promise<Uint8Array | null> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
