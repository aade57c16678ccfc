// The way in to every command. Plain JavaScript without packages, because it is what installs them.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
process.chdir(root);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Junction needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer one from your system or nodejs.org.`);
}

if (!packagesAreInstalled()) {
  console.log('Installing the npm packages …');
  const npm = process.env.npm_execpath ?? '';
  const [command, first] = /\.[cm]?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []];
  // Patient enough for a slow registry, but soon done with one that is not there.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000'];
  const { status } = spawnSync(command, [...first, 'ci', ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    fail('npm could not install the packages (its own message is above): check that its registry can be reached, then run this again.');
  }
}

const { register } = await import('tsx/esm/api');
register();
await import('./cli.ts');

/** Whether node_modules holds what package-lock.json names, by the list that npm leaves there when it is done. */
function packagesAreInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || (present[path]?.version === entry.version && present[path]?.integrity === entry.integrity),
  );
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return null;
  }
}

function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}
