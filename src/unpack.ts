/** A file as it was downloaded, not yet looked at. */
export interface PackedFile {
  /** For messages: `python.image`. */
  name: string;
  /** A large file is a blob, whose bytes are not in the page's memory. */
  bytes: Blob | ArrayBuffer;
  /** SHA-256 of `bytes`, in base64. */
  sha256: string;
  /** Whether `bytes` are gzip. */
  gzip: boolean;
}

/** The file's content, in a buffer of its own; rejects with a plain sentence when a byte of it is not as it was built. */
export async function unpack(file: PackedFile): Promise<ArrayBuffer> {
  const bytes = file.bytes instanceof Blob ? await file.bytes.arrayBuffer() : file.bytes.slice(0);
  if (!(await matches(bytes, file.sha256))) throw new Error(`${file.name} arrived damaged. Reload the page to try again.`);
  if (!file.gzip) return bytes;
  return gunzip(new Blob([bytes])).arrayBuffer();
}

/** What a gzip file holds, read as somebody asks for it. */
export function gunzip(packed: Blob): Response {
  return new Response(packed.stream().pipeThrough(new DecompressionStream('gzip')));
}

/** The content of a file of text. */
export async function unpackText(file: PackedFile): Promise<string> {
  return new TextDecoder().decode(await unpack(file));
}

/** Browsers offer hashes only on https and localhost; elsewhere there is nothing that could be relied on anyway. */
async function matches(bytes: ArrayBuffer, sha256: string): Promise<boolean> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) return true;
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...hash)) === sha256;
}
