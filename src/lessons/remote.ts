import { LessonError, type Lesson } from './lesson.ts';

/** A lesson's file may have this many bytes. */
const LARGEST = 512 * 1024;
/** It must have arrived after this time (ms). */
const PATIENCE = 20_000;
/** Of a file full of mistakes the first ones are told. */
const MOST_PROBLEMS = 20;

/** A lesson from elsewhere. Rejects with a sentence that says what is wrong with the address or the file. */
export async function fetchLesson(address: string): Promise<Lesson> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`“${address}” is not the address of a lesson.`);
  const [text, { parseLesson, slugOf }] = await Promise.all([download(url), import('./parse.ts')]);
  try {
    return parseLesson(text, `${slugOf(url.pathname) || 'lesson'}.md`);
  } catch (error) {
    throw error instanceof LessonError ? new Error(unreadable(url, error)) : error;
  }
}

async function download(url: URL): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(url, { credentials: 'omit', signal }).catch(() => null);
  if (!response) throw new Error(await whyNot(url, signal));
  if (!response.ok) {
    const meaning = response.status === 404 ? ': there is nothing at this address' : '';
    throw new Error(`The lesson at ${url.href} could not be fetched: the server answered ${response.status}${meaning}.`);
  }
  const bytes = await readUpTo(response, LARGEST).catch(() => {
    throw new Error(signal.aborted ? tooSlow(url) : `The lesson at ${url.href} did not arrive whole. Try again.`);
  });
  if (!bytes) throw new Error(`The file at ${url.href} is too large for a lesson: at most ${LARGEST / 1024} kB.`);
  return textOf(bytes, url);
}

/** Browsers do not say why a request failed; a second one, whose answer nobody may read, tells. */
async function whyNot(url: URL, signal: AbortSignal): Promise<string> {
  if (signal.aborted) return tooSlow(url);
  // A page that came by https: may not ask by http:, but of the reader's own machine.
  if (globalThis.location?.protocol === 'https:' && url.protocol === 'http:' && !/^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) {
    return `The lesson at ${url.href} could not be fetched: its address begins with http:, and browsers let a page that came by https: read https: addresses only.`;
  }
  const there = await fetch(url, { credentials: 'omit', mode: 'no-cors', signal }).then(
    () => true,
    () => false,
  );
  if (signal.aborted) return tooSlow(url);
  if (there) {
    return `The lesson at ${url.href} could not be read: ${url.host} answers, but does not allow other sites to read the file (CORS). Whoever keeps that server can allow it with the header “Access-Control-Allow-Origin: *”.${rawHint(url)}`;
  }
  return `The lesson at ${url.href} could not be fetched: ${url.host} cannot be reached. Is the address right, and are you online?${rawHint(url)}`;
}

function tooSlow(url: URL): string {
  return `The lesson at ${url.href} did not arrive within ${PATIENCE / 1000} seconds. Try again later.`;
}

/** GitHub shows a page about a file where people expect the file. */
function rawHint({ hostname, pathname }: URL): string {
  const [, owner, repository, path] = /^\/([^/]+)\/([^/]+)\/blob\/(.+)$/.exec(pathname) ?? [];
  if (hostname !== 'github.com' || path === undefined) return '';
  return ` This is GitHub’s page about the file; the file itself is at https://raw.githubusercontent.com/${owner}/${repository}/${path}`;
}

function textOf(bytes: Uint8Array, url: URL): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`The file at ${url.href} is not a text in UTF-8, so it is no lesson.`);
  }
  if (/^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text)) {
    throw new Error(`${url.href} is a web page, not a lesson’s Markdown file.${rawHint(url)}`);
  }
  return text;
}

function unreadable(url: URL, { problems, file }: LessonError): string {
  const told = problems.slice(0, MOST_PROBLEMS).map(({ line, text }) => `${file}:${line}: ${text}`);
  if (problems.length > told.length) told.push(`and ${problems.length - told.length} more`);
  return [`The file at ${url.href} is not a lesson that can be shown:`, ...told].join('\n');
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
