import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { inProject } from './paths.ts';
import { filesIn, onceFor } from './stamp.ts';

/** The zip's path in the project. */
export const packagesZip = 'build/packages.zip';

const folders = ['build/python', 'src/engine/python/junction_site'];

/**
 * Writes build/packages.zip: the Python packages and Junction's own Python, side by side at its top, to be put
 * on `sys.path` before the standard library (Junction's `sqlite3` stands in for Python's). It is compressed:
 * what programs import is in the memory image already, and the zip is copied into every engine.
 */
export async function zipPackages(): Promise<void> {
  await onceFor({ name: 'packages-zip', inputs: [...folders, 'src/build/packages-zip.ts'], output: packagesZip }, async () => {
    const files: Zippable = {};
    for (const folder of folders) {
      for (const path of filesIn(folder).sort()) files[relative(folder, path).replaceAll('\\', '/')] = readFileSync(inProject(path));
    }
    mkdirSync(inProject('build'), { recursive: true });
    // A fixed date, the first that a zip can hold, makes the same files the same zip.
    writeFileSync(inProject(packagesZip), zipSync(files, { level: 9, mtime: '1980-01-01T00:00:00' }));
  });
}
