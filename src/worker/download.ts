import type { FenceFile, SentFile } from 'virtual:junction-assets';
import { gunzip, type PackedFile } from '../unpack.ts';
import { UnpackedFiles } from './unpacked-files.ts';

const ATTEMPTS = 3;
/** Files of more bytes stay outside the page's memory and off its thread. */
const LARGE = 2 ** 20;

type Report = (loaded: number, total: number) => void;
type Take<Taken> = (file: PackedFile) => Promise<Taken>;

/**
 * Fetches a file, reports its bytes as they come, and answers with what `take` made of it; `take` rejects a damaged
 * one (`unpack`). Tries again when the network or `take` fails; rejects with a plain sentence.
 *
 * Hosts that compress by themselves send the plain file smaller than gzip would; from others the packed one is taken.
 */
export async function download<Taken>(file: FenceFile, report: Report, take: Take<Taken>, kept = new UnpackedFiles()): Promise<Taken> {
  const worthKeeping = file.size > LARGE && file.packed !== null;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const held = worthKeeping && attempt === 1 ? await kept.get(file) : null;
      if (held) report(file.size, file.size);
      // What came wrong may have been kept on the way: another address asks the host itself.
      const came = held ? check(held, file, false) : await downloadOnce(file, report, attempt > 1 ? `?attempt=${attempt}` : '');
      const taken = await take(came);
      const { bytes, gzip } = came;
      if (worthKeeping && !held && bytes instanceof Blob) whenIdle(() => void kept.keep(file, gzip ? gunzip(bytes) : new Response(bytes)));
      return taken;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 500));
    }
  }
}

async function downloadOnce(file: FenceFile, report: Report, query: string): Promise<PackedFile> {
  const { packed } = file;
  // To ask by HEAD first would make every other host's visitors wait.
  const plain = await request(file, query, report, (compressed) => compressed || packed === null);
  if (plain) return check(plain, file, false);
  const whole = packed && (await request(packed, query, report, () => true));
  if (!packed || !whole) throw new Error(`${nameOf(file)} could not be downloaded.`);
  return check(whole, packed, true);
}

/**
 * Asks for a file, a large one as a blob: reading it by `fetch` would keep the page's thread busy. Answers with null
 * when `wanted`, told whether the host compresses, declines.
 */
function request(file: SentFile, query: string, report: Report, wanted: (compressed: boolean) => boolean): Promise<Blob | ArrayBuffer | null> {
  return new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest();
    asked.open('GET', file.url + query);
    asked.responseType = file.size > LARGE ? 'blob' : 'arraybuffer';
    asked.onreadystatechange = () => {
      if (asked.readyState !== XMLHttpRequest.HEADERS_RECEIVED || asked.status !== 200 || wanted(/^content-encoding:/im.test(asked.getAllResponseHeaders()))) return;
      resolve(null);
      asked.abort();
    };
    asked.onprogress = ({ loaded }) => report(Math.min(loaded, file.size), file.size);
    asked.onerror = () => reject(new Error(`${nameOf(file)} could not be downloaded: is there a connection?`));
    asked.onload = () => {
      if (asked.status === 200) resolve(asked.response as Blob | ArrayBuffer);
      else reject(new Error(`${nameOf(file)} could not be downloaded: the server answered ${asked.status}.`));
    };
    asked.send();
  });
}

function check(bytes: Blob | ArrayBuffer, sent: SentFile, gzip: boolean): PackedFile {
  const size = bytes instanceof Blob ? bytes.size : bytes.byteLength;
  if (size > sent.size) throw new Error(`${nameOf(sent)} is longer than it should be. Reload the page to try again.`);
  if (size < sent.size) throw new Error(`${nameOf(sent)} broke off in the middle. Reload the page to try again.`);
  return { name: nameOf(sent), bytes, sha256: sent.sha256, gzip };
}

/** Not while the page starts. Safari has no idle time to tell of. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work);
  else setTimeout(work, 2000);
}

function nameOf({ url }: SentFile): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
