import { checkLayouts } from './layouts.ts';
import { zipPackages } from './packages-zip.ts';
import { compilePackages } from './python-compiled.ts';
import { buildPythonImage } from './python-image.ts';
import { installPythonPackages } from './python-packages.ts';

/** Everything that must be on this machine before the site can be built or tested. Quick when it is already there. */
export async function setUp(): Promise<void> {
  await installPythonPackages();
  await zipPackages();
  await compilePackages();
  await buildPythonImage();
  await checkLayouts();
}
