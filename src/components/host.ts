import type { Place, SessionState } from '../session/state.ts';

/** The biggest database file that is taken in (bytes). */
const importLimit = 50 * 1024 * 1024;

/** Has the browser save text or bytes as a file. */
export function download(name: string, content: string | Uint8Array): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const url = URL.createObjectURL(new Blob([part], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after the click; a minute is more than enough.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Has the browser save what the learner has written, as files. */
export function saveTexts({ place, code, sql, start }: SessionState): void {
  const name = place.kind === 'lesson' ? `${place.slug}-${place.step}` : 'program';
  if (code.trim() !== '') download(`${name}.py`, code);
  if (sql !== start?.sql) download(`${name}.sql`, sql);
}

/** The bytes of a file that the user chose; rejects when it is too big to be taken in. */
export async function readDatabase(file: File): Promise<Uint8Array> {
  if (file.size > importLimit) {
    const size = (file.size / 1024 / 1024).toFixed(0);
    throw new Error(`${file.name} has ${size} MB. Files up to 50 MB can be imported.`);
  }
  return new Uint8Array(await file.arrayBuffer());
}

/**
 * Whose drafts these are: a page's, and on a page with several playgrounds each has its own, by its id or
 * by its place among them. A site's page and its embedded one share those of their lessons.
 */
export function draftOwner(element: HTMLElement, place: Place): string {
  const page = location.pathname.replace(place.kind === 'play' ? /index\.html$/ : /(index|embed)\.html$/, '');
  if (element.id !== '') return `${page}#${element.id}`;
  const root = element.getRootNode();
  const all = root instanceof Document || root instanceof ShadowRoot ? [...root.querySelectorAll(element.localName)] : [];
  const before = all.filter((other) => other.id === '').indexOf(element);
  return before > 0 ? `${page}~${before + 1}` : page;
}

/** The folder of this page, by which courses on one host are told apart. */
export function siteFolder(): string {
  return location.pathname.replace(/[^/]*$/, '');
}

/** A database's name as a file name: `:memory: 2` becomes `memory-2.db`. */
export function fileName(database: string): string {
  const name = database.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '');
  return /\.\w+$/.test(name) ? name : `${name || 'database'}.db`;
}

/**
 * Has the design's unit follow the text size that the reader has chosen in the browser, untouched by the
 * page's own styles. The element must be on the page.
 */
export function adoptTextSize(element: HTMLElement): void {
  const probe = document.createElement('span');
  probe.style.fontSize = 'medium';
  (element.shadowRoot ?? element).append(probe);
  const size = getComputedStyle(probe).fontSize;
  probe.remove();
  if (size !== '' && size !== '16px') element.style.setProperty('--jn-unit', size);
}
