import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inProject } from '../paths.ts';
import { run } from '../process.ts';
import { Obstacle, step } from '../report.ts';
import { sources } from './fetch.ts';

/** The series of CPython that Pyodide is built from. */
const SERIES = '3.14';
const target = `${sources}/cpython/test`;
const versionFile = `${sources}/cpython/version`;
/** `test_sqlite3` is in the first, what it imports in the second. */
const packages = ['testsuite', 'stdlib'].map((part) => `libpython${SERIES}-${part}`);
const wanted = ['__init__.py', 'support', 'test_sqlite3'];

/**
 * Brings CPython's own tests of `sqlite3` to build/suites. They are not on PyPI; Debian packages them. Its unstable release
 * is read, whichever is installed, with lists and downloads of our own: nothing is installed and root is not needed.
 */
export async function fetchCpython(): Promise<void> {
  if (wanted.every((name) => existsSync(inProject(target, name)))) return;
  await step(`Fetching the tests of CPython ${SERIES}`, download);
}

/** The version of CPython whose tests were fetched. */
export function cpythonVersion(): string {
  const file = inProject(versionFile);
  return existsSync(file) ? readFileSync(file, 'utf8') : SERIES;
}

async function download(): Promise<void> {
  const folder = 'build/suites/apt';
  const inFolder = (...parts: string[]) => inProject(folder, ...parts);
  rmSync(inFolder(), { recursive: true, force: true });
  for (const part of ['lists/partial', 'cache/archives/partial']) mkdirSync(inFolder(part), { recursive: true });
  const archive = await debianArchive();
  writeFileSync(inFolder('sources.list'), `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${archive} sid main\n`);
  const settings = {
    'Dir::Etc::sourcelist': inFolder('sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': inFolder('lists'),
    'Dir::Cache': inFolder('cache'),
    // For root, apt would download as a user who may not write here.
    'APT::Sandbox::User': 'root',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  await succeed('apt-get', ['update', ...options]);
  // It downloads into the working directory.
  await succeed('sh', ['-c', 'cd "$0" && exec apt-get download "$@"', inFolder(), ...packages, ...options]);
  const downloads = readdirSync(inFolder()).filter((name) => name.endsWith('.deb'));
  for (const file of downloads) await succeed('dpkg-deb', ['-x', inFolder(file), inFolder('unpacked')]);
  mkdirSync(inProject(target), { recursive: true });
  for (const name of wanted) cpSync(inFolder('unpacked/usr/lib', `python${SERIES}`, 'test', name), inProject(target, name), { recursive: true });
  writeFileSync(inProject(versionFile), /_([\d.]+)/.exec(downloads[0] ?? '')?.[1] ?? SERIES);
  rmSync(inFolder(), { recursive: true });
}

/** The address of Debian's archive that this machine uses. */
async function debianArchive(): Promise<string> {
  const { output } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)']);
  const found = output.split('\n').find((address) => /\/debian\/?$/.test(address));
  return found ?? fail('This machine has no Debian archive in its list of sources.');
}

async function succeed(command: string, args: string[]): Promise<void> {
  const { code, output } = await run(command, args);
  if (code !== 0) fail(output.trimEnd());
}

function fail(why: string): never {
  throw new Obstacle(`${why}\nThe tests of CPython could not be fetched: put ${wanted.join(', ')} of Lib/test of a CPython ${SERIES} into ${target}, or name the other suites only.`);
}
