import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { inProject } from './paths.ts';
import { filesIn } from './stamp.ts';

const compress = promisify(brotliCompress);

/** Formats that are compressed already, or that no browser asks for. */
const skipped = /\.(br|gz|packed|image|png|jpe?g|webp|woff2|txt|map)$/;

/** From this size on, brotli's best quality takes too long for what it saves; the memory image, by far the largest file, gets the next best. */
const large = 400_000;

/**
 * Puts a `.br` beside every file of dist/ that gains by it, for servers that send those. What was compressed
 * before is taken from build/brotli.
 */
export async function compressSite(): Promise<void> {
  mkdirSync(inProject('build/brotli'), { recursive: true });
  const files = filesIn('dist').filter((path) => !skipped.test(path));
  await Promise.all(files.map(compressFile));
}

async function compressFile(path: string): Promise<void> {
  const content = readFileSync(inProject(path));
  if (content.length < 1_000) return;
  const quality = content.length < large ? 11 : path.includes('/python-image') ? 10 : 9;
  const kept = inProject('build/brotli', `${createHash('sha256').update(content).digest('hex')}-${quality}-24`);
  if (!existsSync(kept)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(kept, await compress(content, { params }));
  }
  if (readFileSync(kept).length < content.length * 0.95) copyFileSync(kept, `${inProject(path)}.br`);
}
