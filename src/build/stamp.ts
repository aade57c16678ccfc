import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inProject } from './paths.ts';

/** A hash of the names and contents of these files and folders of the project; what does not exist counts as empty. */
function contentHash(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesIn).sort()) {
    hash.update(`${path}\0`);
    hash.update(readFileSync(inProject(path)));
    hash.update('\0');
  }
  return hash.digest('hex');
}

/**
 * Does a step of the set-up unless it was done before with the same inputs and its output is still there.
 * The mark is taken away before the work, so that a step broken off is done again. Tells whether it worked.
 */
export async function onceFor(
  task: { name: string; inputs: string[]; output: string; salt?: string },
  work: () => Promise<void>,
): Promise<boolean> {
  const mark = inProject('build/stamps', task.name);
  const wanted = contentHash(task.inputs) + (task.salt ?? '');
  if (existsSync(inProject(task.output)) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return false;
  rmSync(mark, { force: true });
  await work();
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, wanted);
  return true;
}

/** All files at or under a path, relative to the project; Python's own caches are none. */
export function filesIn(path: string): string[] {
  const absolute = inProject(path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .filter((name) => name !== '__pycache__' && name !== '.DS_Store')
    .flatMap((name) => filesIn(`${path}/${name}`));
}
