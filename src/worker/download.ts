import type { FenceFile, SentFile } from 'virtual:junction-assets';
import type { Packed } from '../engine/protocol.ts';

const ATTEMPTS = 3;

/**
 * Fetches a file, reports its bytes as they come, and checks its hash. Tries again when the network or the
 * hash fails; rejects with a plain sentence.
 *
 * Hosts that compress by themselves send the plain file smaller than gzip would; from others the packed one is taken.
 */
export async function download(file: FenceFile, report: (loaded: number, total: number) => void): Promise<Packed> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await downloadOnce(file, report, attempt > 1);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 500));
    }
  }
}

async function downloadOnce(file: FenceFile, report: (loaded: number, total: number) => void, again: boolean): Promise<Packed> {
  // What came wrong may have been kept: ask the host itself the second time.
  const options: RequestInit = { credentials: 'same-origin', cache: again ? 'reload' : 'default' };
  const expected: SentFile = file.packed && !(await hostCompresses(file.url)) ? file.packed : file;
  const response = await ask(expected.url, options);
  const bytes = await read(response, expected.size, report);
  if (!(await matches(bytes, expected.sha256))) throw new Error(`${nameOf(expected.url)} arrived damaged. Reload the page to try again.`);
  return { bytes, gzip: expected !== file };
}

/** Asked by HEAD, so that no download has to be broken off; in doubt the answer is no. */
async function hostCompresses(url: string): Promise<boolean> {
  const response = await fetch(url, { method: 'HEAD', credentials: 'same-origin' }).catch(() => null);
  return response?.ok === true && response.headers.get('content-encoding') !== null;
}

async function ask(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options).catch(() => {
    throw new Error(`${nameOf(url)} could not be downloaded: is there a connection?`);
  });
  if (!response.ok) throw new Error(`${nameOf(url)} could not be downloaded: the server answered ${response.status}.`);
  return response;
}

async function read(response: Response, size: number, report: (loaded: number, total: number) => void): Promise<ArrayBuffer> {
  if (!response.body) return response.arrayBuffer();
  const bytes = new Uint8Array(size);
  let loaded = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    if (loaded + value.length > size) throw new Error(`${nameOf(response.url)} is longer than it should be. Reload the page to try again.`);
    bytes.set(value, loaded);
    loaded += value.length;
    report(loaded, size);
  }
  if (loaded < size) throw new Error(`${nameOf(response.url)} broke off in the middle. Reload the page to try again.`);
  return bytes.buffer;
}

/** Browsers offer hashes only on https and localhost; elsewhere there is nothing that could be relied on anyway. */
async function matches(bytes: ArrayBuffer, sha256: string): Promise<boolean> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) return true;
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...hash)) === sha256;
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
