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
  const response = await ask(file.url, options);
  if (!file.packed || response.headers.get('content-encoding') !== null) return read(response, file, report, false);
  // To ask by HEAD first would make every other host's visitors wait.
  void response.body?.cancel();
  return read(await ask(file.packed.url, options), file.packed, report, true);
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
  const reader = response.body?.getReader();
  if (!reader) throw new Error(`${nameOf(sent.url)} is empty.`);
  const unpacking = gzip ? new DecompressionStream('gzip') : null;
  const unpacked = unpacking && new Response(unpacking.readable).arrayBuffer().catch(() => null);
  const packed = unpacking?.writable.getWriter();
  const bytes = new Uint8Array(sent.size);
  let loaded = 0;
  // A plain loop: a chain of streams costs more than all else here when files are large.
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (loaded + part.value.length > sent.size) throw new Error(`${nameOf(sent.url)} is longer than it should be. Reload the page to try again.`);
    bytes.set(part.value, loaded);
    loaded += part.value.length;
    report(loaded, sent.size);
    packed?.write(part.value).catch(() => undefined);
  }
  packed?.close().catch(() => undefined);
  if (loaded < sent.size) throw new Error(`${nameOf(sent.url)} broke off in the middle. Reload the page to try again.`);
  const whole = unpacked ? await unpacked : bytes.buffer;
  if (whole === null || !(await matches(bytes, sent.sha256))) throw damaged(sent);
  return whole;
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
