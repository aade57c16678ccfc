import { files, frames, lock } from 'virtual:junction-assets';
import type { FenceFile } from 'virtual:junction-assets';
import type { FramePythonAssets, FrameSqlAssets } from '../engine/protocol.ts';
import { download } from './download.ts';
import type { Progress } from './engine-spawner.ts';

type Report = (progress: Progress) => void;

/** Milliseconds between two reports of a download. */
const REPORT_INTERVAL = 100;

/** Program of the engine's frame, as text. */
export async function frameProgram(): Promise<string> {
  return text(await download(files.engineFrame, () => undefined));
}

/** The diagram's frame: address of its page, and its program as text. */
export async function diagramFrame(): Promise<{ page: string; script: string }> {
  return { page: frames.diagram, script: text(await download(files.diagramFrame, () => undefined)) };
}

/** What SQLite starts from. Small, and asked for first. */
export async function sqlAssets(report: Report): Promise<FrameSqlAssets> {
  const [worker, sqlWasm] = await Promise.all(together('sql', 'Downloading SQLite', [files.engineWorker, files.sqlWasm], report));
  return { worker: text(need(worker)), sqlWasm: need(sqlWasm) };
}

/** What Python starts from. Large: the page and SQLite go before it. */
export function pythonAssets(report: Report): { assets: Promise<FramePythonAssets>; image: Promise<ArrayBuffer | null> } {
  const wanted = [files.pyodideModule, files.pyodideWasm, files.stdlib, files.packages, ...(files.image ? [files.image] : [])];
  const [pyodideModule, pyodideWasm, stdlib, packages, image = null] = together('python', 'Downloading Python', wanted, report);
  const assets = Promise.all([pyodideModule, pyodideWasm, stdlib, packages]).then((got) => ({
    pyodideModule: need(got[0]),
    pyodideWasm: need(got[1]),
    stdlib: need(got[2]),
    packages: need(got[3]),
    hasImage: image !== null,
    lock,
  }));
  return { assets, image: Promise.resolve(image) };
}

/** Downloads files side by side and reports their sum. */
function together(part: Progress['part'], step: string, wanted: FenceFile[], report: Report): Promise<ArrayBuffer>[] {
  const sizes = wanted.map((file) => ({ loaded: 0, total: file.size }));
  let reportedAt = -Infinity;
  return wanted.map((file, index) =>
    download(
      file,
      (loaded, total) => {
        sizes[index] = { loaded, total };
        // Bytes come in hundreds of pieces, and the page draws each report.
        if (performance.now() - reportedAt < REPORT_INTERVAL && loaded < total) return;
        reportedAt = performance.now();
        report({ part, step, loaded: sum(sizes, 'loaded'), total: sum(sizes, 'total') });
      },
      part === 'python' ? 'low' : 'auto',
    ),
  );
}

function sum(sizes: { loaded: number; total: number }[], key: 'loaded' | 'total'): number {
  return sizes.reduce((all, size) => all + size[key], 0);
}

function text(bytes: ArrayBuffer): string {
  return new TextDecoder().decode(bytes);
}

function need(bytes: ArrayBuffer | undefined): ArrayBuffer {
  if (!bytes) throw new Error('A file of the engine is missing from this build.');
  return bytes;
}
