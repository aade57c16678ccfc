import { writeFileSync } from 'node:fs';
import { compressSite } from './compress.ts';
import { lessonsFolder } from './lessons/folder.ts';
import { readLessons } from './lessons/read.ts';
import { licences } from './licences.ts';
import { inProject, root } from './paths.ts';
import { step } from './report.ts';
import { onceFor } from './stamp.ts';

/** What the site is made of. */
const inputs = [
  ...['src', 'public', 'index.html', 'embed.html', 'engine.html', 'diagram.html', 'vite.config.ts'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json', 'src/engine/tsconfig.json'],
  ...['build/packages.zip', 'build/python.image'],
];

/** Builds dist/ when something it is made of has changed. Lessons that cannot be read are an `Obstacle`. */
export async function buildSite(): Promise<void> {
  await onceFor({ name: 'site', inputs: [...inputs, lessonsFolder()], output: 'dist/index.html' }, async () => {
    readLessons();
    await step('Building the site', async () => {
      const { build } = await import('vite');
      await build({ root, logLevel: 'warn' });
      writeFileSync(inProject('dist/LICENSES.txt'), licences());
    });
    await step('Compressing it', compressSite);
  });
}
