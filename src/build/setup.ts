import { existsSync } from 'node:fs';
import { inProject } from './paths.ts';
import { zipPackages } from './packages-zip.ts';
import { installPythonPackages } from './python-packages.ts';

/** Everything that must be on this machine before the site can be built or tested. Quick when it is already there. */
export async function setUp(): Promise<void> {
  await installPythonPackages();
  await zipPackages();
  await buildImage();
}

async function buildImage(): Promise<void> {
  const file = inProject('src/build/python-image.ts');
  if (!existsSync(file)) return;
  const module = (await import(file)) as { buildPythonImage(): Promise<void> };
  await module.buildPythonImage();
}
