import type { FenceFile, SentFile } from 'virtual:junction-assets';

const ATTEMPTS = 3;

/**
 * Fetches a file, reports its bytes as they come, and checks its hash. Tries again when the network or the
 * hash fails; rejects with a plain sentence.
 *
 * Hosts that compress by themselves send the plain file smaller than gzip would; from others the packed one is taken.
 */
export async function download(file: FenceFile, report: (loaded: number, total: number) => void, priority: RequestPriority = 'auto'): Promise<ArrayBuffer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // What came wrong may have been kept: the host itself is asked the second time.
      return await downloadOnce(file, report, { credentials: 'same-origin', priority, cache: attempt > 1 ? 'reload' : 'default' });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 500));
    }
  }
}

async function downloadOnce(file: FenceFile, report: (loaded: number, total: number) => void, options: RequestInit): Promise<ArrayBuffer> {
  const sent = file.packed && !(await hostCompresses(file.url)) ? file.packed : file;
  return read(await ask(sent.url, options), sent, report, sent !== file);
}

/** Asked by HEAD, so that no download is begun only to be broken off; in doubt the answer is no. */
async function hostCompresses(url: string): Promise<boolean> {
  const response = await fetch(url, { method: 'HEAD', credentials: 'same-origin' }).catch(() => null);
  // An answer that nobody reads, empty as it is, counts as broken off.
  await response?.arrayBuffer();
  return response?.ok === true && response.headers.get('content-encoding') !== null;
}

async function ask(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options).catch(() => {
    throw new Error(`${nameOf(url)} could not be downloaded: is there a connection?`);
  });
  if (!response.ok) throw new Error(`${nameOf(url)} could not be downloaded: the server answered ${response.status}.`);
  return response;
}

/** Reads a file, checks it as it was sent, and unpacks it while it comes. */
async function read(response: Response, sent: SentFile, report: (loaded: number, total: number) => void, gzip: boolean): Promise<ArrayBuffer> {
  if (!response.body) throw new Error(`${nameOf(sent.url)} is empty.`);
  const bytes = new Uint8Array(sent.size);
  let loaded = 0;
  let tooLong = false;
  const arriving = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, onward) {
        tooLong = loaded + chunk.length > sent.size;
        if (tooLong) return onward.terminate();
        bytes.set(chunk, loaded);
        loaded += chunk.length;
        report(loaded, sent.size);
        if (gzip) onward.enqueue(chunk);
      },
    }),
  );
  const whole = new Response(gzip ? arriving.pipeThrough(new DecompressionStream('gzip')) : arriving).arrayBuffer();
  const unpacked = await whole.catch(() => null);
  if (tooLong) throw new Error(`${nameOf(sent.url)} is longer than it should be. Reload the page to try again.`);
  if (loaded < sent.size) throw new Error(`${nameOf(sent.url)} broke off in the middle. Reload the page to try again.`);
  if (unpacked === null) throw damaged(sent);
  if (!(await matches(bytes, sent.sha256))) throw damaged(sent);
  return gzip ? unpacked : bytes.buffer;
}

function damaged({ url }: SentFile): Error {
  return new Error(`${nameOf(url)} arrived damaged. Reload the page to try again.`);
}

/** Browsers offer hashes only on https and localhost; elsewhere there is nothing that could be relied on anyway. */
async function matches(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) return true;
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...hash)) === sha256;
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
