import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { findPython } from '../find-python.ts';
import { inProject } from '../paths.ts';
import { run } from '../process.ts';
import { Obstacle, step } from '../report.ts';
import { onceFor } from '../stamp.ts';

const lists = 'src/build/suites';
const archives = `${lists}/archives.txt`;

/** pytest, for Pyodide. */
export const tools = 'build/suites/pytest';
/** The unpacked source archives, a folder each. */
export const sources = 'build/suites/sources';

/** Brings what the suites need from PyPI to build/suites; nothing of it is ever committed. */
export async function fetchSuites(): Promise<void> {
  mkdirSync(inProject('build/suites'), { recursive: true });
  await onceFor({ name: 'suites-pytest', inputs: [`${lists}/pytest.txt`, `${lists}/fetch.ts`], output: tools }, () =>
    step('Fetching pytest', () => install('pytest.txt', tools)),
  );
  await onceFor({ name: 'suites-archives', inputs: [archives, `${lists}/readers.txt`, `${lists}/fetch.ts`], output: `${sources}/sqlalchemy` }, () =>
    step("Fetching SQLAlchemy's and Flask-SQLAlchemy's source archives", unpackArchives),
  );
}

/** The pinned version of a source archive. */
export function archiveVersion(name: string): string {
  return new RegExp(`^${name}==(\\S+)`, 'm').exec(readFileSync(inProject(archives), 'utf8'))?.[1] ?? '';
}

async function install(list: string, target: string): Promise<void> {
  rmSync(inProject(target), { recursive: true, force: true });
  // For Pyodide's Python, whichever runs pip here.
  await pip(['install', '--target', target, '--no-compile', '--only-binary', ':all:', '--python-version', '3.14', '-r', `${lists}/${list}`]);
  rmSync(inProject(target, 'bin'), { recursive: true, force: true });
}

async function unpackArchives(): Promise<void> {
  const readers = 'build/suites/readers';
  const downloads = 'build/suites/archives';
  await install('readers.txt', readers);
  rmSync(inProject(downloads), { recursive: true, force: true });
  // pip asks each archive for its metadata before it keeps it; an isolated build would fetch what is not pinned.
  await pip(['download', '--no-build-isolation', '--no-binary', ':all:', '-d', downloads, '-r', archives], { PYTHONPATH: inProject(readers) });
  const [command = '', ...first] = await findPython();
  mkdirSync(inProject(sources), { recursive: true });
  for (const archive of readdirSync(inProject(downloads))) {
    const { code, output } = await run(command, [...first, '-m', 'tarfile', '-e', `${downloads}/${archive}`, downloads]);
    if (code !== 0) throw new Error(`${archive} could not be unpacked.\n${output}`);
    const folder = `${sources}/${/^(.+)-/.exec(archive)?.[1] ?? archive}`;
    rmSync(inProject(folder), { recursive: true, force: true });
    renameSync(inProject(downloads, archive.replace(/\.tar\.gz$/, '')), inProject(folder));
  }
}

async function pip(args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const [command = '', ...first] = await findPython();
  const [verb = '', ...rest] = args;
  const { code, output } = await run(command, [...first, '-m', 'pip', verb, '--no-deps', '--require-hashes', '--no-input', ...rest], {
    env: { PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0', ...env },
  });
  if (code === 0) return;
  console.error(output.trimEnd());
  throw new Obstacle('pip could not fetch what the suites need (its own message is above): check that its index can be reached, then run this again.');
}
