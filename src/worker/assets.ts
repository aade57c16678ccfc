import { files, frames, lock } from 'virtual:junction-assets';
import type { FrameFile } from '../engine/protocol.ts';
import { unpackText } from '../unpack.ts';
import type { PackedFile } from '../unpack.ts';
import { download } from './download.ts';
import type { Progress } from './engine-spawner.ts';

type Report = (progress: Progress) => void;
type Give = (name: FrameFile, file: PackedFile) => Promise<void>;

/** Milliseconds between two reports of a download. */
const REPORT_INTERVAL = 100;

/** What Python starts from beside its files. */
export const pythonSettings = { lock, hasImage: files.image !== null };

/** The diagram's frame: address of its page, and its program as text. */
export async function diagramFrame(): Promise<{ page: string; script: string }> {
  return { page: frames.diagram, script: await download(files.diagramFrame, () => undefined, unpackText) };
}

/** Downloads what SQLite starts from, and gives it away. Small, and asked for first. */
export async function sqlFiles(report: Report, give: Give): Promise<void> {
  await together('sql', 'Downloading SQLite', ['sqlWasm'], report, give);
}

/** Downloads what Python starts from, and gives it away. Large: the page and SQLite go before it. */
export async function pythonFiles(report: Report, give: Give): Promise<void> {
  await together('python', 'Downloading Python', ['pyodideWasm', 'stdlib', 'packages', 'image'], report, give);
}

/** Downloads files side by side and reports their sum. */
async function together(part: Progress['part'], step: string, names: FrameFile[], report: Report, give: Give): Promise<void> {
  const wanted = names.flatMap((name) => (files[name] ? [{ name, file: files[name], loaded: 0 }] : []));
  const total = wanted.reduce((sum, { file }) => sum + file.size, 0);
  let reportedAt = -Infinity;
  await Promise.all(
    wanted.map((one) =>
      download(
        one.file,
        (loaded, size) => {
          one.loaded = (loaded / size) * one.file.size;
          // Bytes come in hundreds of pieces, and the page draws each report.
          if (performance.now() - reportedAt < REPORT_INTERVAL && loaded < size) return;
          reportedAt = performance.now();
          report({ part, step, loaded: wanted.reduce((sum, { loaded: bytes }) => sum + bytes, 0), total });
        },
        (file) => give(one.name, file),
      ),
    ),
  );
}
