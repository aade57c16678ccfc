import type { SentFile } from 'virtual:junction-assets';

const NAME = 'junction-files';

/**
 * Large files as they are after unpacking, in the browser's cache storage. Its HTTP cache keeps them packed, and to unpack the
 * memory image at each visit takes as long as half of Python's start. Where the browser has no such storage, or refuses, there
 * is nothing in it.
 */
export class UnpackedFiles {
  readonly #open: () => Promise<Cache>;

  constructor(open = () => caches.open(NAME)) {
    this.#open = open;
  }

  /** The file, if it was kept; its bytes are read from the disk when somebody asks for them. */
  async get(file: SentFile): Promise<Blob | null> {
    try {
      const kept = await (await this.#open()).match(file.url);
      const blob = await kept?.blob();
      return blob?.size === file.size ? blob : null;
    } catch {
      return null;
    }
  }

  /** Keeps a file that was found whole, instead of those of other builds beside it. Resolves when it is there or was refused. */
  async keep({ url }: SentFile, content: Response): Promise<void> {
    try {
      const cache = await this.#open();
      const stale = (await cache.keys()).filter((kept) => kept.url !== url && family(kept.url) === family(url));
      await Promise.all(stale.map((kept) => cache.delete(kept)));
      await cache.put(url, content);
    } catch {
      // The next visit unpacks it again.
    }
  }
}

/** A file's address without the hash in its name: `…/python-image-D01Gu2xq.bin` and its successors have the same. */
function family(url: string): string {
  return url.replace(/-[\w-]{8}(\.\w+)$/, '$1');
}
