import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { findPython } from './find-python.ts';
import { inProject } from './paths.ts';
import { run } from './process.ts';
import { Obstacle, step } from './report.ts';
import { filesIn, onceFor } from './stamp.ts';

const requirements = 'src/build/requirements.txt';
const target = 'build/python';

/** What only a native Python, a compiler or pip itself would use. What is left does not depend on the machine. */
const unwanted = /\.(so|pyd|dylib|c|pyx|pxd|pyi|exe)$|(^|\/)py\.typed$|\.dist-info\/(WHEEL|RECORD|INSTALLER|REQUESTED|direct_url\.json)$/;

/** Installs the Python packages of `requirements.txt` in build/python, as pure Python. */
export async function installPythonPackages(): Promise<void> {
  await onceFor({ name: 'python-packages', inputs: [requirements, 'src/build/python-packages.ts'], output: target }, () =>
    step('Installing the Python packages', install),
  );
}

async function install(): Promise<void> {
  const [command = '', ...first] = await findPython();
  const fresh = `${target}.new`;
  rmSync(inProject(fresh), { recursive: true, force: true });
  const { code, output } = await run(
    command,
    [...first, '-m', 'pip', 'install', '--target', fresh, '--no-deps', '--no-compile', '--require-hashes', '--no-input', '-r', requirements],
    // A machine's pip may be told to install for the user or into an environment only; a folder of our own is neither.
    { env: { PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0' }, watch: tellProgress },
  );
  if (code !== 0) {
    console.error(output.trimEnd());
    throw new Obstacle(remedy(output));
  }
  // Take out what is not wanted.
  for (const path of filesIn(fresh)) {
    if (unwanted.test(path) || basename(dirname(path)) === 'bin') rmSync(inProject(path));
  }
  for (const folder of readdirSync(inProject(fresh))) {
    if (folder === 'bin' || folder === '__pycache__') rmSync(inProject(fresh, folder), { recursive: true });
  }
  rmSync(inProject(target), { recursive: true, force: true });
  renameSync(inProject(fresh), inProject(target));
}

/** pip names each package as it comes to it. */
function tellProgress(text: string): void {
  for (const [, name] of text.matchAll(/^Collecting (\S+)/gm)) console.log(`  ${name}`);
}

function remedy(output: string): string {
  if (/do not match the hashes/i.test(output)) {
    return 'A downloaded Python package is not the one that requirements.txt names (its hash differs): check which index pip is set to use.';
  }
  return 'pip could not install the Python packages (its own message is above): check that its index can be reached, then run this again.';
}
